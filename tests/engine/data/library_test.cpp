#include "engine/data/library.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// Three training and two test images of 1x2 pixels, two classes.
std::string manifestText(const std::string& id) {
  return R"({"id": ")" + id + R"(", "title": "Tiny", "source": "https://example.org",
    "format": "idx", "shape": [1, 1, 2], "class_names": ["a", "b"], "train_count": 3, "test_count": 2,
    "normalisation": {"kind": "mean-image"}, "search": ["elsewhere"],
    "files": [{"role": "train-images", "name": "ti"}, {"role": "train-labels", "name": "tl"},
              {"role": "test-images", "name": "si"}, {"role": "test-labels", "name": "sl"}]})";
}

/// A folder of data sets and a home of its own, so that nothing else on the machine plays a part.
class Library : public testing::Test {
 protected:
  Library() { shelf_.write("tiny.json", manifestText("tiny")); }

  static void writeFiles(const TempFolder& folder, const std::string& place) {
    folder.write(place + "/ti", idx({3, 1, 2}, {10, 20, 30, 40, 50, 90}));
    folder.write(place + "/tl.gz", gzipped(idx({3}, {0, 1, 1})));
    folder.write(place + "/si", idx({2, 1, 2}, {1, 2, 3, 4}));
    folder.write(place + "/sl", idx({2}, {1, 0}));
  }

  static DatasetEntry entryOf(const std::string& id) {
    const auto entries = dataset::all();
    const auto found = std::ranges::find(entries, id, &DatasetEntry::id);
    return found == entries.end() ? DatasetEntry{} : *found;
  }

  TempFolder shelf_;
  TempFolder home_;
  Environment datasets_{"SKEWLAB_DATASETS", shelf_.path().string()};
  Environment data_{"XDG_DATA_HOME", home_.path().string()};
};

TEST_F(Library, LoadsADataSet) {
  writeFiles(shelf_, "tiny");
  const Dataset set = dataset::load("tiny");
  EXPECT_EQ(set.id, "tiny");
  EXPECT_THAT(set.train.pixels, ElementsAre(10, 20, 30, 40, 50, 90));
  EXPECT_THAT(set.train.labels, ElementsAre(0, 1, 1));
  EXPECT_THAT(set.test.pixels, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(set.test.labels, ElementsAre(1, 0));
  EXPECT_THAT(set.normalisation.mean, ElementsAre(30, 50));
}

// The hash is that of the bytes 0a 14 1e 28 32 5a 00 01 01 01 02 03 04 01 00, as sha256sum gives it.
TEST_F(Library, HashesPixelsAndLabelsOfBothSets) {
  writeFiles(shelf_, "tiny");
  EXPECT_EQ(dataset::load("tiny").sha256, "c5c1926dfb3402cddf50d044baeea3ae0135fbfa0895676b334877f3f47f0c03");
}

TEST_F(Library, ALimitCutsBeforeTheMeanIsTaken) {
  writeFiles(shelf_, "tiny");
  const Dataset set = dataset::load("tiny", 2, 1);
  EXPECT_THAT(set.train.labels, ElementsAre(0, 1));
  EXPECT_THAT(set.train.pixels, ElementsAre(10, 20, 30, 40));
  EXPECT_THAT(set.test.pixels, ElementsAre(1, 2));
  EXPECT_THAT(set.normalisation.mean, ElementsAre(20, 30));
}

TEST_F(Library, ALimitBeyondTheEndTakesEverything) {
  writeFiles(shelf_, "tiny");
  EXPECT_EQ(dataset::load("tiny", 100, 100).train.size(), 3);
  EXPECT_EQ(std::ssize(dataset::trainLabels("tiny", 100)), 3);
}

TEST_F(Library, TrainLabelsAreThoseOfLoad) {
  writeFiles(shelf_, "tiny");
  EXPECT_THAT(dataset::trainLabels("tiny"), ElementsAre(0, 1, 1));
  EXPECT_THAT(dataset::trainLabels("tiny", 2), ElementsAre(0, 1));
}

TEST_F(Library, FindsFilesWhereTheManifestSaysToSearch) {
  writeFiles(shelf_, "elsewhere");
  EXPECT_EQ(entryOf("tiny").folder, shelf_.path() / "elsewhere");
  EXPECT_EQ(dataset::load("tiny").train.size(), 3);
}

TEST_F(Library, ListsWhatIsOnThisMachineFirst) {
  shelf_.write("absent.json", manifestText("absent"));
  writeFiles(shelf_, "tiny");
  const auto entries = dataset::all();
  EXPECT_TRUE(std::ranges::is_partitioned(entries, &DatasetEntry::available));
  EXPECT_TRUE(entryOf("tiny").available());
  EXPECT_TRUE(entryOf("synthetic").available());
  EXPECT_EQ(entryOf("absent").id, "absent");
  EXPECT_FALSE(entryOf("absent").available());
}

TEST_F(Library, FirstManifestOfAnIdWins) {
  home_.write("skewlab/datasets/tiny.json", "{}");
  EXPECT_EQ(entryOf("tiny").title, "Tiny");
}

TEST_F(Library, SaysHowToGetAbsentFiles) {
  const Error error = errorOf([] { static_cast<void>(dataset::load("tiny")); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  EXPECT_EQ(
      error.what(),
      "data set \"tiny\": its files are not on this machine; expected ti and the others, or the same with "
      "\".gz\", in " +
          (home_.path() / "skewlab/datasets/tiny").string() +
          "; get the files from https://example.org and take them in with: skewlab datasets import FOLDER "
          "--id tiny");
}

TEST_F(Library, NamesTheFileThatIsMissingAmongOthers) {
  writeFiles(shelf_, "tiny");
  std::filesystem::remove(shelf_.path() / "tiny/sl");
  EXPECT_FALSE(entryOf("tiny").available());
  EXPECT_THAT(errorOf([] { static_cast<void>(dataset::trainLabels("tiny")); }).what(),
              StartsWith((shelf_.path() / "tiny/sl").string() +
                         ": the file is missing; expected all files of Tiny; "));
}

TEST_F(Library, KnowsWhatAnUnknownIdMayHaveMeant) {
  const Error error = errorOf([] { static_cast<void>(dataset::load("tinny")); });
  EXPECT_EQ(error.kind(), ErrorKind::Usage);
  EXPECT_THAT(error.what(),
              AllOf(StartsWith("dataset.id: \"tinny\" is not known; expected one of synthetic, tiny"),
                    HasSubstr("did you mean \"tiny\"?")));
}

TEST_F(Library, ABrokenManifestHidesOnlyItself) {
  shelf_.write("broken.json", std::string{"{"});
  EXPECT_EQ(entryOf("tiny").id, "tiny");
  EXPECT_EQ(entryOf("broken").id, "");
  EXPECT_THAT(errorOf([] { static_cast<void>(dataset::load("broken")); }).what(),
              HasSubstr("broken.json: the JSON syntax is broken in line 1"));
}

TEST_F(Library, ImportTakesFilesIntoTheUsersFolder) {
  TempFolder download;
  writeFiles(download, "unpacked");
  dataset::importFrom(download.path() / "unpacked", "tiny");
  EXPECT_EQ(entryOf("tiny").folder, home_.path() / "skewlab/datasets/tiny");
  EXPECT_EQ(dataset::load("tiny").train.size(), 3);
}

TEST_F(Library, ImportLooksIntoTheFolderAnArchiveUnpacksTo) {
  TempFolder download;
  writeFiles(download, "elsewhere");
  dataset::importFrom(download.path(), "tiny");
  EXPECT_TRUE(entryOf("tiny").available());
}

TEST_F(Library, ImportReplacesOlderFilesAndLeavesOthersAlone) {
  const std::string place = "skewlab/datasets/tiny";
  home_.write(place + "/tl", std::string{"stale"});
  home_.write(place + "/notes.txt", std::string{"mine"});
  TempFolder download;
  writeFiles(download, "new");
  dataset::importFrom(download.path() / "new", "tiny");
  EXPECT_THAT(dataset::trainLabels("tiny"), ElementsAre(0, 1, 1));
  EXPECT_TRUE(std::filesystem::exists(home_.path() / place / "notes.txt"));
  for (const auto& file : std::filesystem::directory_iterator(home_.path() / place)) {
    EXPECT_NE(file.path().extension(), ".part");
  }
}

TEST_F(Library, ImportOfTheUsersOwnFolderChangesNothing) {
  writeFiles(home_, "skewlab/datasets/tiny");
  dataset::importFrom(home_.path() / "skewlab/datasets/tiny", "tiny");
  EXPECT_EQ(dataset::load("tiny").train.size(), 3);
}

TEST_F(Library, ImportRefusesBrokenFilesAndTakesNothing) {
  TempFolder download;
  writeFiles(download, "new");
  download.write("new/sl", idx({2}, {1, 5}));
  EXPECT_THAT(errorOf([&] { dataset::importFrom(download.path() / "new", "tiny"); }).what(),
              HasSubstr("sl: image 1 has the label 5"));
  EXPECT_FALSE(std::filesystem::exists(home_.path() / "skewlab"));
}

TEST_F(Library, ImportSaysWhereItCannotWrite) {
  TempFolder download;
  writeFiles(download, "new");
  home_.write("skewlab/datasets/tiny", std::string{"a file where a folder should be"});
  const Error error = errorOf([&] { dataset::importFrom(download.path() / "new", "tiny"); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  EXPECT_THAT(error.what(), StartsWith((home_.path() / "skewlab/datasets/tiny").string() +
                                       ": the files cannot be written there ("));
}

TEST_F(Library, ImportNamesTheFileThatIsMissing) {
  TempFolder download;
  const Error error = errorOf([&] { dataset::importFrom(download.path(), "tiny"); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  EXPECT_THAT(error.what(),
              StartsWith((download.path() / "ti").string() + ": the file is missing; expected all files"));
}

TEST_F(Library, ImportRefusesWhatHasNoFiles) {
  EXPECT_THAT(errorOf([&] { dataset::importFrom(home_.path(), "synthetic"); }).what(),
              HasSubstr("it is made by the program"));
}

}  // namespace
}  // namespace lab::test
