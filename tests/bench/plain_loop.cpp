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
  if (id == "group")
    return torch::nn::AnyModule{torch::nn::GroupNorm(torch::nn::GroupNormOptions(2, channels))};
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

class PlainLoop final : public Loop {
 public:
  explicit PlainLoop(const Work& work) {
    torch::manual_seed(1);
    images_ = torch::randint(256, {kImages, 3, 32, 32}, torch::kByte);
    labels_ = torch::randint(10, {kImages}, torch::kLong);
    for (int k = 0; k < work.partitions; ++k) partitions_.emplace_back(work.normalization);
  }

  double train(double seconds) override {
    using Clock = std::chrono::steady_clock;
    constexpr int kThreads = 2;
    std::atomic<int> next{0};
    std::int64_t iterations = 0;
    bool enough = false;
    const auto begin = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    std::barrier everyone{kThreads, [&]() noexcept {
                            next = 0;
                            ++iterations;
                            enough = passed() >= seconds;
                          }};
    const auto loop = [&] {
      at::set_num_threads(1);
      while (!enough) {
        for (int k = next++; k < std::ssize(partitions_); k = next++) {
          partitions_[static_cast<std::size_t>(k)].step(images_, labels_);
        }
        everyone.arrive_and_wait();
      }
    };
    {
      const std::jthread other{loop};
      const std::jthread one{loop};
    }
    return static_cast<double>(iterations * std::ssize(partitions_) * kBatch) / passed();
  }

 private:
  torch::Tensor images_, labels_;
  std::vector<Partition> partitions_;
};

}  // namespace

std::unique_ptr<Loop> plainLoop(const Work& work) {
  return std::make_unique<PlainLoop>(work);
}

}  // namespace lab::bench
