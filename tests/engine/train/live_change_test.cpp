// A change while a run goes is a fork at that iteration, in the same file; whoever repeats the run repeats
// the change.

#include "engine/live_change.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "engine/fork.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/spec_difference.h"
#include "engine/verify.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

constexpr std::int64_t kAt = 14;

std::unique_ptr<EventLog> recorded(const fs::path& run) {
  auto log = std::make_unique<EventLog>();
  replay(run, *log);
  return log;
}

// A checkpoint after every iteration, all of them kept.
ExperimentSpec keepingAll(ExperimentSpec spec) {
  spec.checkpoint.everySeconds = 1e-6;
  spec.checkpoint.keep = 1000;
  return spec;
}

ExperimentSpec with(ExperimentSpec spec, const std::vector<std::string>& assignments) {
  for (const auto& assignment : assignments) setField(spec, assignment, catalogue::vocabulary());
  return spec;
}

class LiveChange : public ::testing::TestWithParam<std::string> {
 protected:
  using Reaction = std::function<void(Session&)>;

  // Records a run; `atPause` is called whenever it pauses.
  void train(const ExperimentSpec& spec, const std::shared_ptr<Recorder>& recorder, SessionOptions options,
             std::int64_t pauseAfter = 0, const Reaction& atPause = {}) {
    Session* session = nullptr;
    const auto listener = std::make_shared<Listener>([&](const Event& event) {
      if (std::holds_alternative<RunPaused>(event)) atPause(*session);
    });
    options.device = GetParam();
    options.checkpoint = checkpointOf(recorder->path());
    Session one{spec, std::make_shared<Fanout>(std::vector<std::shared_ptr<EventSink>>{recorder, listener}),
                options};
    session = &one;
    if (pauseAfter > 0) one.step(pauseAfter);
    one.start();
    one.wait();
    EXPECT_EQ(recorder->problem(), "");
    EXPECT_EQ(listener->log.all<RunEnded>().at(0).error, "");
  }

  // A run of `spec` that becomes `changed` when kAt iterations are done.
  void trainChanged(const ExperimentSpec& spec, const ExperimentSpec& changed, SessionOptions options = {}) {
    train(spec, std::make_shared<Recorder>(live, Recorder::Existing::Replace), std::move(options), kAt,
          [&](Session& session) {
            session.change(spec, changed);
            session.resume();
          });
  }

  void trainForked(const ExperimentSpec& spec, const ExperimentSpec& changed) {
    train(spec, std::make_shared<Recorder>(parent, Recorder::Existing::Replace), {});
    const auto from = forkOf(parent, kAt);
    train(changed, std::make_shared<Recorder>(branch, Recorder::Existing::Replace, from), {.fork = from});
  }

  void resume(const ExperimentSpec& spec) {
    const auto iteration = checkpointIteration(checkpointOf(live));
    train(spec, std::make_shared<Recorder>(live, Recorder::Existing::Continue, iteration), {.resume = true});
  }

  Scratch scratch;
  const fs::path live = scratch / "live.h5";
  const fs::path parent = scratch / "parent.h5";
  const fs::path branch = scratch / "branch.h5";
};
INSTANTIATE_TEST_SUITE_P(Devices, LiveChange, ::testing::ValuesIn(availableDevices()));

TEST_P(LiveChange, HasTheBitsOfAForkAtThatIteration) {
  const auto gaia = keepingAll(shortRun("gaia", {{"threshold", 0.1}}));
  const auto fedavg = keepingAll(shortRun("fedavg", {{"local_iterations", 4}}));
  const std::pair<ExperimentSpec, std::vector<std::string>> changes[]{
      {gaia, {"algorithm.threshold=0.9"}},
      {gaia, {"training.learning_rate=0.2"}},
      {gaia, {"algorithm.id=fedavg", "algorithm.local_iterations=3"}},
      {gaia, {"algorithm.id=dgc", "training.momentum=0.5"}},
      {fedavg, {"algorithm.local_iterations=7"}},
      {fedavg, {"algorithm.id=bsp"}},
  };
  for (const auto& [spec, assignments] : changes) {
    SCOPED_TRACE(assignments.front());
    const auto changed = with(spec, assignments);
    trainChanged(spec, changed);
    trainForked(spec, changed);
    EXPECT_EQ(series(*recorded(live)), series(*recorded(branch)));
    EXPECT_NE(weightHashes(live).back().hash, weightHashes(parent).back().hash);
  }
}

TEST_P(LiveChange, OfTheLearningRateLeavesSkewScoutAsItIs) {
  auto spec = keepingAll(shortRun("gaia"));
  spec.skewscout.enabled = true;
  spec.skewscout.period = 4;
  spec.skewscout.sample = 30;
  const auto changed = with(spec, {"training.learning_rate=0.1"});
  trainChanged(spec, changed);
  trainForked(spec, changed);
  EXPECT_EQ(series(*recorded(live)), series(*recorded(branch)));
  const auto decisions = recorded(live)->all<SkewScoutDecision>();
  const auto forked = recorded(branch)->all<SkewScoutDecision>();
  ASSERT_EQ(decisions.size(), forked.size());
  for (std::size_t i = 0; i < forked.size(); ++i) EXPECT_EQ(decisions[i].thetaAfter, forked[i].thetaAfter);
}

TEST_P(LiveChange, IsRecordedFieldByField) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  trainChanged(spec, with(spec, {"algorithm.id=bsp", "training.learning_rate=0.5"}));
  std::vector<std::string> lines;
  for (const auto& change : recordedChanges(live)) {
    EXPECT_EQ(change.iteration, kAt);
    lines.push_back(change.field + " " + change.before + " -> " + change.after);
  }
  EXPECT_THAT(lines, ElementsAre("training.learning_rate 0.02 -> 0.5", "algorithm.id \"gaia\" -> \"bsp\"",
                                 "algorithm.threshold 0.1 -> not set"));
  EXPECT_THAT(recorded(live)->all<RunStarted>().at(0).specJson, HasSubstr("\"gaia\""));  // what it began with
}

TEST_P(LiveChange, IsMadeAgainWhenTheRunIsVerified) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  trainChanged(spec, with(spec, {"algorithm.id=fedavg"}));
  const auto result = verifyRun(live, 0, {.device = GetParam(), .checkpoint = {}, .commandLine = {}});
  EXPECT_EQ(result.firstDifference, std::nullopt);
  EXPECT_EQ(result.lastIteration, 30);
}

TEST_P(LiveChange, SurvivesAStopAndAResume) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  const auto changed = with(spec, {"algorithm.id=fedavg", "training.learning_rate=0.1"});
  trainChanged(spec, changed);
  const auto whole = series(*recorded(live));
  const auto changes = recordedChanges(live).size();
  for (const std::int64_t stop : {15, 19}) {
    trainChanged(spec, changed, {.stopAfter = stop});
    EXPECT_EQ(checkpointIteration(checkpointOf(live)), stop);
    resume(spec);
    EXPECT_EQ(series(*recorded(live)), whole);
    EXPECT_THAT(recordedChanges(live), SizeIs(changes));
  }
}

// Killed right after the change: the checkpoint that it writes is what the run goes on from.
TEST_P(LiveChange, IsInTheCheckpointItWrites) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  const auto changed = with(spec, {"algorithm.threshold=0.7"});
  trainChanged(spec, changed);
  const auto whole = series(*recorded(live));
  const fs::path kept = scratch / "kept";
  Session* running = nullptr;
  const auto reacting = std::make_shared<Listener>([&](const Event& event) {
    if (std::holds_alternative<RunPaused>(event)) {
      running->change(spec, changed);
      running->resume();
    }
    const auto* point = std::get_if<TrainingPoint>(&event);
    if (point != nullptr && point->iteration == 20) fs::copy_file(checkpointOf(branch), kept);
  });
  const auto recorder = std::make_shared<Recorder>(branch);
  Session session{spec,
                  std::make_shared<Fanout>(std::vector<std::shared_ptr<EventSink>>{recorder, reacting}),
                  {.device = GetParam(), .checkpoint = checkpointOf(branch)}};
  running = &session;
  session.step(kAt);
  session.start();
  session.wait();
  EXPECT_EQ(checkpointIteration(kept), kAt);
  EXPECT_THAT(changedSpecIn(kept), HasSubstr("0.7"));
  fs::rename(kept, checkpointOf(live));
  resume(spec);
  EXPECT_EQ(series(*recorded(live)), whole);
}

TEST_P(LiveChange, IsWhatAForkFurtherOnStartsFrom) {
  const auto spec = keepingAll(shortRun("gaia", {{"threshold", 0.1}}));
  const auto changed = with(spec, {"algorithm.threshold=0.7"});
  trainChanged(spec, changed);
  EXPECT_EQ(forkOf(live, kAt - 2).spec.algorithm, spec.algorithm);
  const auto from = forkOf(live, 20);
  EXPECT_EQ(from.spec.algorithm.params.at("threshold"), 0.7);
  train(from.spec, std::make_shared<Recorder>(branch, Recorder::Existing::Refuse, from), {.fork = from});
  EXPECT_EQ(series(*recorded(branch)), series(*recorded(live)));
  EXPECT_THAT(recordedChanges(branch), IsEmpty());  // they are in its spec
  const auto result = verifyRun(branch, 0, {.device = GetParam(), .checkpoint = {}, .commandLine = {}});
  EXPECT_EQ(result.firstDifference, std::nullopt);
}

TEST_P(LiveChange, ToTheSameIsNone) {
  const auto spec = shortRun();
  trainChanged(spec, spec);
  EXPECT_THAT(recordedChanges(live), IsEmpty());
}

TEST(LiveProblems, NameWhatCannotChangeWhileARunGoes) {
  const ExperimentSpec running;
  for (const std::string change :
       {"seed=2", "dataset.id=synthetic", "partition.count=4", "model.architecture=mlp",
        "model.normalization=batch", "training.batch_size=10", "training.iterations=9", "evaluation.every=7",
        "skewscout.enabled=true", "stop.target_accuracy=0.5"}) {
    const auto problems = liveProblems(running, with(running, {change}));
    ASSERT_FALSE(problems.empty()) << change;
    EXPECT_EQ(problems.front().field, change.substr(0, change.find('=')));
    EXPECT_THAT(problems.front().text, HasSubstr("start a new run or a fork instead"));
  }
}

TEST(LiveProblems, AreNoneForAlgorithmAndRate) {
  const ExperimentSpec running;
  for (const std::string change :
       {"algorithm.threshold=0.3", "algorithm.id=dgc", "training.learning_rate=0.5", "training.momentum=0.1",
        "training.weight_decay=0", "name=\"another\""}) {
    EXPECT_THAT(liveProblems(running, with(running, {change})), IsEmpty()) << change;
  }
}

TEST(LiveProblems, SayThatSkewScoutTurnsTheKnob) {
  const auto running = with({}, {"skewscout.enabled=true"});
  for (const std::string change : {"algorithm.threshold=0.3", "algorithm.id=fedavg"}) {
    const auto changed = with(running, {change});
    ASSERT_FALSE(liveProblems(running, changed).empty());
    EXPECT_THAT(liveProblems(running, changed).front().text, HasSubstr("SkewScout turns the knob"));
  }
  EXPECT_THAT(liveProblems(running, with(running, {"training.learning_rate=0.5"})), IsEmpty());
}

TEST(LiveProblems, AreThrownBeforeAnythingIsChanged) {
  EXPECT_THAT([] { requireLiveChange({}, with({}, {"seed=2"})); },
              ThrowsMessage<Error>(StartsWith("seed: cannot be changed while the run goes")));
  auto impossible = ExperimentSpec{};
  impossible.training.learningRate = -1;
  EXPECT_THROW(requireLiveChange({}, impossible), Error);
}

TEST(PlannedChanges, OfOneIterationAreOneUnlessAFieldRepeats) {
  const ExperimentSpec spec;
  const std::vector<SettingChanged> changes{{14, "algorithm.threshold", "0.1", "0.3"},
                                            {14, "training.learning_rate", "0.01", "0.05"},
                                            {14, "algorithm.threshold", "0.3", "0.4"},
                                            {20, "training.learning_rate", "0.05", "0.01"}};
  const auto planned = plannedChanges(spec, changes);
  ASSERT_THAT(planned, SizeIs(3));
  EXPECT_EQ(planned[0].spec.algorithm.params.at("threshold"), 0.3);
  EXPECT_EQ(planned[0].spec.training.learningRate, 0.05);
  EXPECT_EQ(planned[1].spec.algorithm.params.at("threshold"), 0.4);
  EXPECT_EQ(planned[1].iteration, 14);
  EXPECT_EQ(planned[2].iteration, 20);
}

}  // namespace
}  // namespace lab
