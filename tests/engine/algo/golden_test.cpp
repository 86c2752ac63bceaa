// A few iterations of every algorithm on sixteen numbers against NumPy (tests/golden/algorithms.py), and
// BatchNorm's statistics against their recurrence.

#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/algo/team.h"

namespace lab {
namespace {

using test::distance;
using test::golden;
using test::identical;
using test::numbersOnly;
using test::Team;
using test::TeamOptions;
using test::vectorOf;

class Golden : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Devices, Golden, ::testing::ValuesIn(deviceNames()));

// One parameter for each stretch of equal factors, as the script has them.
Plan planOf(const nlohmann::json& reference) {
  Plan plan = numbersOnly(0);
  plan.parameters.clear();
  for (std::size_t i = 0; i < reference.at("start").size(); ++i) {
    plan.parameters.push_back({.name = "number" + std::to_string(i),
                               .shape = {1},
                               .filler = {},
                               .rateFactor = reference.at("lr_mult").at(i),
                               .decayFactor = reference.at("decay_mult").at(i)});
  }
  return plan;
}

TEST_P(Golden, EveryAlgorithmFollowsThePapersFormulas) {
  const auto reference = golden("algorithms.json");
  const Plan plan = planOf(reference);
  for (const auto& expected : reference.at("cases")) {
    SCOPED_TRACE(expected.at("algorithm").get<std::string>() + expected.at("params").dump());
    const auto params = expected.at("params").get<std::map<std::string, double>>();
    Team team{plan,
              {.algorithm = expected.at("algorithm"),
               .params = {params.begin(), params.end()},
               .partitions = reference.at("partitions"),
               .rate = reference.at("rate"),
               .momentum = reference.at("momentum"),
               .weightDecay = reference.at("weight_decay"),
               .device = GetParam()}};
    for (auto& replica : team.replicas()) replica.weights.copy_(vectorOf(reference.at("start")));
    for (std::size_t t = 0; t < reference.at("gradients").size(); ++t) {
      const auto& gradients = reference.at("gradients").at(t);
      team.step(
          [&](Replica& replica) {
            replica.gradient.copy_(vectorOf(gradients.at(static_cast<std::size_t>(replica.id()))));
          },
          reference.at("rate_factors").at(t));
      for (std::size_t k = 0; k < team.replicas().size(); ++k) {
        EXPECT_LT(distance(team[k].weights, vectorOf(expected.at("weights").at(t).at(k))), 2e-6)
            << t << " " << k;
        EXPECT_EQ(team.ledger().bytesBySender().at(k), expected.at("bytes").at(t).at(k)) << t << " " << k;
        if (expected.at("residuals").empty()) continue;
        EXPECT_LT(distance(team[k].residual, vectorOf(expected.at("residuals").at(t).at(k))), 2e-6)
            << t << " " << k;
      }
    }
  }
}

// Statistics as three numbers M, V, c of every replica. The minibatches of partition k have mean 1 + k and
// variance 2 + k, always.
constexpr double kForget = 0.999 - 1;

void seeMinibatch(Replica& replica) {
  const auto sums = replica.weights.narrow(0, replica.parameters(), 3);
  auto change = replica.gradient.narrow(0, replica.parameters(), 3);
  replica.gradient.zero_();
  change.add_(sums, kForget);
  const double k = replica.id();
  change.add_(at::tensor(std::vector<double>{1 + k, 2 + k, 1}).to(change.options()));
}

Team withStatistics(const TeamOptions& options) {
  Team team{numbersOnly(4, 3), options};
  // Far from where they belong: M / c = 50, V / c = 20.
  for (auto& replica : team.replicas()) {
    replica.weights.narrow(0, 4, 3).copy_(at::tensor(std::vector<float>{500, 200, 10}));
  }
  return team;
}

TEST_P(Golden, BspSumsStatisticsAsInTheCodeAndFindsTheMeanOfPartitionMeans) {
  auto team = withStatistics({.statistics = StatisticsPolicy::AsInCode, .device = GetParam()});
  double mean = 500;
  double variance = 200;
  double count = 10;
  for (int t = 0; t < 3000; ++t) {
    team.step(seeMinibatch);
    mean += 3 * kForget * mean + (1 + 2 + 3);
    variance += 3 * kForget * variance + (2 + 3 + 4);
    count += 3 * kForget * count + 3;
  }
  EXPECT_NEAR(mean / count, 2, 0.01);  // the recurrence has arrived, too
  for (auto& replica : team.replicas()) {
    const auto sums = replica.weights.narrow(0, 4, 3).to(at::kCPU);
    EXPECT_NEAR(sums[0].item<double>(), mean, 1e-3 * mean);
    EXPECT_NEAR(sums[1].item<double>(), variance, 1e-3 * variance);
    EXPECT_NEAR(sums[2].item<double>(), count, 1e-3 * count);
  }
}

TEST_P(Golden, AveragedStatisticsForgetMoreSlowlyAndFindTheSameMean) {
  for (const std::string algorithm : {"bsp", "gaia", "dgc", "fedavg"}) {
    SCOPED_TRACE(algorithm);
    const ParamValues params = algorithm == "fedavg" ? ParamValues{{"local_iterations", 5}} : ParamValues{};
    auto team = withStatistics({.algorithm = algorithm, .params = params, .device = GetParam()});
    double mean = 500;
    double count = 10;
    for (int t = 0; t < 200; ++t) {
      team.step(seeMinibatch);
      mean += kForget * mean + 2;
      count += kForget * count + 1;
    }
    for (auto& replica : team.replicas()) {
      const auto sums = replica.weights.narrow(0, 4, 3).to(at::kCPU);
      EXPECT_NEAR(sums[0].item<double>(), mean, 1e-4 * mean);
      EXPECT_NEAR(sums[2].item<double>(), count, 1e-4 * count);
    }
  }
}

TEST_P(Golden, GaiaFiltersStatisticsAsInTheCode) {
  auto team = withStatistics({.algorithm = "gaia",
                              .params = {{"threshold", 0.02}},
                              .statistics = StatisticsPolicy::AsInCode,
                              .device = GetParam()});
  team.step(seeMinibatch);
  // Changes of M, V and c: 0.1 % of themselves forgotten, and (1 + k), (2 + k), 1 added. Of 500 and 200 that
  // is less than 2 %; c gains 0.99 of 10.99, which is more.
  for (std::size_t k = 0; k < 3; ++k) {
    const auto own = static_cast<double>(k);
    const auto sums = team[k].weights.narrow(0, 4, 3).to(at::kCPU);
    EXPECT_NEAR(sums[0].item<double>(), 500 - 0.5 + 1 + own, 1e-3);
    EXPECT_NEAR(sums[1].item<double>(), 200 - 0.2 + 2 + own, 1e-3);
    EXPECT_NEAR(sums[2].item<double>(), 10 + 3 * 0.99, 1e-4);
  }
  EXPECT_EQ(team.ledger().bytesByKind().at(static_cast<std::size_t>(Traffic::Statistics)), 0);
}

}  // namespace
}  // namespace lab
