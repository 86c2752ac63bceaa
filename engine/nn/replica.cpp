#include "engine/nn/replica.h"

#include <ATen/ATen.h>

namespace lab {
namespace {

void fill(std::span<float> values, const Filler& filler, Random random) {
  for (auto& value : values) {
    switch (filler.kind) {
      case Filler::Kind::Constant:
        value = static_cast<float>(filler.value);
        break;
      case Filler::Kind::Gaussian:
        value = static_cast<float>(filler.value * random.normal());
        break;
      case Filler::Kind::Uniform:
        value = static_cast<float>(filler.value * (2 * random.uniform() - 1));
        break;
    }
  }
}

}  // namespace

Replica::Replica(int id, const Network& network, const at::Device& device)
    : weights(at::zeros({network.plan().parameterCount() + network.plan().statistics},
                        at::TensorOptions(device).dtype(at::kFloat))),
      gradient(at::zeros_like(weights)),
      velocity(at::zeros_like(weights)),
      id_(id),
      network_(&network),
      parameters_(network.plan().parameterCount()),
      windows_(network.windows(weights)) {
  const auto gradients = network.windows(gradient);
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    windows_[i].set_requires_grad(true);
    windows_[i].mutable_grad() = gradients[i];
  }
}

at::Tensor Replica::learn(const at::Tensor& images, const at::Tensor& labels, std::vector<at::Tensor>* channelMeans) {
  gradient.zero_();
  Pass pass{.training = true,
            .statistics = weights.narrow(0, parameters_, statisticsCount()),
            .statisticsChange = gradient.narrow(0, parameters_, statisticsCount()),
            .channelMeans = channelMeans};
  const auto loss = at::cross_entropy_loss(network_->forward(images, windows_, pass), labels);
  loss.backward();
  return loss.detach();
}

at::Tensor Replica::predict(const at::Tensor& images) const {
  const at::NoGradGuard noGrad;
  Pass pass{.training = false, .statistics = weights.narrow(0, parameters_, statisticsCount())};
  return network_->forward(images, windows_, pass);
}

void Replica::initialize(const Seed& seed) {
  const at::NoGradGuard noGrad;
  for (auto* vector : {&weights, &gradient, &velocity, &residual, &alone}) {
    if (vector->defined()) vector->zero_();
  }
  const auto& infos = network_->plan().parameters;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    auto values = at::empty(infos[i].shape, at::kFloat);
    fill({values.data_ptr<float>(), static_cast<std::size_t>(values.numel())}, infos[i].filler,
         seed.child(infos[i].name).random());
    windows_[i].copy_(values);
  }
}

}  // namespace lab
