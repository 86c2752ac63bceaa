// One step of the paper's larger networks against the same networks written with PyTorch's functions
// (tests/golden/paper_networks.py).

#include <cmath>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/model.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "engine/train/task.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"
#include "tests/engine/nn/wave.h"

namespace lab {
namespace {

using test::distance;
using test::wave;

class PaperNetworkGolden : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  // With dropout's masks out of the way, which the reference does not know.
  [[nodiscard]] static Plan plan(const nlohmann::json& expected) {
    ExperimentSpec spec;
    ParamValues params;
    if (expected.contains("width")) params["width"] = expected.at("width").get<double>();
    if (expected.at("standard").get<bool>())
      params["variant"] = static_cast<double>(model::Variant::Standard);
    const auto side = expected.at("side").get<std::int64_t>();
    spec.model = {expected.at("network").get<std::string>(), params};
    spec.normalization = {expected.at("norm").get<std::string>(), {}};
    if (expected.contains("centre_weight")) {
      spec.task = {"verification", {{"centre_weight", expected.at("centre_weight").get<double>()}}};
    }
    auto plan = task::plan(spec, {3, side, side}, 5);
    for (auto& node : plan.nodes) {
      if (auto* dropout = std::get_if<Dropout>(&node.operation)) dropout->rate = 0;
    }
    return plan;
  }

  static void fill(const Network& network, const at::Tensor& flat) {
    auto windows = network.windows(flat);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const auto& info = network.plan().parameters[i];
      const auto fanIn = static_cast<double>(info.size() / info.shape[0]);
      const double scale = info.shape.size() > 1 ? 1.5 / std::sqrt(fanIn) : 0.1;
      windows[i].copy_(wave(windows[i].sizes(), static_cast<double>(i), scale));
      if (info.name.ends_with(".scale")) windows[i].add_(1);
      if (info.name.ends_with(".slope")) windows[i].add_(0.25);
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, PaperNetworkGolden, ::testing::ValuesIn(deviceNames()));

TEST_P(PaperNetworkGolden, OneStepEqualsPyTorch) {
  for (const auto& expected : test::golden("paper_networks.json")) {
    const auto chosen = plan(expected);
    SCOPED_TRACE(expected.at("network").get<std::string>() + " " + expected.at("norm").get<std::string>());
    const Network network{chosen, true};
    Replica replica{0, network, device};
    fill(network, replica.weights);
    const auto batch = test::on({wave({4, 3, chosen.input.height, chosen.input.width}, 0.5, 1),
                                 at::tensor(std::vector<std::int64_t>{3, 0, 4, 1})},
                                device, true);
    const double loss = expected.at("loss").get<double>();
    EXPECT_NEAR(replica.learn(batch.images, batch.labels).item<double>(), loss, 2e-4 * loss);

    // Rounding passes through up to 20 layers; in PyTorch's double precision there is none.
    constexpr double kRounding = 3e-3;
    const auto windows = network.windows(replica.gradient);
    const auto& gradients = expected.at("gradients");
    ASSERT_EQ(windows.size(), gradients.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const auto direction = wave(windows[i].sizes(), 1, 1);
      const auto gradient = windows[i].to(at::kCPU).contiguous();
      const double length = gradients[i][0];
      EXPECT_NEAR(gradient.norm().item<double>(), length, kRounding * length + 1e-6)
          << chosen.parameters[i].name;
      EXPECT_NEAR(((gradient * direction).sum() / direction.norm()).item<double>(),
                  gradients[i][1].get<double>(), kRounding * length + 1e-6)
          << chosen.parameters[i].name;
    }
  }
}

}  // namespace
}  // namespace lab
