// A twin run: two experiments in lockstep, each with the bits it has alone.

#include "engine/twin.h"

#include <atomic>
#include <cstdlib>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using test::hashes;
using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

using Reaction = std::function<void(const Event&)>;

/// Two sessions in lockstep and what they say.
class Pair {
 public:
  Pair(const ExperimentSpec& left, const ExperimentSpec& right, const std::string& device,
       Reaction onLeft = {}, Reaction onRight = {})
      : places_(twinPlaces("left.h5", "right.h5")),
        logs_{std::make_shared<Listener>(std::move(onLeft)), std::make_shared<Listener>(std::move(onRight))} {
    make(0, left, device);
    make(1, right, device);
  }

  void run() {
    for (auto& session : sessions_) session->start();
    for (auto& session : sessions_) session->wait();
  }

  [[nodiscard]] Session& session(std::size_t side) { return *sessions_[side]; }
  [[nodiscard]] const EventLog& log(std::size_t side) const { return logs_[side]->log; }
  [[nodiscard]] RunEnded end(std::size_t side) const { return log(side).all<RunEnded>().at(0); }

 private:
  void make(std::size_t side, const ExperimentSpec& spec, const std::string& device) {
    sessions_[side] =
        std::make_unique<Session>(spec, logs_[side], SessionOptions{.device = device, .twin = places_[side]});
  }

  std::array<TwinPlace, 2> places_;
  std::array<std::shared_ptr<Listener>, 2> logs_;
  std::array<std::unique_ptr<Session>, 2> sessions_;
};

class Twins : public ::testing::TestWithParam<std::string> {
 protected:
  // The series of the same experiment without a twin.
  std::vector<std::string> alone(const ExperimentSpec& spec) {
    const auto listener = std::make_shared<Listener>();
    Session session{spec, listener, {.device = GetParam()}};
    session.start();
    session.wait();
    return series(listener->log);
  }

  Scratch scratch;
};
INSTANTIATE_TEST_SUITE_P(Devices, Twins, ::testing::ValuesIn(availableDevices()));

ExperimentSpec normalized(const std::string& normalization) {
  auto spec = shortRun();
  spec.normalization = {normalization, {}};
  return spec;
}

TEST_P(Twins, HaveTheBitsTheyHaveAlone) {
  const std::pair<ExperimentSpec, ExperimentSpec> pairs[]{
      {shortRun("bsp"), shortRun("gaia", {{"threshold", 0.1}})},
      {shortRun("bsp"), shortRun("fedavg", {{"local_iterations", 4}})},
      {normalized("batch"), normalized("group")},
  };
  for (const auto& [left, right] : pairs) {
    SCOPED_TRACE(right.algorithm.id + ", " + right.normalization.id);
    Pair pair{left, right, GetParam()};
    pair.run();
    EXPECT_EQ(series(pair.log(0)), alone(left));
    EXPECT_EQ(series(pair.log(1)), alone(right));
    EXPECT_NE(hashes(pair.log(0)).back(), hashes(pair.log(1)).back());
  }
}

TEST_P(Twins, OfOneNetworkStartFromEqualWeights) {
  Pair pair{shortRun("bsp"), shortRun("fedavg", {{"local_iterations", 4}}), GetParam()};
  pair.run();
  EXPECT_EQ(hashes(pair.log(0)).front(), hashes(pair.log(1)).front());
}

TEST_P(Twins, AreNeverMoreThanOneIterationApart) {
  auto spec = shortRun();
  spec.evaluation.every = 1;
  std::atomic<std::int64_t> furthest{0};
  std::array<Session*, 2> sessions{};
  // While one speaks it stands still, so what it sees of the other is a difference that there has been.
  const auto look = [&](const Event& event, std::size_t other) {
    const auto* point = std::get_if<EvaluationPoint>(&event);
    if (point == nullptr) return;
    const std::int64_t apart = std::abs(point->iteration - sessions.at(other)->progress().iteration);
    if (apart > furthest) furthest = apart;
  };
  Pair pair{spec, shortRun("gaia"), GetParam(), [&](const Event& event) { look(event, 1); },
            [&](const Event& event) { look(event, 0); }};
  sessions = {&pair.session(0), &pair.session(1)};
  pair.run();
  EXPECT_LE(furthest, 1);
  EXPECT_EQ(pair.end(0).iteration, 30);
  EXPECT_EQ(pair.end(1).iteration, 30);
}

TEST_P(Twins, PauseAndStepTogetherWhicheverIsAsked) {
  std::promise<std::int64_t> pauses[2][2];
  const auto noting = [&](int side) {
    return [&pauses, side, count = 0](const Event& event) mutable {
      const auto* paused = std::get_if<RunPaused>(&event);
      if (paused != nullptr && count < 2) pauses[side][count++].set_value(paused->iteration);
    };
  };
  Pair pair{shortRun("bsp"), shortRun("gaia"), GetParam(), noting(0), noting(1)};
  pair.session(0).step(4);
  pair.session(0).start();
  pair.session(1).start();
  EXPECT_EQ(pauses[0][0].get_future().get(), 4);
  EXPECT_EQ(pauses[1][0].get_future().get(), 4);
  pair.session(1).step(3);
  EXPECT_EQ(pauses[0][1].get_future().get(), 7);
  EXPECT_EQ(pauses[1][1].get_future().get(), 7);
  pair.session(0).resume();
  pair.session(0).wait();
  pair.session(1).wait();
  EXPECT_EQ(series(pair.log(0)), alone(shortRun("bsp")));
  EXPECT_EQ(series(pair.log(1)), alone(shortRun("gaia")));
}

TEST_P(Twins, StopTogether) {
  Pair* running = nullptr;
  Pair pair{shortRun("bsp"), shortRun("gaia"), GetParam(), [&](const Event& event) {
              const auto* point = std::get_if<TrainingPoint>(&event);
              if (point != nullptr && point->iteration == 10) running->session(0).stop();
            }};
  running = &pair;
  pair.run();
  for (const std::size_t side : {0U, 1U}) {
    EXPECT_EQ(pair.end(side).status, RunStatus::Stopped);
    EXPECT_LE(std::abs(pair.end(side).iteration - 10), 1);
  }
}

TEST_P(Twins, LetTheOtherGoOnWhenOneEndsOrFails) {
  const auto plain = shortRun("gaia");
  auto shorter = shortRun();
  shorter.training.iterations = 12;
  auto wild = shortRun();
  wild.normalization = {"none", {}};
  wild.training.learningRate = 1000;
  for (const auto& left : {shorter, wild}) {
    Pair pair{left, plain, GetParam()};
    pair.run();
    EXPECT_LT(pair.end(0).iteration, 30);
    EXPECT_EQ(pair.end(0).status, left == wild ? RunStatus::Failed : RunStatus::Finished);
    EXPECT_EQ(pair.end(1).status, RunStatus::Finished);
    EXPECT_EQ(series(pair.log(1)), alone(plain));
  }
}

TEST_P(Twins, LetTheOtherGoOnWhenOneIsThrownAway) {
  const auto places = twinPlaces("left.h5", "right.h5");
  const auto listener = std::make_shared<Listener>();
  auto left = std::make_unique<Session>(shortRun(), std::make_shared<Listener>(),
                                        SessionOptions{.device = GetParam(), .twin = places[0]});
  Session right{shortRun("gaia"), listener, {.device = GetParam(), .twin = places[1]}};
  left->start();
  right.start();
  left.reset();
  right.wait();
  EXPECT_EQ(listener->log.all<RunEnded>().at(0).status, RunStatus::Finished);
}

// The check itself: nobody has asked twinProblem() here.
TEST_P(Twins, ThatDoNotShareWhatTheyMustFailAtTheStart) {
  auto seed = shortRun();
  seed.seed = 2;
  auto split = shortRun();
  split.partition = {"iid", {}};
  for (const auto& [right, problem] : {std::pair{seed, "initial weights"}, std::pair{split, "minibatches"}}) {
    Pair pair{shortRun(), right, GetParam()};
    pair.run();
    for (const std::size_t side : {0U, 1U}) {
      EXPECT_EQ(pair.end(side).status, RunStatus::Failed);
      EXPECT_THAT(pair.end(side).error, HasSubstr(problem));
      EXPECT_THAT(pair.log(side).all<RunStarted>(), IsEmpty());
    }
  }
}

TEST_P(Twins, AreTwoRunFilesThatNameEachOther) {
  const std::array<fs::path, 2> paths{scratch / "bsp.h5", scratch / "gaia.h5"};
  const auto places = twinPlaces(paths[0], paths[1]);
  const std::array<ExperimentSpec, 2> specs{shortRun("bsp"), shortRun("gaia")};
  std::vector<std::unique_ptr<Session>> sessions;
  for (const std::size_t side : {0U, 1U}) {
    sessions.push_back(std::make_unique<Session>(
        specs.at(side), std::make_shared<Recorder>(paths.at(side)),
        SessionOptions{
            .device = GetParam(), .checkpoint = checkpointOf(paths.at(side)), .twin = places.at(side)}));
    sessions.back()->start();
  }
  for (auto& session : sessions) session->wait();
  for (const std::size_t side : {0U, 1U}) {
    EventLog log;
    replay(paths.at(side), log);
    EXPECT_EQ(log.all<RunStarted>().at(0).twin, paths.at(1 - side).filename().string());
    EXPECT_EQ(log.all<RunEnded>().at(0).status, RunStatus::Finished);
    EXPECT_EQ(series(log), alone(specs.at(side)));
  }
}

TEST(TwinProblem, NamesWhatTwinsMustShare) {
  const ExperimentSpec left;
  for (const std::string change :
       {"seed=2", "dataset.id=synthetic", "dataset.train_limit=100", "dataset.augment=mirror",
        "partition.count=4", "partition.scheme=iid", "partition.skew=0.5", "model.architecture=mlp",
        "training.batch_size=10", "task.id=verification"}) {
    auto right = left;
    setField(right, change, catalogue::vocabulary());
    EXPECT_THAT(twinProblem(left, right), ::testing::StartsWith(change.substr(0, change.find('=')) + " is "));
    EXPECT_THAT([&] { requireTwins(left, right); }, ThrowsMessage<Error>(HasSubstr("twins share seed")));
  }
}

TEST(TwinProblem, LetsEverythingElseDiffer) {
  const ExperimentSpec left;
  for (const std::string change :
       {"name=\"a\"", "algorithm.id=bsp", "algorithm.threshold=0.3", "skewscout.enabled=true",
        "model.normalization=batch", "model.groups=4", "training.learning_rate=0.5", "training.momentum=0.1",
        "training.iterations=9", "evaluation.every=7", "network.profile=lan"}) {
    auto right = left;
    setField(right, change, catalogue::vocabulary());
    EXPECT_NE(right, left) << change;
    EXPECT_EQ(twinProblem(left, right), "") << change;
  }
}

}  // namespace
}  // namespace lab
