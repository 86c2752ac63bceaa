#include "engine/data/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using dataset::Manifest;
using dataset::readManifest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kText = R"({
  "id": "tiny", "title": "Tiny", "description": "d", "source": "s", "licence": "l", "citation": "c",
  "format": "idx", "shape": [1, 2, 3], "class_names": ["a", "b"], "train_count": 4, "test_count": 2,
  "normalisation": {"kind": "mean-std", "mean": [0.5], "std": [0.25]},
  "files": [
    {"role": "train-images", "name": "ti", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"role": "train-labels", "name": "tl"},
    {"role": "test-images", "name": "si"},
    {"role": "test-labels", "name": "sl"}
  ],
  "search": ["here", "/there"], "mirrors": ["https://example.org/"]
})";

std::string with(const std::string& old, const std::string& replacement) {
  std::string text = kText;
  const auto place = text.find(old);
  EXPECT_NE(place, std::string::npos) << old;
  return text.replace(place, old.size(), replacement);
}

class ManifestFile : public testing::Test {
 protected:
  Manifest read(const std::string& text) { return readManifest(folder_.write("tiny.json", text)); }

  std::string message(const std::string& text) {
    const Error error = errorOf([&] { static_cast<void>(read(text)); });
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    EXPECT_THAT(error.what(), HasSubstr("tiny.json: "));
    return error.what();
  }

  TempFolder folder_;
};

TEST_F(ManifestFile, SaysEverythingAboutADataSet) {
  const Manifest manifest = read(kText);
  EXPECT_EQ(manifest.entry.id, "tiny");
  EXPECT_EQ(manifest.entry.shape, (ImageShape{.channels = 1, .height = 2, .width = 3}));
  EXPECT_THAT(manifest.entry.classNames, ElementsAre("a", "b"));
  EXPECT_EQ(manifest.entry.trainCount, 4);
  EXPECT_EQ(manifest.entry.testCount, 2);
  EXPECT_FALSE(manifest.entry.available());
  EXPECT_EQ(manifest.citation, "c");
  EXPECT_EQ(manifest.format, dataset::Format::Idx);
  EXPECT_FALSE(manifest.transposed);
  EXPECT_THAT(manifest.normalisation.mean, ElementsAre(0.5F));
  EXPECT_THAT(manifest.normalisation.deviation, ElementsAre(0.25F));
  ASSERT_EQ(manifest.files.size(), 4U);
  EXPECT_EQ(manifest.files[0].name, "ti");
  EXPECT_THAT(manifest.files[1].sha256, IsEmpty());
  EXPECT_THAT(manifest.search, ElementsAre("here", "/there"));
  EXPECT_THAT(manifest.mirrors, ElementsAre("https://example.org/"));
}

TEST_F(ManifestFile, MayLeaveOutTheNumbersOfTheNormalisation) {
  EXPECT_THAT(read(with(R"(, "mean": [0.5], "std": [0.25])", "")).normalisation.mean, IsEmpty());
  const auto plan =
      read(with(R"("mean-std", "mean": [0.5], "std": [0.25])", R"("mean-image")")).normalisation;
  EXPECT_EQ(plan.kind, dataset::NormalisationKind::MeanImage);
}

TEST_F(ManifestFile, SaysInWhichLineItsSyntaxIsBroken) {
  EXPECT_THAT(message(with(R"("format": "idx",)", R"("format": "idx")")),
              HasSubstr("the JSON syntax is broken in line 3; expected valid JSON; mend the manifest"));
  EXPECT_THAT(message("[]"), HasSubstr("the manifest is not a JSON object"));
  EXPECT_THAT(message(""), HasSubstr("the JSON syntax is broken in line 1"));
}

TEST_F(ManifestFile, NamesTheKeyThatIsWrong) {
  EXPECT_THAT(message(with(R"("shape": [1, 2, 3])", R"("shape": [2, 3])")),
              HasSubstr("\"shape\" is not the shape"));
  EXPECT_THAT(message(with(R"("shape": [1, 2, 3])", R"("shape": [1, 2, -3])")),
              HasSubstr("\"shape\" is not"));
  EXPECT_THAT(message(with(R"("shape": [1, 2, 3])", R"("shape": "large")")),
              HasSubstr("\"shape\" is of the wrong kind"));
  EXPECT_THAT(message(with(R"("shape": [1, 2, 3],)", "")),
              HasSubstr("\"shape\" is missing; expected [channels"));
  EXPECT_THAT(message(with(R"("tiny")", R"("other")")), HasSubstr("\"id\" is \"other\"; expected \"tiny\""));
  EXPECT_THAT(message(with(R"("idx")", R"("png")")),
              HasSubstr(R"("format" is "png"; expected one of "idx", "cifar10", "cifar100")"));
  EXPECT_THAT(message(with("\"train_count\": 4", "\"train_count\": 0")), HasSubstr("\"train_count\" is 0"));
  EXPECT_THAT(message(with("\"test_count\": 2", "\"test_count\": 99000000000")),
              HasSubstr("\"test_count\" is 99000"));
  EXPECT_THAT(message(with(R"(["a", "b"])", "[]")), HasSubstr("\"class_names\" is empty"));
  EXPECT_THAT(message(with("[0.5]", "[0.5, 0.5]")), HasSubstr("\"mean\" does not fit"));
  EXPECT_THAT(message(with("[0.25]", "[0]")), HasSubstr("\"std\" does not fit"));
  EXPECT_THAT(message(with("\"e3b0", "\"xyz0")), HasSubstr("\"sha256\" is \"xyz0"));
}

TEST_F(ManifestFile, RefusesNamesThatLeadOutOfTheFolder) {
  for (const std::string name : {"../ti", "/etc/ti", "a/ti", "..", ""}) {
    EXPECT_THAT(message(with(R"("name": "ti")", R"("name": ")" + name + '"')),
                HasSubstr("expected a file name without a folder"))
        << name;
  }
}

TEST_F(ManifestFile, NeedsTheFilesOfItsFormat) {
  EXPECT_THAT(message(with("train-labels", "train-images")), HasSubstr("\"files\" do not make two sets"));
  EXPECT_THAT(message(with("\"idx\"", "\"cifar10\"")),
              HasSubstr(R"(expected "train-batch" and "test-batch", each at least once)"));
}

}  // namespace
}  // namespace lab::test
