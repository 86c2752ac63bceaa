#include "engine/data/image_folder.h"

#include <algorithm>
#include <chrono>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/image_files.h"

namespace lab::test {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// A folder "zoo" with four training images in a table and two test images in a tree, all 1x2 grey, and a
/// home of its own for cache and imported manifests.
class ImageFolder : public testing::Test {
 protected:
  ImageFolder() {
    writeManifest();
    writeTable(
        "path,label,place\na/1.png,lynx,north\na/2.jpg,owl,south\nb.png,lynx,south\na/4.png,owl,north\n");
    folder_.write("zoo/a/1.png", png({1, 1, 2, {10, 20}}));
    folder_.write("zoo/a/2.jpg", jpeg(plain(8, 8, {90})));
    folder_.write("zoo/b.png", png(plain(4, 4, {50})));
    folder_.write("zoo/a/4.png", png(plain(1, 2, {60, 60, 60})));
    folder_.write("zoo/test/owl/x.png", png(plain(1, 2, {7})));
    folder_.write("zoo/test/lynx/y.PNG", png(plain(1, 2, {8})));
    folder_.write("zoo/test/lynx/notes.txt", std::string{"no image"});
  }

  void writeManifest(const std::string& further = "", const std::string& train = "train-table",
                     const std::string& name = "train.csv") const {
    folder_.write("zoo/zoo.json",
                  R"({"id": "zoo", "title": "Zoo", "format": "image-folder", "shape": [1, 1, 2],)" + further +
                      R"("normalisation": {"kind": "mean-image"}, "files": [{"role": ")" + train +
                      R"(", "name": ")" + name + R"("}, {"role": "test-folder", "name": "test"}]})");
  }
  void writeTable(const std::string& text) const { folder_.write("zoo/train.csv", text); }

  void import() const { dataset::importFrom(folder_.path() / "zoo", "zoo"); }

  [[nodiscard]] std::string importError() const {
    const Error error = errorOf([&] { import(); });
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    EXPECT_FALSE(fs::exists(home_.path() / "skewlab/datasets/zoo.json"));
    return error.what();
  }

  [[nodiscard]] fs::path cache() const { return home_.path() / "skewlab/datasets/cache/zoo.images"; }

  TempFolder folder_;
  TempFolder home_;
  TempFolder shelf_;
  Environment datasets_{"SKEWLAB_DATASETS", shelf_.path().string()};
  Environment data_{"XDG_DATA_HOME", home_.path().string()};
};

TEST_F(ImageFolder, IsImportedAndLoaded) {
  import();
  const Dataset zoo = dataset::load("zoo");
  EXPECT_THAT(zoo.classNames, ElementsAre("lynx", "owl"));
  EXPECT_THAT(zoo.train.pixels, ElementsAre(10, 20, 90, 90, 50, 50, 60, 60));
  EXPECT_THAT(zoo.train.labels, ElementsAre(0, 1, 0, 1));
  EXPECT_THAT(zoo.test.pixels, ElementsAre(8, 8, 7, 7));
  EXPECT_THAT(zoo.test.labels, ElementsAre(0, 1));
  EXPECT_TRUE(zoo.pairs.empty());
}

TEST_F(ImageFolder, IsDescribedInTheCatalogue) {
  import();
  const auto entries = dataset::all();
  const auto zoo = std::ranges::find(entries, "zoo", &DatasetEntry::id);
  ASSERT_NE(zoo, entries.end());
  EXPECT_TRUE(zoo->available());
  EXPECT_EQ(zoo->folder, fs::canonical(folder_.path() / "zoo"));
  EXPECT_EQ(zoo->trainCount, 4);
  EXPECT_EQ(zoo->testCount, 2);
  EXPECT_THAT(zoo->columns, ElementsAre("place"));
}

TEST_F(ImageFolder, GivesLabelsAndColumnsWithoutOpeningAnImage) {
  import();
  folder_.write("zoo/a/1.png", std::string{"broken since"});
  EXPECT_THAT(dataset::trainLabels("zoo", 3), ElementsAre(0, 1, 0));
  EXPECT_THAT(dataset::trainColumn("zoo", "place"), ElementsAre("north", "south", "south", "north"));
  EXPECT_THAT(dataset::trainColumn("zoo", "label", 2), ElementsAre("lynx", "owl"));
}

TEST_F(ImageFolder, RefusesAColumnThatNobodyKnows) {
  import();
  const Error error = errorOf([] { static_cast<void>(dataset::trainColumn("zoo", "colour")); });
  EXPECT_EQ(error.kind(), ErrorKind::Usage);
  EXPECT_STREQ(error.what(),
               "partition.column: data set \"zoo\" has no column \"colour\"; expected one of label, place");
}

TEST_F(ImageFolder, MayBeATreeForTraining) {
  writeManifest("", "train-folder", "test");
  import();
  EXPECT_THAT(dataset::load("zoo").train.pixels, ElementsAre(8, 8, 7, 7));
}

TEST_F(ImageFolder, HoldsPairs) {
  folder_.write("zoo/zoo.json", R"({"id": "zoo", "title": "Zoo", "format": "image-folder", "shape": [1, 1, 2],
    "normalisation": {"kind": "mean-std"}, "files": [{"role": "train-table", "name": "train.csv"},
    {"role": "test-folder", "name": "test"}, {"role": "pairs", "name": "pairs.csv"}]})");
  folder_.write("zoo/pairs.csv", std::string{"first,second,same,fold\n0,test/owl/x.png,0,3\n0,0,1,4\n"});
  import();
  const auto entries = dataset::all();
  EXPECT_EQ(std::ranges::find(entries, "zoo", &DatasetEntry::id)->pairCount, 2);
  const auto pairs = dataset::load("zoo").pairs;
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].second, 1);
  EXPECT_FALSE(pairs[0].same);
  EXPECT_EQ(pairs[0].fold, 3);
  EXPECT_EQ(dataset::load("zoo", 0, 1).pairs.size(), 1U) << "a pair needs both its images";
}

// The same size and time say that nothing has changed: what the second start gives is then what the first one
// stored.
TEST_F(ImageFolder, IsDecodedOnce) {
  import();
  const auto file = folder_.path() / "zoo/a/1.png";
  const auto time = fs::last_write_time(file);
  folder_.write("zoo/a/1.png", Bytes(fs::file_size(file), 'x'));
  fs::last_write_time(file, time);
  EXPECT_THAT(dataset::load("zoo").train.pixels, Contains(20));
  fs::last_write_time(file, time + std::chrono::seconds{1});
  EXPECT_THAT(errorOf([] { static_cast<void>(dataset::load("zoo")); }).what(),
              HasSubstr("1.png: the file is neither"));
}

TEST_F(ImageFolder, ADamagedCacheIsFilledAgain) {
  import();
  std::string content(fs::file_size(cache()), '\0');
  std::ifstream(cache(), std::ios::binary).read(content.data(), std::ssize(content));
  std::string damaged = content;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  for (const auto& text : {damaged, content.substr(0, content.size() - 1), std::string{"short"}}) {
    std::ofstream(cache(), std::ios::binary) << text;
    EXPECT_THAT(dataset::load("zoo").test.pixels, ElementsAre(8, 8, 7, 7));
  }
  std::string refilled(fs::file_size(cache()), '\0');
  std::ifstream(cache(), std::ios::binary).read(refilled.data(), std::ssize(refilled));
  EXPECT_EQ(refilled, content);
}

TEST_F(ImageFolder, ABrokenImageIsNamed) {
  folder_.write("zoo/b.png", without(png(plain(4, 4, {50})), 20));
  EXPECT_THAT(importError(), HasSubstr("zoo/b.png: the PNG image is broken ("));
}

TEST_F(ImageFolder, OfSeveralBrokenImagesTheFirstIsNamed) {
  std::string table = "path,label\n";
  for (int i = 0; i < 40; ++i) {
    const std::string name = std::to_string(i) + ".png";
    folder_.write("zoo/" + name, i < 11 ? png(plain(1, 2, {1})) : Bytes{1});
    table += name + ",owl\n";
  }
  writeTable(table);
  EXPECT_THAT(importError(), HasSubstr("zoo/11.png: the file is neither a PNG nor a JPEG image"));
}

TEST_F(ImageFolder, AnEmptyFolderIsNamed) {
  fs::create_directories(folder_.path() / "zoo/test/yak");
  EXPECT_THAT(importError(),
              HasSubstr("zoo/test/yak: the folder holds no PNG or JPEG image; expected the images of one "
                        "class; fill it or remove it"));
  fs::remove_all(folder_.path() / "zoo/test");
  fs::create_directories(folder_.path() / "zoo/test");
  EXPECT_THAT(importError(), HasSubstr("zoo/test: the folder is empty; expected one sub-folder"));
}

TEST_F(ImageFolder, AnUnknownColumnIsNamed) {
  writeManifest(R"("columns": ["colour"],)");
  EXPECT_THAT(
      importError(),
      HasSubstr("train.csv: the table has no column \"colour\"; it has path, label, place; expected"));
  writeManifest();
  writeTable("file,label\nb.png,owl\n");
  EXPECT_THAT(importError(), HasSubstr("train.csv: the table has no column \"path\"; it has file, label"));
}

TEST_F(ImageFolder, ALabelWithoutImagesIsNamed) {
  writeManifest(R"("class_names": ["lynx", "owl", "yak"],)");
  EXPECT_THAT(importError(), HasSubstr("train.csv: no image has the label \"yak\"; expected at least one"));
}

TEST_F(ImageFolder, ALabelThatIsNoClassIsNamed) {
  writeManifest(R"("class_names": ["owl"],)");
  EXPECT_THAT(importError(), HasSubstr("a/1.png has the label \"lynx\", which is no class of the manifest"));
}

TEST_F(ImageFolder, APathOutOfTheFolderIsRefused) {
  for (const auto* path : {"../b.png", "a/../../b.png", "/b.png", ""}) {
    writeTable(std::string{"path,label\n"} + path + ",owl\n");
    EXPECT_THAT(importError(),
                HasSubstr("train.csv: the path \"" + std::string{path} +
                          "\" leads out of the folder of the data set; expected a path inside it"));
  }
}

TEST_F(ImageFolder, AFileThatIsMissingIsNamed) {
  writeTable("path,label\na/7.png,owl\nb.png,lynx\n");
  EXPECT_THAT(importError(), HasSubstr("a/7.png: there is no such file; expected an image"));
}

TEST_F(ImageFolder, ARowThatIsTooShortIsNamed) {
  writeTable("path,label\nb.png,lynx\n\na/1.png\n");
  EXPECT_THAT(importError(), HasSubstr("train.csv: line 4 has 1 cells; expected 2 as in the header"));
}

TEST_F(ImageFolder, AFolderThatHasGrownMustBeImportedAgain) {
  import();
  folder_.write("zoo/test/owl/z.png", png(plain(1, 2, {9})));
  EXPECT_THAT(
      errorOf([] { static_cast<void>(dataset::load("zoo")); }).what(),
      HasSubstr("zoo/test: there are 3 images; expected 2 as the manifest says; import the folder again"));
  import();
  EXPECT_EQ(dataset::load("zoo").test.size(), 3);
}

TEST_F(ImageFolder, AnIdThatIsTakenIsRefused) {
  shelf_.write("zoo.json", std::string{"{}"});
  EXPECT_THAT(importError(), HasSubstr("zoo.json: the id \"zoo\" belongs to another data set"));
}

TEST_F(ImageFolder, NeedsGreyOrColourAndTwoSets) {
  folder_.write("zoo/zoo.json", R"({"id": "zoo", "title": "Zoo", "format": "image-folder", "shape": [2, 1, 2],
    "normalisation": {"kind": "mean-std"}, "files": [{"role": "train-table", "name": "train.csv"},
    {"role": "test-folder", "name": "test"}]})");
  EXPECT_THAT(importError(),
              HasSubstr("\"shape\" has 2 channels; expected 1 (grey) or 3 (colour) for images"));
  writeManifest("", "test-folder", "test");
  EXPECT_THAT(importError(), HasSubstr("\"files\" do not make two sets"));
}

}  // namespace
}  // namespace lab::test
