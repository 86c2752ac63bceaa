#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/record/h5.h"
#include "engine/record/replay.h"
#include "engine/record/schema.h"
#include "made_up_run.h"
#include "recording.h"
#include "scratch.h"

namespace lab {
namespace {

using record::Axis;
using test::allEvents;
using test::MadeUpRun;
using test::Scratch;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Optional;

std::string typeText(const h5::Element& element) {
  switch (element.type) {
    case h5::Type::UInt8:
      return "uint8";
    case h5::Type::Int32:
      return "int32";
    case h5::Type::Int64:
      return "int64";
    case h5::Type::UInt64:
      return "uint64";
    case h5::Type::Float32:
      return "float32";
    case h5::Type::Float64:
      return "float64";
    case h5::Type::Text:
      break;
  }
  return element.textBytes == 0 ? "text" : "text(" + std::to_string(element.textBytes) + ")";
}

std::string tableLine(const record::Row& row) {
  std::string type = row.fields.empty() ? typeText(row.element) : "";
  for (const auto& field : row.fields) {
    type += (type.empty() ? "" : ", ") + std::string("`") + field.name + "` " + typeText(field.element) +
            " in " + field.unit;
  }
  std::string shape(letter(row.axis));
  for (const auto dim : row.shape) shape += (shape.empty() ? "" : " x ") + std::string(letter(dim));
  return "| `" + std::string(row.path) + "` | " + type + " | " + (shape.empty() ? "one" : shape) + " | " +
         (row.fields.empty() ? std::string(row.unit) : "by field") + " | " + std::string(row.description) +
         " |\n";
}

std::string thrownBy(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    return error.what();
  }
  return "nothing was thrown";
}

std::string problemWith(const std::filesystem::path& path) {
  return thrownBy([&] { static_cast<void>(test::replayed(path)); });
}

TEST(Format, DocumentHasTheTableOfTheSchema) {
  std::string table;
  for (const auto& row : record::schema()) table += tableLine(row);
  std::ifstream file(LAB_SOURCE_DIR "/engine/record/FORMAT.md");
  std::ostringstream document;
  document << file.rdbuf();
  EXPECT_THAT(document.str(), HasSubstr(table));
}

TEST(Format, EveryDataSetSaysUnitAndMeaning) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 10);
  test::record(scratch / "run.h5", events);
  const auto file = h5::File::open(scratch / "run.h5");
  const auto columns = record::columns(record::layoutOf(std::get<RunStarted>(events.front())));
  EXPECT_EQ(columns.size(), record::schema().size() + 1);  // two normalization layers
  for (const auto& column : columns) {
    for (const char* name : {"unit", "description"}) {
      const auto value = file.attribute(column.plan.path, name);
      ASSERT_TRUE(value.has_value()) << column.plan.path << " " << name;
      EXPECT_THAT(std::get<std::string>(*value), Not(IsEmpty())) << column.plan.path << " " << name;
    }
  }
}

TEST(Format, RootSaysFormatVersionProgramAndTime) {
  const Scratch scratch;
  test::record(scratch / "run.h5", allEvents(MadeUpRun{}, 10));
  const auto file = h5::File::open(scratch / "run.h5");
  EXPECT_THAT(file.attribute("/", "format"), Optional(Eq(h5::Attribute("skewlab-run"))));
  EXPECT_THAT(file.attribute("/", "format_version"), Optional(Eq(h5::Attribute(std::int64_t{1}))));
  EXPECT_THAT(file.attribute("/", "created"), Optional(Eq(h5::Attribute("2026-11-22T21:30:05Z"))));
  EXPECT_TRUE(file.attribute("/", "program_version").has_value());
  EXPECT_THAT(file.attribute("/partitions/skew", "emd"), Optional(Eq(h5::Attribute(1.4))));
}

TEST(Format, OnlyWhatAppliesIsThere) {
  const Scratch scratch;
  const MadeUpRun run{.layers = {}, .skewscout = false, .cross = false, .perClass = false};
  test::record(scratch / "run.h5", allEvents(run, 10));
  const auto file = h5::File::open(scratch / "run.h5");
  for (const char* path :
       {"/skewscout", "/divergence/norm", "/evaluation/class_accuracy", "/evaluation/cross_accuracy"}) {
    EXPECT_FALSE(file.has(path)) << path;
  }
  EXPECT_TRUE(file.has("/divergence/weights"));
}

TEST(Format, SpecThatIsSilentHasTheDefaults) {
  RunStarted started;
  started.specJson = "{}";
  const auto layout = record::layoutOf(started);
  EXPECT_TRUE(layout.classAccuracy);
  EXPECT_FALSE(layout.crossAccuracy);
  EXPECT_FALSE(layout.skewscout);
  EXPECT_TRUE(layout.weightDivergence);
}

TEST(Format, GrowingDataSetsOfOneAxisHaveOneLength) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 60);
  test::record(scratch / "run.h5", events);
  const auto file = h5::File::open(scratch / "run.h5");
  const std::map<Axis, std::uint64_t> expected{
      {Axis::Training, 30}, {Axis::Communication, 30}, {Axis::Evaluation, 12}, {Axis::Divergence, 15},
      {Axis::Decision, 3},  {Axis::Log, 12},           {Axis::Change, 2},   {Axis::Order, 104}};
  for (const auto& column : record::columns(record::layoutOf(std::get<RunStarted>(events.front())))) {
    if (column.row->axis == Axis::Fixed) continue;
    EXPECT_EQ(file.lengths(column.plan.path).front(), expected.at(column.row->axis)) << column.plan.path;
  }
}

TEST(Unreadable, FileThatDoesNotExist) {
  const Scratch scratch;
  EXPECT_THAT(problemWith(scratch / "run.h5"), HasSubstr("run.h5: does not exist"));
}

TEST(Unreadable, Folder) {
  const Scratch scratch;
  EXPECT_THAT(problemWith(scratch.folder()), HasSubstr("is not a file"));
}

TEST(Unreadable, FileOfAnotherKind) {
  const Scratch scratch;
  std::ofstream(scratch / "run.h5") << "iteration,accuracy\n";
  EXPECT_THAT(problemWith(scratch / "run.h5"), HasSubstr("run.h5: is not an HDF5 file"));
}

TEST(Unreadable, HdfFileOfAnotherProgram) {
  const Scratch scratch;
  h5::File::create(scratch / "run.h5").close();
  EXPECT_THAT(problemWith(scratch / "run.h5"), HasSubstr("is an HDF5 file, but not of a run"));
}

TEST(Unreadable, NewerFormat) {
  const Scratch scratch;
  auto file = h5::File::create(scratch / "run.h5");
  file.set("/", "format", std::string("skewlab-run"));
  file.set("/", "format_version", std::int64_t{2});
  file.close();
  EXPECT_THAT(problemWith(scratch / "run.h5"), HasSubstr("has format version 2, this program knows up to 1"));
}

TEST(Unreadable, RunFileWithoutItsTables) {
  const Scratch scratch;
  auto file = h5::File::create(scratch / "run.h5");
  file.set("/", "format", std::string("skewlab-run"));
  file.set("/", "format_version", std::int64_t{1});
  file.close();
  EXPECT_THAT(problemWith(scratch / "run.h5"), HasSubstr("lacks /partitions/label_counts"));
}

TEST(Unreadable, FileThatIsCutOffAnywhere) {
  const Scratch scratch;
  test::record(scratch / "run.h5", allEvents(MadeUpRun{}, 1000));
  const auto size = std::filesystem::file_size(scratch / "run.h5");
  for (const auto rest :
       {size - 1, size * 9 / 10, size / 2, size / 10, std::uintmax_t{100}, std::uintmax_t{0}}) {
    std::filesystem::copy_file(scratch / "run.h5", scratch / "cut.h5",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(scratch / "cut.h5", rest);
    EXPECT_THAT(problemWith(scratch / "cut.h5"), HasSubstr("cut.h5: ")) << rest << " of " << size;
    EXPECT_NE(thrownBy([&] { static_cast<void>(summarize(scratch / "cut.h5")); }), "nothing was thrown")
        << rest;
  }
}

}  // namespace
}  // namespace lab
