// Which older checkpoints stay.

#include "engine/train/checkpoint_archive.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using enum CheckpointArchive::Stay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Archive : public ::testing::Test {
 protected:
  // As the trainer does: a new file takes the place of the old one.
  void write(CheckpointArchive& archive, std::int64_t iteration,
             CheckpointArchive::Stay stay = Passing) const {
    const fs::path part = checkpoint.string() + ".part";
    std::ofstream{part} << iteration;
    fs::rename(part, checkpoint);
    archive.add(iteration, stay);
  }

  [[nodiscard]] std::vector<std::int64_t> kept() const {
    std::vector<std::int64_t> iterations;
    const fs::path folder = checkpoint.string() + "s";
    if (!fs::exists(folder)) return {};
    for (const auto& entry : fs::directory_iterator{folder}) {
      std::int64_t content = 0;
      std::ifstream{entry.path()} >> content;
      EXPECT_EQ(entry.path().filename(), std::to_string(content));
      iterations.push_back(content);
    }
    std::ranges::sort(iterations);
    return iterations;
  }

  test::Scratch scratch;
  const fs::path checkpoint = scratch / "run.h5.checkpoint";
};

TEST_F(Archive, IsNotThereWhileOnlyTheNewestIsKept) {
  CheckpointArchive archive{checkpoint, 1};
  for (const std::int64_t iteration : {10, 20, 30}) write(archive, iteration);
  EXPECT_THAT(kept(), IsEmpty());
  EXPECT_FALSE(fs::exists(checkpoint.string() + "s"));
}

TEST_F(Archive, HoldsTheNewest) {
  CheckpointArchive archive{checkpoint, 3};
  for (const std::int64_t iteration : {10, 20, 30, 40, 50}) write(archive, iteration);
  EXPECT_THAT(kept(), ElementsAre(30, 40, 50));
}

TEST_F(Archive, HoldsForGoodWhatIsToStay) {
  CheckpointArchive archive{checkpoint, 2};
  write(archive, 10, ForGood);
  for (const std::int64_t iteration : {20, 30, 40}) write(archive, iteration);
  write(archive, 50, ForGood);
  EXPECT_THAT(kept(), ElementsAre(10, 30, 40, 50));
}

TEST_F(Archive, HoldsForGoodEvenWhenOnlyTheNewestIsKept) {
  CheckpointArchive archive{checkpoint, 1};
  write(archive, 10, ForGood);
  write(archive, 20);
  EXPECT_THAT(kept(), ElementsAre(10));
}

TEST_F(Archive, ADecisionAtTheIterationOfAPassingCheckpointMakesItStay) {
  CheckpointArchive archive{checkpoint, 2};
  write(archive, 10);
  write(archive, 10, ForGood);
  for (const std::int64_t iteration : {20, 30, 40}) write(archive, iteration);
  EXPECT_THAT(kept(), ElementsAre(10, 30, 40));
}

TEST_F(Archive, GoesOnAfterAResume) {
  CheckpointArchive first{checkpoint, 2};
  write(first, 10);
  const auto known = first.with(20, Passing);
  write(first, 20);
  CheckpointArchive second{checkpoint, 2};
  second.restore(known);
  write(second, 30);
  EXPECT_THAT(kept(), ElementsAre(20, 30));
}

TEST_F(Archive, SaysWhatItCouldNotKeep) {
  CheckpointArchive archive{scratch / "missing" / "run.checkpoint", 2};
  EXPECT_THROW(archive.add(10, Passing), Error);
}

}  // namespace
}  // namespace lab
