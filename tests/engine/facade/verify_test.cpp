#include "engine/verify.h"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/record/recorder.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

/// Changes the recorded hash of one evaluation, as if another machine had run it.
class Forger final : public EventSink {
 public:
  Forger(std::shared_ptr<EventSink> next, std::int64_t iteration)
      : next_(std::move(next)), iteration_(iteration) {}
  void on(const Event& event) override {
    auto copy = event;
    if (auto* point = std::get_if<EvaluationPoint>(&copy);
        point != nullptr && point->iteration >= iteration_) {
      point->weightHash ^= 1U;
    }
    next_->on(copy);
  }

 private:
  std::shared_ptr<EventSink> next_;
  std::int64_t iteration_;
};

class Verify : public ::testing::Test {
 protected:
  ~Verify() override { fs::remove(path_); }

  // Twelve iterations, evaluated at 0, 5, 10 and 12.
  void record(std::int64_t forgedFrom) {
    ExperimentSpec spec;
    for (const auto* assignment : {"dataset.id=synthetic", "dataset.train_limit=100", "dataset.test_limit=20",
                                   "partition.count=2", "model.architecture=mlp", "model.normalization=none",
                                   "training.batch_size=5", "training.iterations=12", "evaluation.every=5"}) {
      setField(spec, assignment, catalogue::vocabulary());
    }
    Session session(spec, std::make_shared<Forger>(std::make_shared<Recorder>(path_), forgedFrom));
    session.start();
    session.wait();
  }

  fs::path path_ = fs::temp_directory_path() / ("skewlab-verify-" + std::to_string(getpid()) + ".h5");
};

constexpr std::int64_t kNever = 1000;

TEST_F(Verify, ARepeatedRunIsIdenticalForAnyNumberOfThreads) {
  record(kNever);
  for (const int threads : {1, 2}) {
    const auto result = verifyRun(path_, 0, {.threads = threads, .checkpoint = {}, .commandLine = {}});
    EXPECT_EQ(result.firstDifference, std::nullopt);
    EXPECT_EQ(result.compared, 4);
    EXPECT_EQ(result.lastIteration, 12);
  }
}

TEST_F(Verify, FindsTheFirstEvaluationThatDiffers) {
  record(10);
  const auto result = verifyRun(path_, 0);
  EXPECT_EQ(result.firstDifference, 10);
  EXPECT_EQ(result.compared, 4);
}

TEST_F(Verify, LooksOnlyAsFarAsAsked) {
  record(10);
  const auto result = verifyRun(path_, 7);
  EXPECT_EQ(result.firstDifference, std::nullopt);
  EXPECT_EQ(result.lastIteration, 5);
}

TEST_F(Verify, AFileThatIsNotThereIsADataError) {
  try {
    (void)verifyRun(path_, 0);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Data);
  }
}

}  // namespace
}  // namespace lab
