#include <atomic>
#include <barrier>
#include <chrono>
#include <thread>

#include <torch/torch.h>

#include "tests/bench/loops.h"

namespace lab::bench {
namespace {

constexpr std::int64_t kBatch = 20;
constexpr std::int64_t kImages = 2000;

torch::nn::AnyModule normalizationFor(const std::string& id, std::int64_t channels) {
  if (id == "batch") return torch::nn::AnyModule{torch::nn::BatchNorm2d(channels)};
  if (id == "group") return torch::nn::AnyModule{torch::nn::GroupNorm(torch::nn::GroupNormOptions(2, channels))};
  return torch::nn::AnyModule{torch::nn::Identity()};
}

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out, bool bias) {
  return torch::nn::Conv2d{torch::nn::Conv2dOptions(in, out, 5).padding(2).bias(bias)};
}

torch::nn::Sequential lenet(const std::string& normalization) {
  const bool bias = normalization == "none";
  torch::nn::Sequential net;
  net->push_back(convolution(3, 32, bias));
  net->push_back(torch::nn::MaxPool2d(torch::nn::MaxPool2dOptions(3).stride(2).ceil_mode(true)));
  net->push_back(normalizationFor(normalization, 32));
  net->push_back(torch::nn::ReLU());
  net->push_back(convolution(32, 32, bias));
  net->push_back(normalizationFor(normalization, 32));
  net->push_back(torch::nn::ReLU());
  net->push_back(torch::nn::AvgPool2d(torch::nn::AvgPool2dOptions(3).stride(2).ceil_mode(true)));
  net->push_back(convolution(32, 64, bias));
  net->push_back(normalizationFor(normalization, 64));
  net->push_back(torch::nn::ReLU());
  net->push_back(torch::nn::AvgPool2d(torch::nn::AvgPool2dOptions(3).stride(2).ceil_mode(true)));
  net->push_back(torch::nn::Flatten());
  net->push_back(torch::nn::Linear(1024, 10));
  return net;
}

struct Partition {
  explicit Partition(const std::string& normalization)
      : net(lenet(normalization)),
        optimizer(net->parameters(), torch::optim::SGDOptions(0.001).momentum(0.9).weight_decay(5e-4)) {}

  void step(const torch::Tensor& images, const torch::Tensor& labels) {
    const auto batch = torch::randint(kImages, {kBatch}, torch::kLong);
    const auto x = images.index_select(0, batch).to(torch::kFloat).div_(255).sub_(0.5);
    optimizer.zero_grad();
    torch::nn::functional::cross_entropy(net->forward(x), labels.index_select(0, batch)).backward();
    optimizer.step();
  }

  torch::nn::Sequential net;
  torch::optim::SGD optimizer;
};

}  // namespace

double naiveImagesPerSecond(const Work& work) {
  torch::manual_seed(1);
  const auto images = torch::randint(256, {kImages, 3, 32, 32}, torch::kByte);
  const auto labels = torch::randint(10, {kImages}, torch::kLong);
  std::vector<Partition> partitions;
  for (int k = 0; k < work.partitions; ++k) partitions.emplace_back(work.normalization);

  using Clock = std::chrono::steady_clock;
  constexpr int kThreads = 2, kWarmUp = 3;
  std::atomic<int> next{0};
  std::int64_t iterations = 0;
  bool enough = false;
  Clock::time_point begin;
  std::barrier everyone{kThreads, [&]() noexcept {
                          next = 0;
                          if (++iterations == kWarmUp) begin = Clock::now();
                          enough = iterations > kWarmUp &&
                                   std::chrono::duration<double>(Clock::now() - begin).count() >= work.seconds;
                        }};
  const auto loop = [&] {
    at::set_num_threads(1);
    while (!enough) {
      for (int k = next++; k < work.partitions; k = next++) partitions[static_cast<std::size_t>(k)].step(images, labels);
      everyone.arrive_and_wait();
    }
  };
  {
    const std::jthread other{loop};
    std::jthread{loop}.join();
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return static_cast<double>((iterations - kWarmUp) * work.partitions * kBatch) / seconds;
}

}  // namespace lab::bench
