#include "engine/train/checkpoint.h"

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Checkpoint example() {
  Checkpoint checkpoint;
  checkpoint.specJson = R"({"name": "\u00fcber"})";
  checkpoint.iteration = 123456789012;
  checkpoint.seconds = 0.1;
  checkpoint.vectors["partition0.weights"] = {1.5F, -0.0F, std::numeric_limits<float>::denorm_min(), 3e38F};
  checkpoint.vectors["partition0.residual"] = {};
  checkpoint.vectors["partition1.weights"] = std::vector<float>(1000, 0.1F);
  checkpoint.reals["partition0.loss"] = {2.302585092994046};
  checkpoint.integers["ledger"] = {0, -1, std::numeric_limits<std::int64_t>::max()};
  return checkpoint;
}

class CheckpointFile : public ::testing::Test {
 protected:
  CheckpointFile() {
    std::string name = (fs::temp_directory_path() / "skewlab-checkpoint-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    path_ = folder_ / "run.h5.checkpoint";
  }
  ~CheckpointFile() override { fs::remove_all(folder_); }
  CheckpointFile(const CheckpointFile&) = delete;
  CheckpointFile& operator=(const CheckpointFile&) = delete;

  [[nodiscard]] std::string content() const {
    std::ifstream file{path_, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  void put(const std::string& bytes) const { std::ofstream{path_, std::ios::binary} << bytes; }

  // The message of the Error{Data} that reading gives; empty when it gives none.
  [[nodiscard]] std::string refusal() const {
    try {
      (void)readCheckpoint(path_);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::Data);
      return error.what();
    }
    return {};
  }

  fs::path folder_;
  fs::path path_;
};

TEST_F(CheckpointFile, ComesBackAsItWas) {
  writeCheckpoint(path_, example());
  EXPECT_EQ(readCheckpoint(path_), example());
  EXPECT_TRUE(std::signbit(readCheckpoint(path_).vectors.at("partition0.weights")[1]));
}

TEST_F(CheckpointFile, KeepsNumbersThatAreNotFinite) {
  auto checkpoint = example();
  checkpoint.vectors["diverged"] = {std::numeric_limits<float>::quiet_NaN(),
                                    std::numeric_limits<float>::infinity()};
  writeCheckpoint(path_, checkpoint);
  const auto read = readCheckpoint(path_).vectors.at("diverged");
  EXPECT_TRUE(std::isnan(read[0]));
  EXPECT_TRUE(std::isinf(read[1]));
}

TEST_F(CheckpointFile, MayBeEmpty) {
  writeCheckpoint(path_, {});
  EXPECT_EQ(readCheckpoint(path_), Checkpoint{});
}

TEST_F(CheckpointFile, GetsItsNameOnlyWhenItIsWhole) {
  writeCheckpoint(path_, example());
  auto newer = example();
  newer.iteration = 7;
  bool called = false;
  writeCheckpoint(path_, newer, [&] {
    called = true;
    EXPECT_EQ(readCheckpoint(path_), example());  // still the old one, and whole
  });
  EXPECT_TRUE(called);
  EXPECT_EQ(readCheckpoint(path_), newer);
}

TEST_F(CheckpointFile, HasNoNameYetWhenBeforeRenameIsCalled) {
  writeCheckpoint(path_, example(), [&] { EXPECT_FALSE(fs::exists(path_)); });
  EXPECT_TRUE(fs::exists(path_));
}

TEST_F(CheckpointFile, LeavesNothingElseBehind) {
  writeCheckpoint(path_, example());
  writeCheckpoint(path_, example());
  EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1);
}

TEST_F(CheckpointFile, IsRefusedWhenMissing) {
  EXPECT_THAT(refusal(), HasSubstr("run.h5.checkpoint: there is no such file"));
}

TEST_F(CheckpointFile, IsRefusedWhenItIsAFolder) {
  fs::create_directory(path_);
  EXPECT_THAT(refusal(), HasSubstr("run.h5.checkpoint"));
}

TEST_F(CheckpointFile, IsRefusedWhenCutOffAnywhere) {
  writeCheckpoint(path_, example());
  const auto whole = content();
  for (std::size_t tenth = 0; tenth < 10; ++tenth) {
    put(whole.substr(0, whole.size() * tenth / 10));
    EXPECT_NE(refusal(), "") << tenth << " tenths";
  }
  put(whole.substr(0, whole.size() - 1));
  EXPECT_THAT(refusal(), HasSubstr("cut off or damaged"));
}

TEST_F(CheckpointFile, IsRefusedWhenAnyByteIsDifferent) {
  writeCheckpoint(path_, example());
  const auto whole = content();
  for (std::size_t place = 0; place < whole.size(); place += place < 200 ? 1 : 97) {
    auto damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    put(damaged);
    EXPECT_NE(refusal(), "") << "byte " << place;
  }
}

TEST_F(CheckpointFile, IsRefusedWithMoreBehindIt) {
  writeCheckpoint(path_, example());
  put(content() + "x");
  EXPECT_THAT(refusal(), HasSubstr("cut off or damaged"));
}

TEST_F(CheckpointFile, IsRefusedWhenItIsSomethingElse) {
  put("{\"a\": 1}");
  EXPECT_THAT(refusal(), HasSubstr("it is not a checkpoint"));
}

TEST_F(CheckpointFile, SaysWhenItCannotBeWritten) {
  path_ = folder_ / "missing" / "run.h5.checkpoint";
  try {
    writeCheckpoint(path_, example());
    FAIL() << "wrote into a folder that does not exist";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Run);
    EXPECT_THAT(error.what(), HasSubstr("No such file or directory"));
  }
}

}  // namespace
}  // namespace lab
