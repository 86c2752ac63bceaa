// One step of a small network against PyTorch's own modules (tests/golden/networks.py), and local response
// normalization against NumPy and its own definition.

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/norm.h"
#include "engine/nn/plan_builder.h"
#include "engine/nn/replica.h"
#include "engine/nn/response_norm.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"
#include "tests/engine/nn/wave.h"

namespace lab {
namespace {

using test::distance;
using test::golden;
using test::vectorOf;
using test::wave;

Plan smallNetwork(const std::string& norm) {
  const ParamValues none;
  PlanBuilder net{{3, 9, 9}, norm::named(norm), none};
  net.convolution({.name = "conv1", .outputs = 4, .kernel = 3, .padding = 1, .filler = gaussian(1)});
  net.maxPool(3, 2);
  net.normalize({.wanted = true});
  net.relu();
  if (!net.normalizes()) net.localResponse({.size = 3, .alpha = 0.5, .beta = 0.75});
  net.convolution({.name = "conv2", .outputs = 6, .kernel = 3, .padding = 1, .filler = gaussian(1)});
  net.normalize({.wanted = true});
  net.relu();
  net.averagePool(3, 2);
  net.linear({.name = "fc", .outputs = 5, .filler = gaussian(1)});
  return net.finish();
}

struct Setting {
  std::string device;
  bool channelsLast = false;
  friend void PrintTo(const Setting& setting, std::ostream* out) {
    *out << setting.device << (setting.channelsLast ? " channels last" : " contiguous");
  }
};

std::vector<Setting> settings() {
  std::vector<Setting> all;
  for (const auto& device : deviceNames()) all.insert(all.end(), {{device, false}, {device, true}});
  return all;
}

class NetworkGolden : public ::testing::TestWithParam<Setting> {
 protected:
  const at::Device device{resolveDevice(GetParam().device)};
};
INSTANTIATE_TEST_SUITE_P(Devices, NetworkGolden, ::testing::ValuesIn(settings()), [](const auto& tested) {
  return "setting" + std::to_string(tested.index) +
         (tested.param.channelsLast ? "ChannelsLast" : "Contiguous");
});

// The gradients of all parameters one after the other, each in PyTorch's order.
at::Tensor gradientOf(const Replica& replica) {
  std::vector<at::Tensor> parts;
  for (const auto& window : replica.network().windows(replica.gradient))
    parts.push_back(window.reshape({-1}));
  return at::cat(parts);
}

TEST_P(NetworkGolden, OneStepEqualsPyTorchForEveryNormalization) {
  const test::Minibatch batch{wave({4, 3, 9, 9}, 0.5, 2), at::tensor(std::vector<std::int64_t>{3, 0, 4, 1})};
  const auto [images, labels] = test::on(batch, device, GetParam().channelsLast);
  for (const auto& expected : golden("networks.json").at("steps")) {
    const auto norm = expected.at("norm").get<std::string>();
    SCOPED_TRACE(norm);
    const Network network{smallNetwork(norm), GetParam().channelsLast};
    Replica replica{0, network, device};
    double phase = 0;
    for (auto& window : network.windows(replica.weights)) window.copy_(wave(window.sizes(), phase++, 0.5));

    const auto loss = replica.learn(images, labels);
    EXPECT_NEAR(loss.item<double>(), expected.at("loss").get<double>(), 2e-5);
    EXPECT_LT(distance(gradientOf(replica), vectorOf(expected.at("gradient"))), 5e-5);
    const auto statistics = replica.gradient.narrow(0, replica.parameters(), replica.statisticsCount());
    EXPECT_LT(distance(statistics, vectorOf(expected.at("statistics"))), 2e-5);

    replica.weights.narrow(0, replica.parameters(), replica.statisticsCount()).add_(statistics);
    EXPECT_LT(distance(replica.predict(images), vectorOf(expected.at("test_logits"))), 5e-5);
  }
}

// x / (1 + alpha / size * sum of squares of `size` channels) ^ beta, weighted and summed; the slow way, in
// double.
double weightedResponse(const at::Tensor& x, const at::Tensor& weights, const LocalResponse& op) {
  const auto in = x.accessor<double, 4>();
  const auto factor = weights.accessor<double, 4>();
  double sum = 0;
  for (std::int64_t n = 0; n < x.size(0); ++n) {
    for (std::int64_t c = 0; c < x.size(1); ++c) {
      for (std::int64_t p = 0; p < x.size(2) * x.size(3); ++p) {
        const std::int64_t row = p / x.size(3);
        const std::int64_t column = p % x.size(3);
        double squares = 0;
        for (std::int64_t i = std::max<std::int64_t>(0, c - op.size / 2);
             i <= std::min(x.size(1) - 1, c + op.size / 2); ++i) {
          squares += in[n][i][row][column] * in[n][i][row][column];
        }
        const double base = 1 + op.alpha / static_cast<double>(op.size) * squares;
        sum += factor[n][c][row][column] * in[n][c][row][column] * std::pow(base, -op.beta);
      }
    }
  }
  return sum;
}

TEST_P(NetworkGolden, LocalResponseEqualsItsFormula) {
  const auto expected = golden("networks.json").at("response");
  const LocalResponse op{
      .size = expected.at("size"), .alpha = expected.at("alpha"), .beta = expected.at("beta")};
  const auto x =
      test::on({wave({2, 7, 2, 3}, 0.1, 3), at::zeros({1})}, device, GetParam().channelsLast).images;
  EXPECT_LT(distance(localResponse(x, op).contiguous(), vectorOf(expected.at("out"))), 1e-5);
}

TEST_P(NetworkGolden, GradientOfLocalResponseEqualsFiniteDifferences) {
  for (const std::int64_t channels : {1, 2, 7}) {
    for (const LocalResponse& op : {LocalResponse{.size = 3, .alpha = 0.5, .beta = 0.75},
                                    LocalResponse{.size = 5, .alpha = 0.9, .beta = 0.6}}) {
      const auto start = wave({2, channels, 2, 3}, 0.3, 3);
      const auto weights = wave({2, channels, 2, 3}, 2, 1);
      auto x = test::on({start, at::zeros({1})}, device, GetParam().channelsLast).images.requires_grad_();
      (localResponse(x, op) * weights.to(device)).sum().backward();

      auto exact = start.to(at::kDouble);
      auto expected = at::empty_like(exact);
      for (std::int64_t i = 0; i < exact.numel(); ++i) {
        constexpr double kStep = 1e-5;
        auto* number = exact.data_ptr<double>() + i;
        const double before = *number;
        *number = before + kStep;
        const double above = weightedResponse(exact, weights.to(at::kDouble), op);
        *number = before - kStep;
        const double below = weightedResponse(exact, weights.to(at::kDouble), op);
        *number = before;
        expected.data_ptr<double>()[i] = (above - below) / (2 * kStep);
      }
      EXPECT_LT(distance(x.grad().contiguous(), expected), 1e-5)
          << channels << " channels, window " << op.size;
    }
  }
}

}  // namespace
}  // namespace lab
