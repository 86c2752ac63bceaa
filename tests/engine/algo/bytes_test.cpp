// What every algorithm puts on the wire, counted by the rule of the contract: 4 bytes a dense number, 8 or 12
// a sparse entry, a message to all others once.

#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/model.h"
#include "tests/engine/algo/team.h"

namespace lab {
namespace {

using test::numbersOnly;
using test::Team;
using test::TeamOptions;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Bytes : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static TeamOptions options(const std::string& algorithm, const ParamValues& params = {}) {
    return {.algorithm = algorithm, .params = params, .device = GetParam()};
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Bytes, ::testing::ValuesIn(deviceNames()));

Plan lenet(const std::string& norm) {
  return model::plan({"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}}, {norm, {}},
                     {1, 12, 12}, 10);
}

std::int64_t ofKind(const Team& team, Traffic kind) {
  return team.ledger().bytesByKind().at(static_cast<std::size_t>(kind));
}

void steps(Team& team, int count) {
  for (int i = 0; i < count; ++i) team.step();
}

TEST_P(Bytes, OfBspAreTheWholeModelInEveryIteration) {
  const std::int64_t P = lenet("batch").parameterCount();
  const std::int64_t B = lenet("batch").statistics;
  for (const auto policy : {StatisticsPolicy::Average, StatisticsPolicy::AsInCode}) {
    auto how = options("bsp");
    how.statistics = policy;
    Team team{lenet("batch"), how};
    steps(team, 2);
    EXPECT_EQ(ofKind(team, Traffic::Values), 2 * 3 * P * 4);
    EXPECT_EQ(ofKind(team, Traffic::Statistics), 2 * 3 * B * 4);
    EXPECT_EQ(team.ledger().totalBytes(), 2 * 3 * (P + B) * 4);
    EXPECT_EQ(team.ledger().totalValues(), 2 * 3 * (P + B));
    EXPECT_THAT(team.ledger().bytesBySender(), Each(2 * (P + B) * 4));
  }
}

TEST_P(Bytes, OfFedAvgAreTheWholeModelInEveryRound) {
  const std::int64_t P = lenet("batch").parameterCount();
  const std::int64_t B = lenet("batch").statistics;
  Team team{lenet("batch"), options("fedavg", {{"local_iterations", 3}})};
  steps(team, 2);
  EXPECT_EQ(team.ledger().totalBytes(), 0);
  steps(team, 5);
  EXPECT_EQ(ofKind(team, Traffic::Values), 2 * 3 * P * 4);
  EXPECT_EQ(ofKind(team, Traffic::Statistics), 2 * 3 * B * 4);
}

TEST_P(Bytes, OfGaiaAndDgcThatSendEverythingAreThoseOfBsp) {
  for (const std::string norm : {"group", "batch"}) {
    Team bsp{lenet(norm), options("bsp")};
    Team gaia{lenet(norm), options("gaia", {{"threshold", 0}})};
    Team dgc{lenet(norm), options("dgc", {{"final_sparsity", 0}, {"momentum_masking", 0}})};
    for (auto* team : {&bsp, &gaia, &dgc}) steps(*team, 2);
    EXPECT_EQ(gaia.ledger().bytesBySender(), bsp.ledger().bytesBySender()) << norm;
    EXPECT_EQ(gaia.ledger().bytesByKind(), bsp.ledger().bytesByKind()) << norm;
    EXPECT_EQ(dgc.ledger().bytesByKind(), bsp.ledger().bytesByKind()) << norm;
  }
}

// Sixteen weights of 1 without decay, of which partition k moves the first k + 1 by far and the others by
// little.
Team moveFew(TeamOptions options) {
  options.weightDecay = 0;
  Team team{numbersOnly(16), options};
  for (auto& replica : team.replicas()) replica.weights.fill_(1);
  team.step([](Replica& replica) {
    replica.gradient.fill_(0.001);
    replica.gradient.narrow(0, 0, replica.id() + 1).fill_(-20);
  });
  return team;
}

TEST_P(Bytes, OfASparseEntryAreFourAndTheIndex) {
  auto gaia = options("gaia", {{"threshold", 0.1}});
  const auto small = moveFew(gaia);
  EXPECT_THAT(small.ledger().bytesBySender(), ElementsAre(8, 16, 24));
  EXPECT_THAT(small.ledger().valuesBySender(), ElementsAre(1, 2, 3));
  EXPECT_EQ(ofKind(small, Traffic::Values), 24);
  EXPECT_EQ(ofKind(small, Traffic::Indices), 24);
  gaia.indexBytes = 8;  // the authors' entries
  const auto large = moveFew(gaia);
  EXPECT_THAT(large.ledger().bytesBySender(), ElementsAre(12, 24, 36));
  EXPECT_EQ(ofKind(large, Traffic::Indices), 48);
}

TEST_P(Bytes, OfGaiaAreDenseFromTheEntryAtWhichThatIsNoLarger) {
  // 8 bytes an entry: 8 of 16 entries are as large as 16 dense numbers; 12 bytes an entry: 6 are larger.
  for (const auto& [indexBytes, enough] : {std::pair{4, 8}, {8, 6}}) {
    for (const std::int64_t entries : {enough - 1, enough}) {
      auto how = options("gaia", {{"threshold", 0.1}});
      how.indexBytes = indexBytes;
      how.weightDecay = 0;
      Team team{numbersOnly(16), how};
      for (auto& replica : team.replicas()) replica.weights.fill_(1);
      team.step([&](Replica& replica) {
        replica.gradient.fill_(0.001);
        replica.gradient.narrow(0, 0, entries).fill_(-20);
      });
      const bool dense = entries == enough;
      EXPECT_THAT(team.ledger().bytesBySender(), Each(dense ? 64 : entries * (4 + indexBytes)));
      // Dense takes the insignificant along, too.
      EXPECT_EQ(team[0].residual.abs().max().item<double>() == 0, dense);
    }
  }
}

TEST_P(Bytes, OfDgcFollowTheStagesOfTheWarmUp) {
  Team team{numbersOnly(1000), options("dgc", {{"warmup_stage_iterations", 2}})};
  const auto magnitudes = at::arange(1, 1001, at::kFloat);
  std::vector<std::int64_t> entries;
  std::int64_t before = 0;
  for (int i = 0; i < 11; ++i) {
    team.step([&](Replica& replica) { replica.gradient.copy_(magnitudes.to(replica.gradient.device())); });
    const std::int64_t now = team.ledger().bytesBySender()[0];
    entries.push_back((now - before) / 8);
    before = now;
  }
  EXPECT_THAT(entries, ElementsAre(250, 250, 62, 62, 15, 15, 4, 4, 1, 1, 1));
}

TEST_P(Bytes, OfDgcAreAtLeastOneEntry) {
  Team team{numbersOnly(10), options("dgc", {{"warmup_stage_iterations", 1}})};
  for (int i = 0; i < 6; ++i) {
    team.step([](Replica& replica) {
      replica.gradient.copy_(at::arange(1, 11, at::kFloat).to(replica.gradient.device()));
    });
  }
  // 2 in the first stage, then 1.
  EXPECT_THAT(team.ledger().bytesBySender(), Each(8 * (2 + 5)));
}

TEST_P(Bytes, OfDgcDoNotSufferFromBinaryFractions) {
  // In binary 100 * (1 - 0.9) is a little less than 10.
  for (const auto& [sparsity, entries] : {std::pair{0.9, 10}, {0.8, 20}, {0.75, 25}}) {
    Team team{numbersOnly(100),
              options("dgc", {{"warmup_stage_iterations", 1}, {"final_sparsity", sparsity}})};
    std::int64_t before = 0;
    for (int i = 0; i < 5; ++i) {
      before = team.ledger().bytesBySender()[0];
      team.step([](Replica& replica) {
        replica.gradient.copy_(at::arange(1, 101, at::kFloat).to(replica.gradient.device()));
      });
    }
    EXPECT_EQ(team.ledger().bytesBySender()[0] - before, 8 * entries) << sparsity;
  }
}

TEST(DgcWarmUp, LastsASixteenthOfTheRunUnlessToldOtherwise) {
  const auto settings = [](const ParamValues& params, std::int64_t iterations) {
    AlgorithmSetup setup;
    setup.iterations = iterations;
    setup.params = params;
    return algo::named("dgc").make(setup)->derivedSettings();
  };
  EXPECT_EQ(settings({}, 64000), R"({"warmup_stage_iterations": 1000})");  // the authors' script
  EXPECT_EQ(settings({}, 10), R"({"warmup_stage_iterations": 1})");
  EXPECT_EQ(settings({{"warmup_stage_iterations", 7}}, 64000), R"({"warmup_stage_iterations": 7})");
}

// From talkative to silent.
struct Ladder {
  std::string algorithm, knob;
  std::vector<double> rungs;
};

TEST_P(Bytes, DoNotGrowOneRungFurther) {
  for (const auto& [algorithm, knob, rungs] :
       {Ladder{"gaia", "threshold", {0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 2}},
        Ladder{"fedavg", "local_iterations", {1, 2, 5, 10, 20}},
        Ladder{"dgc", "final_sparsity", {0, 0.75, 0.9375, 0.984375, 0.996, 0.999}}}) {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    for (const double rung : rungs) {
      ParamValues params{{knob, rung}};
      if (algorithm == "dgc") params["warmup_stage_iterations"] = 1;
      Team team{lenet("group"), options(algorithm, params)};
      steps(team, 6);
      EXPECT_LE(team.ledger().totalBytes(), before) << algorithm << " at " << rung;
      before = team.ledger().totalBytes();
    }
    EXPECT_LT(before, std::int64_t{6} * 3 * lenet("group").parameterCount() * 4) << algorithm;
  }
}

TEST_P(Bytes, AddUpAndNeverDecrease) {
  for (const auto& entry : algo::all()) {
    Team team{lenet("batch"), options(entry.id)};
    std::int64_t before = 0;
    for (int i = 0; i < 4; ++i) {
      team.step();
      const auto& bySender = team.ledger().bytesBySender();
      const auto& byKind = team.ledger().bytesByKind();
      const std::int64_t total = team.ledger().totalBytes();
      EXPECT_EQ(std::accumulate(bySender.begin(), bySender.end(), std::int64_t{0}), total) << entry.id;
      EXPECT_EQ(std::accumulate(byKind.begin(), byKind.end(), std::int64_t{0}), total) << entry.id;
      EXPECT_GE(total, before);
      before = total;
    }
  }
}

TEST(AlgorithmCatalogue, NamesWhatIsKnown) {
  EXPECT_THAT([] { (void)algo::named("ssgd"); },
              ::testing::ThrowsMessage<Error>(HasSubstr("one of bsp, gaia, fedavg, dgc")));
}

}  // namespace
}  // namespace lab
