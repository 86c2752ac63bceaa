#include "engine/train/device.h"

#include <optional>

#include <c10/core/Event.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/cuda.h>

#include "engine/core/error.h"

namespace lab {

std::vector<std::string> deviceNames() {
  std::vector<std::string> names{"cpu"};
  if (!torch::cuda::is_available()) return names;
  for (std::size_t i = 0; i < torch::cuda::device_count(); ++i) names.push_back("cuda:" + std::to_string(i));
  return names;
}

at::Device resolveDevice(const std::string& name) {
  const auto names = deviceNames();
  if (name == "auto") return at::Device{names.size() > 1 ? names[1] : names[0]};
  for (const auto& known : names) {
    if (name == known || (name == "cuda" && known == "cuda:0")) return at::Device{known};
  }
  std::string list;
  for (const auto& known : names) list += (list.empty() ? "" : ", ") + known;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "--device " + name,
               .problem = "this machine, or the LibTorch this program was built with, has no such device",
               .expected = "auto or one of " + list,
               .remedy = "see \"With a GPU\" in the README for how to use a CUDA LibTorch"});
}

struct Streams::Impl {
  Impl(const at::Device& chosen, int replicas) : guard(chosen.type()), device(chosen) {
    for (int k = 0; k < replicas; ++k) streams.push_back(guard.getStreamFromGlobalPool(device));
  }

  c10::impl::VirtualGuardImpl guard;
  at::Device device;
  std::vector<c10::Stream> streams;
};

Streams::Streams(const at::Device& device, int replicas)
    : impl_(device.is_cpu() ? nullptr : std::make_unique<Impl>(device, replicas)) {}

Streams::~Streams() = default;

void Streams::on(int replica, const std::function<void()>& f) {
  if (!impl_) return f();
  const auto common = impl_->guard.getStream(impl_->device);
  c10::Event ready{impl_->device.type()};
  ready.record(common);
  const auto stream = impl_->streams[static_cast<std::size_t>(replica)];
  ready.block(stream);
  const c10::StreamGuard current{stream};
  f();
}

void Streams::join() {
  if (!impl_) return;
  const auto common = impl_->guard.getStream(impl_->device);
  for (const auto& stream : impl_->streams) {
    c10::Event done{impl_->device.type()};
    done.record(stream);
    done.block(common);
  }
}

}  // namespace lab
