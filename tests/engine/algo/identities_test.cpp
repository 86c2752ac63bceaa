// The theory of the field as equations between algorithms, on a LeNet, replica by replica. Sums in another
// order round differently, so weights are compared to a ten-thousandth of how far they have moved.

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/model.h"
#include "tests/engine/algo/team.h"

namespace lab {
namespace {

using test::identical;
using test::Team;
using test::TeamOptions;

constexpr double kTolerance = 1e-4;
constexpr int kSteps = 5;

struct Setting {
  std::string name, device, norm;
  StatisticsPolicy statistics;
  friend void PrintTo(const Setting& setting, std::ostream* out) {
    *out << setting.name << " " << setting.device;
  }
};

std::vector<Setting> settings() {
  std::vector<Setting> all;
  for (const auto& device : deviceNames()) {
    all.push_back({"NoNorm", device, "none", StatisticsPolicy::Average});
    all.push_back({"GroupNorm", device, "group", StatisticsPolicy::Average});
    all.push_back({"BatchNormAveraged", device, "batch", StatisticsPolicy::Average});
    all.push_back({"BatchNormAsInCode", device, "batch", StatisticsPolicy::AsInCode});
  }
  return all;
}

class Identity : public ::testing::TestWithParam<Setting> {
 protected:
  [[nodiscard]] static Plan plan() {
    const Choice lenet{"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}};
    return model::plan(lenet, {GetParam().norm, {}}, {1, 12, 12}, 10);
  }

  [[nodiscard]] static TeamOptions options(const std::string& algorithm, const ParamValues& params = {}) {
    return {.algorithm = algorithm,
            .params = params,
            .statistics = GetParam().statistics,
            .device = GetParam().device};
  }

  [[nodiscard]] static Team trained(const TeamOptions& options, int steps = kSteps) {
    Team team{plan(), options};
    for (int i = 0; i < steps; ++i) team.step();
    return team;
  }

  // All replicas of both teams are where they should be, measured by how far the first has come; likewise
  // their statistics, which are far larger numbers.
  static void expectEqual(Team& a, Team& b) {
    Replica start{0, a.network(), a[0].weights.device()};
    start.initialize(Seed{11});
    const std::int64_t P = start.parameters();
    const std::int64_t B = start.statisticsCount();
    for (const auto& [begin, size] : {std::pair{std::int64_t{0}, P}, {P, B}}) {
      if (size == 0) continue;
      const auto part = [&](const Replica& replica) { return replica.weights.narrow(0, begin, size); };
      const double moved = (part(a[0]) - part(start)).norm().item<double>();
      EXPECT_GT(moved, 0.01);
      for (std::size_t k = 0; k < a.replicas().size(); ++k) {
        EXPECT_LT((part(a[k]) - part(b[k])).norm().item<double>(), kTolerance * moved) << "replica " << k;
      }
    }
  }

  static void expectBitIdenticalReplicas(Team& team) {
    for (auto& replica : team.replicas()) EXPECT_TRUE(identical(replica.weights, team[0].weights));
  }
};
INSTANTIATE_TEST_SUITE_P(Settings, Identity, ::testing::ValuesIn(settings()), [](const auto& tested) {
  return tested.param.name + "_" + std::to_string(tested.index);
});

const ParamValues kDense{{"final_sparsity", 0}, {"momentum_masking", 0}};
const ParamValues kDenseMasked{{"final_sparsity", 0}, {"momentum_masking", 1}};

TEST_P(Identity, GaiaWithThresholdZeroEqualsBsp) {
  auto bsp = trained(options("bsp"));
  auto gaia = trained(options("gaia", {{"threshold", 0}}));
  expectEqual(bsp, gaia);
}

TEST_P(Identity, FedAvgWithOneLocalIterationEqualsBsp) {
  if (GetParam().statistics == StatisticsPolicy::AsInCode)
    GTEST_SKIP() << "BSP sums statistics, FedAvg averages";
  auto bsp = trained(options("bsp"));
  auto fedavg = trained(options("fedavg", {{"local_iterations", 1}, {"local_rate_scale", 1}}));
  expectEqual(bsp, fedavg);
}

TEST_P(Identity, FedAvgAtThePapersRateEqualsBspAtTheRateDividedByK) {
  if (GetParam().statistics == StatisticsPolicy::AsInCode)
    GTEST_SKIP() << "BSP sums statistics, FedAvg averages";
  constexpr double kPaper = 0;  // the value behind the word "paper"
  auto slow = options("bsp");
  slow.rate /= slow.partitions;
  auto bsp = trained(slow);
  auto fedavg = trained(options("fedavg", {{"local_iterations", 1}, {"local_rate_scale", kPaper}}));
  expectEqual(bsp, fedavg);
}

TEST_P(Identity, DenseDgcWithoutMaskingEqualsBsp) {
  auto bsp = trained(options("bsp"));
  auto dgc = trained(options("dgc", kDense));
  expectEqual(bsp, dgc);
}

TEST_P(Identity, DenseDgcWithMaskingEqualsBspWithoutMomentum) {
  auto withoutMomentum = options("bsp");
  withoutMomentum.momentum = 0;
  auto bsp = trained(withoutMomentum);
  auto dgc = trained(options("dgc", kDenseMasked));
  expectEqual(bsp, dgc);
}

TEST_P(Identity, BspKeepsReplicasBitIdentical) {
  auto bsp = trained(options("bsp"));
  expectBitIdenticalReplicas(bsp);
}

TEST_P(Identity, DgcKeepsReplicasBitIdenticalAtAnySparsity) {
  for (const double sparsity : {0.0, 0.5, 0.9, 0.999}) {
    auto dgc = trained(options("dgc", {{"final_sparsity", sparsity}, {"warmup_stage_iterations", 1}}));
    expectBitIdenticalReplicas(dgc);
  }
}

TEST_P(Identity, GaiaAndFedAvgLetReplicasDrift) {
  auto gaia = trained(options("gaia", {{"threshold", 0.5}}));
  auto fedavg =
      trained(options("fedavg", {{"local_iterations", 2}}));  // five steps: one since the last round
  EXPECT_FALSE(identical(gaia[0].weights, gaia[1].weights));
  EXPECT_FALSE(identical(fedavg[0].weights, fedavg[1].weights));
}

TEST_P(Identity, FedAvgAgreesAfterEveryRound) {
  auto fedavg = trained(options("fedavg", {{"local_iterations", 2}}), 4);
  expectBitIdenticalReplicas(fedavg);
}

// What the others have changed in replica i is what they have moved themselves, less what they hold back.
TEST_P(Identity, GaiaDeliversExactlyWhatIsSent) {
  for (const double threshold : {0.0, 0.05, 0.3, 2.0}) {
    Team team{plan(), options("gaia", {{"threshold", threshold}})};
    const bool asInCode = GetParam().statistics == StatisticsPolicy::AsInCode;
    const std::int64_t size = asInCode ? team[0].weights.numel() : team[0].parameters();
    const auto part = [&](const at::Tensor& vector) { return vector.narrow(0, 0, size).to(at::kDouble); };
    const auto start = part(team[0].weights);
    std::vector<at::Tensor> moved;
    for (std::size_t k = 0; k < team.replicas().size(); ++k) moved.push_back(at::zeros_like(start));
    for (int i = 0; i < kSteps; ++i) {
      team.step();
      for (std::size_t k = 0; k < moved.size(); ++k) moved[k].add_(part(team[k].velocity));
    }
    auto sent = at::zeros_like(start);
    for (std::size_t k = 0; k < moved.size(); ++k) sent.add_(moved[k] - part(team[k].residual));
    EXPECT_GT(sent.norm().item<double>(), 0) << threshold;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      const auto received = part(team[i].weights) - start - moved[i];
      const auto sentByOthers = sent - (moved[i] - part(team[i].residual));
      const double error = (received - sentByOthers).norm().item<double>();
      EXPECT_LT(error, 1e-5 * part(team[i].weights).norm().item<double>()) << "threshold " << threshold;
    }
  }
}

// Weights drift apart by what is held back; without that, everyone has the same.
TEST_P(Identity, WhatIsSharedIsTheSameEverywhere) {
  for (const auto& [algorithm, params] : std::vector<std::pair<std::string, ParamValues>>{
           {"bsp", {}}, {"gaia", {{"threshold", 0.3}}}, {"fedavg", {{"local_iterations", 5}}}, {"dgc", {}}}) {
    const auto team = trained(options(algorithm, params));
    const auto parameters = [&](const at::Tensor& vector) { return vector.narrow(0, 0, team.parameters()); };
    const auto first = parameters(team.shared(0));
    for (std::size_t k = 1; k < 3; ++k) {
      EXPECT_LT((parameters(team.shared(k)) - first).norm().item<double>(), 1e-6 * first.norm().item<double>())
          << algorithm << ", replica " << k;
    }
  }
}

// Momentum SGD as everybody writes it.
TEST_P(Identity, WithOnePartitionEveryAlgorithmIsMomentumSgdAndSendsNothing) {
  Team sgd{plan(), options("bsp")};
  auto& reference = sgd[0];
  const auto pieces = segments(sgd.network().plan());
  const std::int64_t P = reference.parameters();
  auto u = at::zeros_like(reference.weights);
  for (int i = 0; i < kSteps; ++i) {
    const auto [images, labels] = sgd.minibatch(0, i);
    (void)reference.learn(images, labels);
    for (const auto& [begin, end, rateFactor, decayFactor] : pieces) {
      const auto part = [&, first = begin, last = end](at::Tensor& vector) {
        return vector.narrow(0, first, last - first);
      };
      const auto gradient = part(reference.gradient) + 0.01 * decayFactor * part(reference.weights);
      part(u).mul_(0.9).sub_(gradient, 0.05 * rateFactor);
    }
    u.narrow(0, P, reference.statisticsCount())
        .copy_(reference.gradient.narrow(0, P, reference.statisticsCount()));
    reference.weights.add_(u);
  }
  for (const auto& [algorithm, params] : {std::pair<std::string, ParamValues>{"bsp", {}},
                                          {"gaia", {{"threshold", 0.3}}},
                                          {"fedavg", {{"local_iterations", 3}}},
                                          {"dgc", kDense}}) {
    SCOPED_TRACE(algorithm);
    auto alone = options(algorithm, params);
    alone.partitions = 1;
    auto team = trained(alone);
    expectEqual(team, sgd);
    EXPECT_EQ(team.ledger().totalBytes(), 0);
    EXPECT_EQ(team.ledger().totalValues(), 0);
  }
}

TEST_P(Identity, StatisticsOfAllReplicasAreAveragedWheneverTheAlgorithmTalks) {
  if (GetParam().norm != "batch" || GetParam().statistics != StatisticsPolicy::Average) GTEST_SKIP();
  const auto statistics = [](const Replica& replica) {
    return replica.weights.narrow(0, replica.parameters(), replica.statisticsCount());
  };
  for (const auto& [algorithm, params] : {std::pair<std::string, ParamValues>{"bsp", {}},
                                          {"gaia", {{"threshold", 1}}},
                                          {"fedavg", {{"local_iterations", 1}}},
                                          {"dgc", {}}}) {
    SCOPED_TRACE(algorithm);
    Team team{plan(), options(algorithm, params)};
    team.step();
    // One minibatch each: c is 1, and the first channel's mean the mean of what three partitions have seen.
    auto expected = at::zeros_like(statistics(team[0]));
    Team alone{plan(), options(algorithm, params)};
    for (std::int64_t k = 0; k < 3; ++k) {
      const auto [images, labels] = alone.minibatch(k, 0);
      (void)alone[0].learn(images, labels);
      expected.add_(alone[0].gradient.narrow(0, alone[0].parameters(), alone[0].statisticsCount()));
    }
    for (auto& replica : team.replicas()) {
      EXPECT_LT(test::distance(statistics(replica), expected / 3), 1e-5);
      EXPECT_TRUE(identical(statistics(replica), statistics(team[0])));
    }
  }
}

}  // namespace
}  // namespace lab
