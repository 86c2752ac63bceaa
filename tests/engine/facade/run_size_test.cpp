#include "engine/run_size.h"

#include <filesystem>
#include <unistd.h>

#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/run_store.h"
#include "engine/session.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

ExperimentSpec smallSpec(const std::string& algorithm) {
  ExperimentSpec spec;
  for (const std::string& assignment : {std::string{"dataset.id=synthetic"}, std::string{"dataset.train_limit=100"},
                                        std::string{"dataset.test_limit=20"}, std::string{"partition.count=2"},
                                        std::string{"training.batch_size=5"}, std::string{"training.iterations=30"},
                                        std::string{"evaluation.every=5"}, std::string{"algorithm.id="} + algorithm}) {
    setField(spec, assignment, catalogue::vocabulary());
  }
  return spec;
}

class RunSize : public ::testing::TestWithParam<const char*> {
 protected:
  ~RunSize() override { fs::remove_all(folder_); }
  RunSize() { fs::create_directories(folder_); }

  fs::path folder_ = fs::temp_directory_path() / ("skewlab-size-" + std::to_string(getpid()));
};

// A stopped run keeps a checkpoint beside its file, which is the most a run leaves.
TEST_P(RunSize, IsAtLeastWhatARunLeavesAndNotMuchMore) {
  const auto spec = smallSpec(GetParam());
  const auto path = folder_ / "run.h5";
  Session session(spec, std::make_shared<Recorder>(path), {.checkpoint = checkpointOf(path), .stopAfter = 20});
  session.start();
  session.wait();
  ASSERT_TRUE(fs::exists(checkpointOf(path)));
  const auto left = static_cast<std::int64_t>(fs::file_size(path) + fs::file_size(checkpointOf(path)));
  EXPECT_GE(diskEstimate(spec), left);
  EXPECT_LE(diskEstimate(spec), 2 * left);
}

INSTANTIATE_TEST_SUITE_P(Algorithms, RunSize, ::testing::Values("bsp", "gaia", "fedavg", "dgc"),
                         [](const auto& tested) { return std::string{tested.param}; });

TEST(PlannedImages, AreThoseOfAllPartitionsUpToTheEnd) {
  auto spec = smallSpec("bsp");
  EXPECT_EQ(plannedImages(spec), 30 * 2 * 5);
  spec.training.iterations = 0;
  spec.training.epochs = 3;
  EXPECT_EQ(plannedImages(spec), 3 * 100);
}

TEST(PlannedImages, OfUnknownDataAreAProblem) {
  auto spec = smallSpec("bsp");
  spec.dataset.id = "nowhere";
  EXPECT_THROW((void)plannedImages(spec), Error);
}

}  // namespace
}  // namespace lab
