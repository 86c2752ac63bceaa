#include "engine/presets.h"

#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/validate.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr auto kGood = R"({"name": "one", "title": "One", "why": "To see.", "spec": {"seed": 4}})";

/// A folder of its own for a test, removed at its end.
class PresetFolder : public ::testing::Test {
 protected:
  PresetFolder() { fs::create_directories(folder_); }
  ~PresetFolder() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream{folder_ / name} << text; }
  [[nodiscard]] std::vector<Preset> read() const { return readPresets(folder_); }

  fs::path folder_ = fs::temp_directory_path() / ("skewlab-presets-" + std::to_string(getpid()));
};

TEST(Presets, EveryBuiltInExperimentIsValid) {
  for (const auto& one : presets()) {
    for (const auto& problem : validate(one.spec)) {
      const bool onlyDataMissing =
          problem.field == "dataset.id" && problem.text.find("not on this machine") != std::string::npos;
      EXPECT_TRUE(onlyDataMissing) << one.name << ": " << problem.field << " " << problem.text;
    }
  }
}

TEST(Presets, EveryBuiltInExperimentSaysWhatItShows) {
  for (const auto& one : presets()) {
    EXPECT_NE(one.title, "") << one.name;
    EXPECT_NE(one.why, "") << one.name;
    EXPECT_NE(one.spec.name, "") << one.name;
  }
}

TEST(Presets, TheQuickStartIsFirst) {
  EXPECT_EQ(presets().front().name, "quickstart");
}

TEST(Presets, ThePapersRunHasThePapersSettings) {
  const auto& spec = preset("paper-cifar10").spec;
  EXPECT_EQ(spec.dataset.id, "cifar10");
  EXPECT_EQ(spec.partitions, 5);
  EXPECT_EQ(spec.training.batchSize, 20);
  EXPECT_EQ(spec.training.iterations, 64000);
  EXPECT_EQ(spec.training.learningRate, 0.01);
  EXPECT_EQ(spec.training.momentum, 0.9);
  EXPECT_EQ(spec.training.weightDecay, 0.0005);
  EXPECT_THAT(spec.training.schedule.milestones, ElementsAre(0.5, 0.75));
}

// The solver's rates are summed over K partitions: 0.01 in all, AlexNet 0.001; 100 images in all (paper section 7).
TEST(Presets, ThePapersNetworksHaveTheirTotalRatesAndMinibatches) {
  int count = 0;
  for (const auto& [name, title, why, spec] : presets()) {
    if (!name.starts_with("paper-")) continue;
    ++count;
    const bool alexnet = spec.model.id == "alexnet";
    EXPECT_EQ(spec.training.learningRate, alexnet ? 0.001 : 0.01) << name;
    EXPECT_EQ(spec.dataset.augment, alexnet ? "mirror" : "none") << name;
    EXPECT_EQ(spec.training.batchSize * spec.partitions, 100) << name;
    EXPECT_EQ(spec.training.iterations, 64000) << name;
  }
  EXPECT_EQ(count, 7);
}

TEST(Presets, AnUnknownNameOffersTheNearest) {
  EXPECT_THAT([] { (void)preset("quikstart"); },
              ThrowsMessage<Error>(AllOf(HasSubstr("\"quikstart\""), HasSubstr("expected \"quickstart\""))));
}

TEST_F(PresetFolder, IsReadInTheOrderOfTheFileNames) {
  write("20-b.json", R"({"name": "b", "title": "B", "why": "", "spec": {}})");
  write("10-a.json", kGood);
  write("README.md", "not a preset");
  EXPECT_THAT(read(), ElementsAre(Field(&Preset::name, "one"), Field(&Preset::name, "b")));
  EXPECT_EQ(read().front().spec.seed, 4);
}

TEST_F(PresetFolder, ABrokenFileIsNamed) {
  write("bad.json", "{\"name\": ");
  EXPECT_THAT([&] { (void)read(); }, ThrowsMessage<Error>(AllOf(HasSubstr("bad.json"), HasSubstr("line 1"))));
}

TEST_F(PresetFolder, AFileWithoutTitleIsNamed) {
  write("bad.json", R"({"name": "x", "why": "", "spec": {}})");
  EXPECT_THAT([&] { (void)read(); },
              ThrowsMessage<Error>(AllOf(HasSubstr("bad.json"), HasSubstr("has no text \"title\""))));
}

TEST_F(PresetFolder, AnUnknownKeyIsNamed) {
  write("bad.json", R"({"name": "x", "title": "", "why": "", "spec": {}, "colour": 1})");
  EXPECT_THAT([&] { (void)read(); }, ThrowsMessage<Error>(HasSubstr("\"colour\"")));
}

TEST_F(PresetFolder, ABrokenExperimentIsADataErrorThatNamesTheFile) {
  write("bad.json", R"({"name": "x", "title": "", "why": "", "spec": {"sed": 1}})");
  try {
    (void)read();
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    EXPECT_THAT(error.what(), AllOf(HasSubstr("bad.json"), HasSubstr("the nearest is \"seed\"")));
  }
}

TEST_F(PresetFolder, AFolderThatDoesNotExistIsNamed) {
  EXPECT_THAT([&] { (void)readPresets(folder_ / "nowhere"); }, ThrowsMessage<Error>(HasSubstr("nowhere")));
}

}  // namespace
}  // namespace lab
