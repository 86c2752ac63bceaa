// What a model of a checkpoint gets wrong is what the evaluation of that iteration did not count as right.

#include "engine/wrong_answers.h"

#include <algorithm>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/session.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::Scratch;
using test::shortRun;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::int64_t kStop = 20;  // there is an evaluation there, too

class WrongAnswersOf : public ::testing::Test {
 protected:
  void record(const ExperimentSpec& spec, bool checkpoint = true, const std::vector<SettingChanged>& changes = {}) {
    auto recorder = std::make_shared<Recorder>(run, Recorder::Existing::Replace);
    Session session{spec,
                    recorder,
                    {.device = "cpu",
                     .checkpoint = checkpoint ? checkpointOf(run) : std::filesystem::path{},
                     .stopAfter = kStop,
                     .changes = changes}};
    session.start();
    session.wait();
    ASSERT_EQ(recorder->problem(), "");
  }

  Scratch scratch;
  const std::filesystem::path run = scratch / "run.h5";
};

TEST_F(WrongAnswersOf, AreThoseTheEvaluationDidNotCountAsRight) {
  record(shortRun());
  EventLog log;
  replay(run, log);
  const auto started = log.all<RunStarted>().at(0);
  const auto point = log.all<EvaluationPoint>().back();
  ASSERT_EQ(point.iteration, kStop);
  const auto classes = started.classNames.size();
  std::int64_t wrong = 0;
  for (int partition = 0; partition < started.partitions; ++partition) {
    for (int label = 0; label < static_cast<int>(classes); label += 3) {
      const auto answers = wrongAnswersOf(run, {.partition = partition, .label = label, .most = 1000});
      const auto cell = static_cast<std::size_t>(partition) * classes + static_cast<std::size_t>(label);
      EXPECT_EQ(answers.iteration, kStop);
      EXPECT_EQ(answers.asked, started.testLabelCounts[cell]);
      const auto right = static_cast<double>(answers.asked - answers.wrong);
      EXPECT_FLOAT_EQ(static_cast<float>(right / static_cast<double>(answers.asked)),
                      point.classAccuracy[cell]);
      EXPECT_EQ(std::ssize(answers.images), answers.wrong);
      for (const auto& image : answers.images) {
        EXPECT_NE(image.answer, label);
        EXPECT_EQ(std::ssize(image.pixels), answers.channels * answers.height * answers.width);
      }
      wrong += answers.wrong;
    }
  }
  EXPECT_GT(wrong, 0) << "otherwise nothing was looked at";
}

TEST_F(WrongAnswersOf, ComeSurestFirstAndNoMoreThanWanted) {
  record(shortRun());
  const auto all = wrongAnswersOf(run, {.partition = 0, .label = 0, .most = 1000});
  ASSERT_GT(all.wrong, 1);
  EXPECT_TRUE(std::ranges::is_sorted(all.images, std::greater{}, &WrongAnswer::certainty));
  const auto few = wrongAnswersOf(run, {.partition = 0, .label = 0, .most = 1});
  EXPECT_EQ(few.wrong, all.wrong);
  ASSERT_EQ(few.images.size(), 1U);
  EXPECT_EQ(few.images[0].pixels, all.images[0].pixels);
}

// The checkpoint is then of another algorithm than the run began with.
TEST_F(WrongAnswersOf, AreThereAfterTheAlgorithmWasChangedWhileTheRunWent) {
  auto spec = shortRun("gaia");
  spec.diagnostics.updateSize = false;  // BSP then keeps no updates back
  record(spec, /*checkpoint=*/true,
         {{.iteration = 10, .field = "algorithm.id", .before = R"("gaia")", .after = R"("bsp")"}});
  ASSERT_FALSE(recordedChanges(run).empty());
  EXPECT_EQ(wrongAnswersOf(run, {.partition = 0, .label = 0}).iteration, kStop);
}

TEST_F(WrongAnswersOf, NeedACheckpointAndACellThatExists) {
  record(shortRun(), /*checkpoint=*/false);
  EXPECT_THAT(
      [&] { (void)wrongAnswersOf(run, {}); },
      ThrowsMessage<Error>(AllOf(HasSubstr("has no checkpoint"), HasSubstr("run.h5.checkpoint beside it"))));
  record(shortRun());
  EXPECT_THAT([&] { (void)wrongAnswersOf(run, {.partition = 3}); },
              ThrowsMessage<Error>(HasSubstr("one of 3 partitions")));
}

}  // namespace
}  // namespace lab
