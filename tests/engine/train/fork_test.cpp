// A fork without a change is its parent, bit for bit; with one it is its parent up to the checkpoint.

#include "engine/fork.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/verify.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using test::Line;
using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using test::talkativeAndSilent;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

// Series and decisions of a recorded run, to the last bit.
std::vector<std::string> story(const fs::path& run) {
  EventLog log;
  replay(run, log);
  auto lines = series(log);
  for (const auto& made : log.all<SkewScoutDecision>()) {
    Line line;
    line << "decision" << made.iteration << made.thetaBefore << made.thetaAfter << made.accuracyLoss
         << made.objective;
    line.list(made.pairAccuracy);
    for (const auto host : made.hosts) line << std::int64_t{host};
    lines.push_back(line.text.str());
  }
  return lines;
}

// Those of the points up to an iteration.
std::vector<std::string> until(std::vector<std::string> lines, std::int64_t iteration) {
  std::erase_if(lines,
                [&](const std::string& line) { return std::stoll(line.substr(line.find(' '))) > iteration; });
  return lines;
}

template <class E>
std::vector<E> recorded(const fs::path& run) {
  EventLog log;
  replay(run, log);
  return log.all<E>();
}

class Forking : public ::testing::TestWithParam<std::string> {
 protected:
  using Reaction = std::function<void(const Event&, Session&)>;

  // Records `spec` as it is told, to the end; returns the last word.
  RunEnded train(const ExperimentSpec& spec, const std::shared_ptr<Recorder>& recorder,
                 SessionOptions options, const Reaction& react = {}) {
    Session* session = nullptr;
    const auto listener = std::make_shared<Listener>([&](const Event& event) {
      if (react) react(event, *session);
    });
    options.device = GetParam();
    options.checkpoint = checkpointOf(recorder->path());
    Session one{spec, std::make_shared<Fanout>(std::vector<std::shared_ptr<EventSink>>{recorder, listener}),
                options};
    session = &one;
    one.start();
    one.wait();
    EXPECT_EQ(recorder->problem(), "");
    return listener->log.all<RunEnded>().at(0);
  }

  RunEnded trainParent(const ExperimentSpec& spec, SessionOptions options = {}, const Reaction& react = {}) {
    return train(spec, std::make_shared<Recorder>(parent, Recorder::Existing::Replace), options, react);
  }

  RunEnded trainFork(const ExperimentSpec& spec, const Fork& from, std::int64_t stopAfter = 0) {
    return train(spec, std::make_shared<Recorder>(branch, Recorder::Existing::Replace, from),
                 {.fork = from, .stopAfter = stopAfter});
  }

  RunEnded resume(const ExperimentSpec& spec, const fs::path& run) {
    const auto iteration = checkpointIteration(checkpointOf(run));
    return train(spec, std::make_shared<Recorder>(run, Recorder::Existing::Continue, iteration),
                 {.resume = true});
  }

  Scratch scratch;
  const fs::path parent = scratch / "parent.h5";
  const fs::path branch = scratch / "branch.h5";
};
INSTANTIATE_TEST_SUITE_P(Devices, Forking, ::testing::ValuesIn(availableDevices()));

// A checkpoint after every iteration, all of them kept.
ExperimentSpec keepingAll(ExperimentSpec spec) {
  spec.checkpoint.everySeconds = 1e-6;
  spec.checkpoint.keep = 1000;
  return spec;
}

ExperimentSpec steered(const Choice& algorithm) {
  auto spec = keepingAll(shortRun(algorithm.id, algorithm.params));
  spec.skewscout.enabled = true;
  spec.skewscout.period = 4;
  spec.skewscout.sample = 30;
  spec.skewscout.search = "stochastic-hill-climbing";
  if (algorithm.id == "fedavg") spec.skewscout.ladder = {1, 2, 4};  // travels wait for the end of a round
  return spec;
}

TEST_P(Forking, WithoutAChangeIsTheParentForEveryAlgorithm) {
  for (const auto& algorithm : talkativeAndSilent()) {
    SCOPED_TRACE(algorithm.id);
    const auto spec = keepingAll(shortRun(algorithm.id, algorithm.params));
    trainParent(spec);
    for (const std::int64_t at : {1, 14, 20, 29}) {
      SCOPED_TRACE(at);
      EXPECT_EQ(trainFork(spec, forkOf(parent, at)).status, RunStatus::Finished);
      EXPECT_EQ(story(branch), story(parent));
    }
  }
}

TEST_P(Forking, WithoutAChangeIsTheParentUnderSkewScout) {
  for (const auto& algorithm : talkativeAndSilent()) {
    if (algorithm.id == "bsp") continue;  // has no knob
    SCOPED_TRACE(algorithm.id);
    const auto spec = steered(algorithm);
    trainParent(spec);
    EXPECT_THAT(recorded<SkewScoutDecision>(parent), SizeIs(::testing::Gt(2)));
    for (const std::int64_t at : {3, 8, 14}) {
      SCOPED_TRACE(at);
      trainFork(spec, forkOf(parent, at));
      EXPECT_EQ(story(branch), story(parent));
    }
  }
}

TEST_P(Forking, OfARunThatWasStoppedIsTheRunThatWasNot) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  trainParent(spec, {.stopAfter = 14});
  const auto from = forkOf(parent);
  EXPECT_EQ(from.iteration, 14);
  trainFork(spec, from);
  resume(spec, parent);
  EXPECT_EQ(story(branch), story(parent));
}

// What a stop has cut short the resumed parent did after its checkpoint: the fork does it itself, and once.
TEST_P(Forking, DoesOnceWhatAStopOfTheParentHasCutShort) {
  auto spec = steered({"gaia", {}});
  spec.skewscout.period = 20;
  trainParent(spec, {}, [](const Event& event, Session& session) {
    const auto* point = std::get_if<CommunicationPoint>(&event);
    if (point != nullptr && point->iteration == 20) session.stop();
  });
  EXPECT_EQ(forkOf(parent).iteration, 20);
  resume(spec, parent);
  ASSERT_THAT(recorded<SkewScoutDecision>(parent), SizeIs(1));

  trainFork(spec, forkOf(parent, 20));
  EXPECT_EQ(story(branch), story(parent));
  auto other = spec;
  other.skewscout.sigmaAl = 0.9;
  trainFork(other, forkOf(parent, 20));
  const auto decisions = recorded<SkewScoutDecision>(branch);
  ASSERT_THAT(decisions, SizeIs(1));
  EXPECT_EQ(decisions[0].tolerated, 0.9);
}

TEST_P(Forking, WithAnotherThresholdDiffersAfterAndEqualsBefore) {
  const auto spec = keepingAll(shortRun("gaia", {{"threshold", 0.1}}));
  trainParent(spec);
  auto other = spec;
  other.algorithm.params["threshold"] = 0.9;
  trainFork(other, forkOf(parent, 14));
  const auto before = story(parent);
  const auto after = story(branch);
  EXPECT_EQ(until(after, 14), until(before, 14));
  EXPECT_NE(until(after, 20), until(before, 20));
  EXPECT_EQ(recorded<EvaluationPoint>(branch).size(), recorded<EvaluationPoint>(parent).size());
}

TEST_P(Forking, FromEveryAlgorithmToEveryOtherStartsEqualAndEnds) {
  for (const auto& from : talkativeAndSilent()) {
    trainParent(keepingAll(shortRun(from.id, from.params)));
    for (const auto& to : talkativeAndSilent()) {
      SCOPED_TRACE(from.id + " to " + to.id);
      auto spec = keepingAll(shortRun(to.id, to.params));
      spec.diagnostics.every = 1;
      EXPECT_EQ(trainFork(spec, forkOf(parent, 14)).status, RunStatus::Finished);
      if (to.id != "bsp" && to.id != "dgc") continue;
      for (const auto& point : recorded<DivergencePoint>(branch)) {
        // Equal replicas have a mean that differs by rounding.
        if (point.iteration <= 14) continue;
        EXPECT_THAT(point.weights, Each(::testing::Lt(1e-6F)));
      }
    }
  }
}

TEST_P(Forking, ToAnotherAlgorithmBillsTheCommonStart) {
  const auto spec = keepingAll(shortRun("gaia", {{"threshold", 10}}));
  trainParent(spec);
  auto other = spec;
  other.algorithm = {"fedavg", {{"local_iterations", 1000}}};
  trainFork(other, forkOf(parent, 20));
  const auto started = recorded<RunStarted>(branch)[0];
  const auto sent = recorded<CommunicationPoint>(branch);
  const auto valuesAt = [&](std::int64_t iteration) {
    return std::ranges::find(sent, iteration, &CommunicationPoint::iteration)->values.at(0);
  };
  // The common start and the averaging that ends the run.
  EXPECT_EQ(valuesAt(30) - valuesAt(20), 2 * (started.parameters + started.statistics));
}

TEST_P(Forking, KeepsTheKnobWhereItWasWhenSettingsChange) {
  const auto spec = steered({"gaia", {}});
  trainParent(spec);
  const auto before = recorded<SkewScoutDecision>(parent);
  auto other = spec;
  other.skewscout.sigmaAl = 0.5;
  other.skewscout.period = 5;
  trainFork(other, forkOf(parent, 9));
  const auto after = recorded<SkewScoutDecision>(branch);
  ASSERT_GE(after.size(), 3U);
  EXPECT_EQ(after[1].iteration, 8);
  EXPECT_EQ(after[2].iteration, 14);
  EXPECT_EQ(after[2].thetaBefore, before[1].thetaAfter);
  EXPECT_EQ(after[2].tolerated, 0.5);
}

TEST_P(Forking, CanSwitchSkewScoutOnAndOff) {
  const auto plain = keepingAll(shortRun("fedavg", {{"local_iterations", 4}}));
  auto scouted = plain;
  scouted.skewscout = steered({"fedavg", {}}).skewscout;
  trainParent(plain);
  trainFork(scouted, forkOf(parent, 8));  // right after an averaging
  const auto decisions = recorded<SkewScoutDecision>(branch);
  ASSERT_FALSE(decisions.empty());
  EXPECT_EQ(decisions[0].iteration, 12);

  trainParent(scouted);
  trainFork(plain, forkOf(parent, 14));
  EXPECT_THAT(recorded<SkewScoutDecision>(branch), SizeIs(0));
}

TEST_P(Forking, RecordsWhatItsOwnSpecAsksFor) {
  const auto rich = keepingAll(shortRun());
  auto poor = rich;
  poor.diagnostics.normDivergence = poor.diagnostics.weightDivergence = poor.diagnostics.updateSize = false;
  poor.evaluation.perClass = false;
  for (const auto& [first, second] : {std::pair{rich, poor}, std::pair{poor, rich}}) {
    trainParent(first);
    trainFork(second, forkOf(parent, 14));
    EXPECT_THAT(recorded<DivergencePoint>(branch), SizeIs(first == rich ? 0 : 2));  // at 21 and 28
    EXPECT_EQ(recorded<EvaluationPoint>(branch).back().weightHash,
              recorded<EvaluationPoint>(parent).back().weightHash);
  }
}

TEST_P(Forking, CanMakeTheRunLongerButNotEndBeforeItBegins) {
  auto spec = keepingAll(shortRun());
  trainParent(spec);
  spec.training.iterations = 40;
  EXPECT_EQ(trainFork(spec, forkOf(parent)).iteration, 40);
  spec.training.iterations = 14;
  const auto ended = trainFork(spec, forkOf(parent, 14));
  EXPECT_EQ(ended.kind, ErrorKind::Usage);
  EXPECT_THAT(ended.error, AllOf(StartsWith("training.iterations: "), HasSubstr("forked at 14")));
}

TEST_P(Forking, OfAForkWithoutAChangeIsTheFork) {
  const auto spec = keepingAll(shortRun("dgc", {{"final_sparsity", 0.99}}));
  trainParent(spec);
  trainFork(spec, forkOf(parent, 9));
  const auto leaf = scratch / "leaf.h5";
  for (const std::int64_t at : {9, 20}) {
    const auto from = forkOf(branch, at);
    train(spec, std::make_shared<Recorder>(leaf, Recorder::Existing::Replace, from), {.fork = from});
    EXPECT_EQ(story(leaf), story(parent));
  }
}

TEST_P(Forking, ThatWasInterruptedIsResumed) {
  auto spec = shortRun("gaia", {{"threshold", 0.1}});
  trainParent(keepingAll(spec));
  const auto from = forkOf(parent, 9);
  for (const std::int64_t stop : {9, 17}) {  // 9: nothing but the checkpoint it begins with
    trainFork(spec, from, stop);
    EXPECT_EQ(resume(spec, branch).status, RunStatus::Finished);
    EXPECT_EQ(story(branch), story(parent));
    EXPECT_EQ(forkOrigin(summarize(branch).environmentJson)->iteration, 9);
  }
}

TEST_P(Forking, IsVerifiedFromItsCheckpoint) {
  const auto spec = keepingAll(shortRun("fedavg", {{"local_iterations", 4}}));
  trainParent(spec);
  auto other = spec;
  other.algorithm.params["local_iterations"] = 7;
  trainFork(other, forkOf(parent, 9));
  fs::remove(parent);  // a fork stands for itself
  const auto result = verifyRun(branch, 0, {.device = GetParam(), .checkpoint = {}, .commandLine = {}});
  EXPECT_EQ(result.firstDifference, std::nullopt);
  EXPECT_EQ(result.compared, 2);  // at 20 and 30
  ASSERT_TRUE(result.origin.has_value());
  EXPECT_EQ(result.origin->iteration, 9);
  EXPECT_EQ(result.origin->parent, "parent.h5");

  fs::remove_all(scratch / "branch.h5.checkpoints");
  EXPECT_THAT([&] { (void)verifyRun(branch, 0); },
              ThrowsMessage<Error>(HasSubstr("the checkpoint it began with is gone")));
}

TEST_P(Forking, LeavesTheParentAsItWas) {
  const auto spec = keepingAll(shortRun("gaia"));
  trainParent(spec);
  const auto before = story(parent);
  const auto checkpoints = keptCheckpoints(parent).size();
  auto other = spec;
  other.checkpoint.keep = 1;
  trainFork(other, forkOf(parent, 14));
  EXPECT_EQ(story(parent), before);
  EXPECT_EQ(keptCheckpoints(parent).size(), checkpoints);
  EXPECT_THAT([&] { Recorder(parent, Recorder::Existing::Replace, forkOf(parent, 14)); },
              ThrowsMessage<Error>(HasSubstr("is the run that is forked")));
}

TEST_P(Forking, AtAnIterationWithoutACheckpointListsThoseThereAre) {
  auto spec = keepingAll(shortRun());
  spec.checkpoint.keep = 3;
  trainParent(spec);
  EXPECT_THAT([&] { (void)forkOf(parent, 14); },
              ThrowsMessage<Error>(
                  HasSubstr("parent.h5: has no checkpoint at iteration 14; expected one of 27, 28, 29")));
  fs::remove_all(scratch / "parent.h5.checkpoints");
  fs::remove(checkpointOf(parent));
  EXPECT_THAT([&] { (void)forkOf(parent); },
              ThrowsMessage<Error>(HasSubstr("has no checkpoint to fork from")));
  EXPECT_THAT([&] { (void)forkOf(scratch / "none.h5"); }, ThrowsMessage<Error>(HasSubstr("does not exist")));
}

TEST(ForkedSpec, MayNotChangeWhatModelsAndDataDependOn) {
  const ExperimentSpec parent;
  for (const std::string change :
       {"seed=2", "dataset.id=synthetic", "dataset.train_limit=100", "dataset.augment=mirror",
        "dataset.mean=partition-0", "partition.count=4", "partition.scheme=iid", "partition.skew=0.5",
        "model.architecture=mlp", "model.normalization=batch", "model.groups=4", "training.batch_size=10",
        "training.memory_format=contiguous", "task.id=verification"}) {
    auto fork = parent;
    setField(fork, change, catalogue::vocabulary());
    const auto key = change.substr(0, change.find('='));
    EXPECT_THAT([&] { requireForkable(parent, fork); },
                ThrowsMessage<Error>(StartsWith(key + ": cannot be changed in a fork")));
  }
}

TEST(ForkedSpec, MayChangeHowTheRunGoesOn) {
  const ExperimentSpec parent;
  for (const std::string change :
       {"name=\"a\"", "notes=\"b\"", "algorithm.id=dgc", "algorithm.threshold=0.3", "skewscout.enabled=true",
        "skewscout.period=7", "training.learning_rate=0.5", "training.momentum=0.1",
        "training.weight_decay=0", "training.schedule.kind=cosine", "training.schedule.milestones=[0.3]", "training.schedule.warmup=5",
        "training.iterations=9", "training.epochs=3", "evaluation.every=7", "diagnostics.every=7",
        "network.profile=lan", "stop.target_accuracy=0.5", "checkpoint.keep=7"}) {
    auto fork = parent;
    setField(fork, change, catalogue::vocabulary());
    EXPECT_NE(fork, parent) << change;
    EXPECT_NO_THROW(requireForkable(parent, fork)) << change;
  }
}

}  // namespace
}  // namespace lab
