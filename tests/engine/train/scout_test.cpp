// SkewScout in the loop: travelling disturbs nothing, is billed to the last byte, and survives a stop.

#include "engine/train/scout.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/train/scouting.h"

namespace lab {
namespace {

using test::decisions;
using test::hashes;
using test::Scratch;
using test::Scouting;
using test::shortRun;
using test::steered;
using test::turnable;
using test::watched;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

INSTANTIATE_TEST_SUITE_P(Devices, Scouting, ::testing::ValuesIn(deviceNames()));

TEST_P(Scouting, DecidesEveryPeriodButTheLast) {
  for (const auto& algorithm : turnable()) {
    SCOPED_TRACE(algorithm.id);
    std::vector<std::int64_t> when;
    for (const auto& decision : train(steered(algorithm))->log.all<SkewScoutDecision>()) {
      when.push_back(decision.iteration);
      EXPECT_THAT(decision.hosts, ElementsAre(1, 2, 0));
      EXPECT_THAT(decision.pairAccuracy, SizeIs(6));
      EXPECT_DOUBLE_EQ(decision.objective, decision.lossTerm + decision.trafficTerm);
      EXPECT_THAT(decision.reason, Not(IsEmpty()));
    }
    ASSERT_FALSE(when.empty());
    EXPECT_EQ(when.front(), 6);
    EXPECT_LT(when.back(), 30);
  }
}

TEST_P(Scouting, ToleratesMoreWhileTheLearningRateIsHigh) {
  auto spec = steered(turnable().front());
  spec.training.schedule = {.kind = ScheduleKind::Multistep, .milestones = {0.5}, .factor = 0.25};
  spec.skewscout.leniency = 1;
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>()) {
    EXPECT_DOUBLE_EQ(decision.tolerated, decision.iteration <= 15 ? 0.2 : 0.05) << decision.iteration;
  }
}

// Travels that have become rare do not miss the step at iteration 15: the next is one period later.
TEST_P(Scouting, LooksOnePeriodAfterAStepOfTheLearningRate) {
  const auto when = [&](double milestone) {
    auto spec = steered({"gaia", {}});
    spec.training.schedule = {.kind = ScheduleKind::Multistep, .milestones = {milestone}, .factor = 0.1};
    spec.skewscout.search = "fixed";
    spec.skewscout.period = 2;
    spec.skewscout.patience = 1;
    std::vector<std::int64_t> iterations;
    for (const auto& decision : train(spec)->log.all<SkewScoutDecision>()) iterations.push_back(decision.iteration);
    return iterations;
  };
  EXPECT_THAT(when(1), ElementsAre(2, 6, 14));
  EXPECT_THAT(when(0.5), ElementsAre(2, 6, 14, 17));
}

TEST_P(Scouting, NeverToleratesMoreThanTheLimit) {
  auto spec = steered({"gaia", {}});
  spec.training.schedule = {.kind = ScheduleKind::Multistep, .milestones = {0.5}, .factor = 0.25};
  spec.skewscout.leniency = 1;
  spec.skewscout.sigmaAlLimit = 0.12;
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>()) {
    EXPECT_DOUBLE_EQ(decision.tolerated, decision.iteration <= 15 ? 0.12 : 0.05) << decision.iteration;
  }
}

// Here every iteration sends what a travel costs. Two travels are a tenth of 20 models, three of 30: 18 and 27 of them
// must be sent otherwise.
TEST_P(Scouting, ATravelWaitsUntilItsShareIsSmallWhereNothingIsLost) {
  auto spec = steered({"gaia", {}});
  spec.skewscout.ladder = {0};  // BSP
  spec.skewscout.sigmaAl = 1;
  spec.skewscout.period = 2;
  spec.skewscout.travelShare = 0.1;
  std::vector<std::int64_t> iterations;
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>()) iterations.push_back(decision.iteration);
  EXPECT_THAT(iterations, ElementsAre(2, 18, 27));
}

TEST_P(Scouting, NamesTheKnobAtTheStart) {
  const auto started = train(steered({"gaia", {}}))->log.all<RunStarted>()[0];
  EXPECT_EQ(started.knob.parameter, "threshold");
  EXPECT_EQ(started.knob.unit, "fraction");
  EXPECT_EQ(started.knob.ladder.front(), 0);
  EXPECT_EQ(started.knob.start, train(steered({"gaia", {}}))->log.all<SkewScoutDecision>()[0].thetaBefore);
  EXPECT_THAT(train(shortRun("gaia"))->log.all<RunStarted>()[0].knob.ladder, IsEmpty());
}

// A fixed controller measures and pays for it; the weights must not notice.
TEST_P(Scouting, TravellingChangesNoWeight) {
  const std::vector<std::pair<Choice, double>> all{{{"gaia", {{"threshold", 0.2}}}, 0.2},
                                                   {{"fedavg", {{"local_iterations", 3}}}, 3}};
  for (const auto& [algorithm, setting] : all) {
    SCOPED_TRACE(algorithm.id);
    auto spec = steered(algorithm);
    spec.skewscout.search = "fixed";
    spec.skewscout.start = setting;
    const auto with = train(spec);
    const auto without = train(shortRun(algorithm.id, algorithm.params));
    EXPECT_EQ(hashes(with->log), hashes(without->log));
    EXPECT_THAT(with->log.all<SkewScoutDecision>(), Not(IsEmpty()));
  }
}

TEST_P(Scouting, ATravelIsBilledAsOneDenseModelOfEveryPartition) {
  for (const auto& algorithm : turnable()) {
    SCOPED_TRACE(algorithm.id);
    const auto log = train(steered(algorithm));
    const auto started = log->log.all<RunStarted>()[0];
    const auto model = started.parameters + started.statistics;
    const auto travels = static_cast<std::int64_t>(log->log.all<SkewScoutDecision>().size());
    const auto last = log->log.all<CommunicationPoint>().back();
    EXPECT_EQ(last.bytesByKind[static_cast<std::size_t>(Traffic::Travel)], travels * 3 * model * kValueBytes);
    std::int64_t bySender = 0;
    std::int64_t byKind = 0;
    for (const auto bytes : last.bytes) bySender += bytes;
    for (const auto bytes : last.bytesByKind) byKind += bytes;
    EXPECT_EQ(bySender, byKind);
  }
}

TEST_P(Scouting, ATravelWaitsForTheEndOfALocalRound) {
  const auto when = [&](double localIterations) {
    std::vector<std::int64_t> iterations;
    for (const auto& decision : train(watched(localIterations))->log.all<SkewScoutDecision>()) {
      iterations.push_back(decision.iteration);
      EXPECT_DOUBLE_EQ(decision.communication, 1 / localIterations) << "of whole rounds";
    }
    return iterations;
  };
  EXPECT_THAT(when(1), ElementsAre(6, 12, 18, 24));
  EXPECT_THAT(when(3), ElementsAre(6, 12, 18, 24));
  EXPECT_THAT(when(4), ElementsAre(8, 16, 24));
  EXPECT_THAT(when(10), ElementsAre(10, 20));
}

// What is said about traffic is what the ledger says, travel left out.
TEST_P(Scouting, CommunicationIsTheLedgersShareOfBsp) {
  auto spec = steered({"gaia", {}});
  spec.skewscout.period = 10;  // with the points of the traffic
  const auto log = train(spec);
  const auto traffic = log->log.all<CommunicationPoint>();  // at 0, 10, 20, 30
  const auto sent = [](const CommunicationPoint& point) {
    return point.bytesByKind[static_cast<std::size_t>(Traffic::Values)] +
           point.bytesByKind[static_cast<std::size_t>(Traffic::Statistics)];
  };
  const auto all = log->log.all<SkewScoutDecision>();
  ASSERT_THAT(all, SizeIs(2));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [before, now] = std::pair{traffic[i], traffic[i + 1]};
    EXPECT_DOUBLE_EQ(all[i].communication, static_cast<double>(sent(now) - sent(before)) /
                                               static_cast<double>(now.bspBytes - before.bspBytes));
  }
}

// Travel meets an averaging at every decision here. Right after it all models are the same; what travels must
// be what the partitions have learnt alone.
TEST_P(Scouting, FedAvgsModelsTravelAsTheyWereBeforeTheAveraging) {
  auto spec = steered({"fedavg", {}});
  spec.partition = {"modulo", {}};
  spec.skewscout.search = "fixed";
  spec.skewscout.start = 6;
  spec.training.learningRate = 0.2;
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>())
    EXPECT_GT(decision.accuracyLoss, 0.02);
}

TEST_P(Scouting, EqualModelsLoseNothingAway) {
  auto spec = steered({"gaia", {}});
  spec.partition = {"modulo", {}};
  spec.normalization = {"group", {{"groups", 1}}};
  spec.skewscout.ladder = {0};  // BSP
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>()) {
    EXPECT_LT(decision.accuracyLoss, 0.01);
    EXPECT_EQ(decision.action, "stay");
  }
}

TEST_P(Scouting, DgcsModelsTravelWithWhatIsHeldBack) {
  auto spec = steered({"dgc", {}});
  spec.partition = {"modulo", {}};
  spec.skewscout.search = "fixed";
  spec.skewscout.start = 0.999;
  spec.training.learningRate = 0.2;
  // The replicas themselves stay bit-identical, so without the residuals the mean loss would be 0.
  double most = 0;
  for (const auto& decision : train(spec)->log.all<SkewScoutDecision>())
    most = std::max(most, decision.accuracyLoss);
  EXPECT_GT(most, 0.02);
}

TEST_P(Scouting, TheNumberOfWorkersChangesNoDecision) {
  for (const auto& algorithm : turnable()) {
    SCOPED_TRACE(algorithm.id);
    const auto expected = train(steered(algorithm), {.threads = 1});
    for (const int threads : {2, 5}) {
      const auto other = train(steered(algorithm), {.threads = threads});
      EXPECT_EQ(decisions(other->log), decisions(expected->log));
      EXPECT_EQ(hashes(other->log), hashes(expected->log));
    }
  }
}

TEST_P(Scouting, AStopAnywhereIsSeamless) {
  for (const auto& algorithm : turnable()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = steered(algorithm);
    const auto whole = train(spec);
    // In the middle of a FedAvg round, right at a travel, and while the models are away (the travel comes
    // after the point of the traffic at 20 where the period is 10).
    for (const std::int64_t after : {5, 6, 7, 13, 20}) {
      SCOPED_TRACE(after);
      const Scratch scratch;
      const auto file = scratch / "run.checkpoint";
      const auto first = train(spec, {.checkpoint = file, .specJson = "{}", .stopAfter = after});
      const auto second = train(spec, {.checkpoint = file, .resume = true, .specJson = "{}"});
      auto joined = decisions(first->log);
      for (const auto& line : decisions(second->log)) joined.push_back(line);
      EXPECT_EQ(joined, decisions(whole->log));
      EXPECT_EQ(hashes(second->log).back(), hashes(whole->log).back());
    }
  }
}

TEST_P(Scouting, AStopWhileTheModelsAreAwayMakesThemTravelAgain) {
  auto spec = steered({"fedavg", {}});
  spec.skewscout.period = 10;
  spec.skewscout.start = 2;  // a round ends at 10
  const auto whole = train(spec);
  ASSERT_EQ(whole->log.all<SkewScoutDecision>().at(0).iteration, 10);
  const Scratch scratch;
  const auto file = scratch / "run.checkpoint";
  const auto first =
      train(spec, {.checkpoint = file, .specJson = "{}"}, [](const Event& event, RunControl& control) {
        const auto* point = std::get_if<CommunicationPoint>(&event);
        if (point != nullptr && point->iteration == 10) control.stop();  // the travel comes next
      });
  EXPECT_THAT(decisions(first->log), IsEmpty());
  const auto second = train(spec, {.checkpoint = file, .resume = true, .specJson = "{}"});
  EXPECT_EQ(decisions(second->log), decisions(whole->log));
  EXPECT_EQ(hashes(second->log).back(), hashes(whole->log).back());
}

TEST_P(Scouting, KeepsACheckpointOfEveryDecisionWhenAsked) {
  auto spec = steered({"gaia", {}});
  spec.checkpoint.atDecisions = true;
  const Scratch scratch;
  const auto file = scratch / "run.checkpoint";
  const auto log = train(spec, {.checkpoint = file, .specJson = "{}"});
  std::set<std::string> expected;
  for (const auto& decision : log->log.all<SkewScoutDecision>())
    expected.insert(std::to_string(decision.iteration));
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator{file.string() + "s"}) {
    found.insert(entry.path().filename().string());
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace lab
