// What every algorithm does with BatchNorm's statistics under every policy.

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/algo/statistics.h"
#include "engine/nn/model.h"
#include "tests/engine/algo/team.h"

namespace lab {
namespace {

using test::Team;

struct Case {
  std::string algorithm;
  StatisticsPolicy policy;
  friend void PrintTo(const Case& one, std::ostream* out) {
    *out << one.algorithm << static_cast<int>(one.policy);
  }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& entry : algo::all()) {
    for (const auto policy : {StatisticsPolicy::Average, StatisticsPolicy::Local, StatisticsPolicy::Drop,
                              StatisticsPolicy::Recompute, StatisticsPolicy::Pooled}) {
      all.push_back({entry.id, policy});
    }
  }
  return all;
}

class EveryPolicy : public ::testing::TestWithParam<Case> {
 protected:
  // Talks in every iteration.
  [[nodiscard]] static Team team(std::int64_t statistics = 3) {
    const auto& known = algo::named(GetParam().algorithm).params;
    const bool rounds = std::ranges::find(known, "local_iterations", &ParamInfo::key) != known.end();
    return {test::numbersOnly(4, statistics),
            {.algorithm = GetParam().algorithm,
             .params = rounds ? ParamValues{{"local_iterations", 1}} : ParamValues{},
             .partitions = 2,
             .statistics = GetParam().policy}};
  }
  // Partition k's minibatch adds 1 + k to each of the three numbers; no gradient.
  static void see(Replica& replica) {
    replica.gradient.zero_();
    replica.gradient.narrow(0, 4, 3).fill_(1.0 + replica.id());
  }
  [[nodiscard]] static double statistic(const Replica& replica) { return replica.weights[5].item<double>(); }
};
INSTANTIATE_TEST_SUITE_P(Catalogue, EveryPolicy, ::testing::ValuesIn(cases()),
                         [](const auto& tested) { return "case" + std::to_string(tested.index); });

TEST_P(EveryPolicy, MovesTheStatisticsAsItSays) {
  auto partitions = team();
  partitions.step(see);
  partitions.step(see);
  const auto policy = GetParam().policy;
  const bool shares = policy == StatisticsPolicy::Average || policy == StatisticsPolicy::Pooled;
  const bool keeps = policy == StatisticsPolicy::Local;
  EXPECT_DOUBLE_EQ(statistic(partitions[0]), shares  ? 3
                                             : keeps ? 2
                                                     : 0);  // twice the mean of 1 and 2, twice 1
  EXPECT_DOUBLE_EQ(statistic(partitions[1]), shares ? 3 : keeps ? 4 : 0);
}

TEST_P(EveryPolicy, BillsWhatItShares) {
  auto partitions = team();
  partitions.step(see);
  const auto billed = partitions.ledger().bytesByKind().at(static_cast<std::size_t>(Traffic::Statistics));
  EXPECT_EQ(billed, algo::sharesStatistics(GetParam().policy) ? 2 * 3 * kValueBytes : 0);
  EXPECT_EQ(algo::bspNumbers(partitions[0], GetParam().policy),
            4 + (algo::sharesStatistics(GetParam().policy) ? 3 : 0));
}

TEST_P(EveryPolicy, LeavesTheWeightsAlone) {
  // The same gradients with and without statistics give the same weights.
  const auto learn = [](Replica& replica) {
    replica.gradient.zero_();
    replica.gradient.narrow(0, 0, 4).fill_(0.5 + replica.id());
    replica.gradient.narrow(0, 4, replica.statisticsCount()).fill_(7);
  };
  auto with = team();
  auto without = team(0);
  for (int i = 0; i < 3; ++i) {
    with.step(learn);
    without.step(learn);
  }
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_TRUE(test::identical(with[k].weights.narrow(0, 0, 4), without[k].weights)) << k;
  }
}

}  // namespace
}  // namespace lab
