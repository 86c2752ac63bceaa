#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "tests/engine/core/vocabulary.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using testing_vocabulary::vocabulary;

ExperimentSpec read(std::string_view json) {
  return specFromJson(json, vocabulary(), "spec.json");
}

ExperimentSpec with(std::initializer_list<std::string_view> assignments) {
  ExperimentSpec spec;
  for (const auto assignment : assignments) setField(spec, assignment, vocabulary());
  return spec;
}

std::string messageOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    return error.what();
  }
  return "nothing was thrown";
}

std::string messageFor(std::string_view json) {
  return messageOf([&] { (void)read(json); });
}

std::string messageForSet(std::string_view assignment) {
  return messageOf([&] { (void)with({assignment}); });
}

TEST(SpecFromJson, AnEmptyObjectIsTheDefaultSpec) {
  const ExperimentSpec spec;
  EXPECT_EQ(read("{}"), spec);
}

TEST(SpecFromJson, ReadsTablesAndTextsOfAnEntry) {
  EXPECT_EQ(read(R"({"partition": {"scheme": "amounts", "amounts": [[1, 0.5], []]}})").partition,
            (Choice{.id = "amounts", .tables = {{"amounts", {{1, 0.5}, {}}}}}));
  EXPECT_EQ(read(R"({"partition": {"scheme": "file", "file": "a b.txt"}})").partition,
            (Choice{.id = "file", .texts = {{"file", "a b.txt"}}}));
  EXPECT_EQ(with({"partition.scheme=file", "partition.file=map.txt"}).partition.texts.at("file"), "map.txt");
}

TEST(SpecFromJson, SaysWhatATableAndATextLookLike) {
  EXPECT_THAT(messageFor(R"({"partition": {"scheme": "amounts", "amounts": [[1], 2]}})"),
              HasSubstr("partition.amounts: is a list; expected a list of rows of numbers such as [[1, 0], [0, 1]]"));
  EXPECT_THAT(messageFor(R"({"partition": {"scheme": "file", "file": 3}})"),
              HasSubstr("partition.file: is 3; expected a text in quotes"));
}

TEST(SpecFromJson, ReadsEveryKindOfValue) {
  const auto spec = read(R"({
    "name": "trial", "tags": ["a", "b"], "seed": 7,
    "dataset": {"id": "cifar10"},
    "partition": {"scheme": "dirichlet", "count": 3, "alpha": 0.25},
    "model": {"architecture": "lenet", "variant": "standard", "normalization": "group", "groups": 4},
    "training": {"learning_rate": 1e-3, "schedule": {"kind": "cosine", "milestones": [0.25, 400]},
                 "memory_format": "channels_last"},
    "algorithm": {"local_rate_scale": "paper", "id": "fedavg", "local_iterations": 5},
    "skewscout": {"start": 0.2, "ladder": [0, 0.1]},
    "evaluation": {"test": "full", "cross": true}})");
  EXPECT_EQ(spec.name, "trial");
  EXPECT_THAT(spec.tags, ElementsAre("a", "b"));
  EXPECT_EQ(spec.seed, 7);
  EXPECT_EQ(spec.dataset.id, "cifar10");
  EXPECT_EQ(spec.partitions, 3);
  EXPECT_EQ(spec.partition, (Choice{"dirichlet", {{"alpha", 0.25}}}));
  EXPECT_EQ(spec.model, (Choice{"lenet", {{"variant", 1}}}));
  EXPECT_EQ(spec.normalization, (Choice{"group", {{"groups", 4}}}));
  EXPECT_EQ(spec.training.learningRate, 0.001);
  EXPECT_EQ(spec.training.schedule.kind, ScheduleKind::Cosine);
  EXPECT_THAT(spec.training.schedule.milestones, ElementsAre(0.25, 400));
  EXPECT_EQ(spec.training.memoryFormat, MemoryFormat::ChannelsLast);
  EXPECT_EQ(spec.algorithm, (Choice{"fedavg", {{"local_iterations", 5}, {"local_rate_scale", -1}}}));
  EXPECT_EQ(spec.skewscout.start, 0.2);
  EXPECT_EQ(spec.evaluation.test, TestMode::Full);
  EXPECT_TRUE(spec.evaluation.cross);
}

TEST(SpecFromJson, NullLeavesTheStartOfTheKnobToTheAlgorithm) {
  EXPECT_EQ(read(R"({"skewscout": {"start": null}})").skewscout.start, std::nullopt);
}

TEST(SpecFromJson, AWholeNumberMayBeWrittenWithAPoint) {
  EXPECT_EQ(read(R"({"seed": 3.0})").seed, 3);
}

TEST(SpecFromJson, EveryProblemIsReportedAtOnce) {
  const auto message = messageFor(R"({
    "sed": 1, "name": 5, "tags": "a",
    "partition": {"count": "many"},
    "training": {"schedule": {"kind": "cosin"}, "batch_size": 2.5},
    "algorithm": {"id": "bsp", "threshold": 0.1},
    "evaluation": {"cross": 1}})");
  EXPECT_THAT(message, StartsWith("spec.json: 8 problems\n"));
  EXPECT_THAT(message, HasSubstr("\n  sed: is not a known key; the nearest is \"seed\""));
  EXPECT_THAT(message, HasSubstr("\n  name: is 5; expected a text in quotes"));
  EXPECT_THAT(message, HasSubstr("\n  tags: is \"a\"; expected a list of texts"));
  EXPECT_THAT(message, HasSubstr("\n  partition.count: is \"many\"; expected a whole number from 1 to 256"));
  EXPECT_THAT(message, HasSubstr("\n  training.schedule.kind: is \"cosin\"; expected one of \"constant\", "));
  EXPECT_THAT(message, HasSubstr("\n  training.batch_size: is 2.5; expected a whole number"));
  EXPECT_THAT(message, HasSubstr("\n  algorithm.threshold: belongs to algorithm \"gaia\""));
  EXPECT_THAT(message, HasSubstr("\n  evaluation.cross: is 1; expected true or false"));
}

TEST(SpecFromJson, OneProblemIsOneLine) {
  EXPECT_EQ(messageFor(R"({"algorithm": {"id": "gaja"}})"),
            "spec.json: algorithm.id: \"gaja\" is not known; the nearest is \"gaia\"");
}

TEST(SpecFromJson, AnUnknownEntryIsOneProblemAndNotOneForEachOfItsParameters) {
  EXPECT_EQ(messageFor(R"({"algorithm": {"id": "gaja", "treshold": 1, "threshold": 2}})"),
            "spec.json: algorithm.id: \"gaja\" is not known; the nearest is \"gaia\"");
}

TEST(SpecFromJson, ASectionMustBeInBraces) {
  EXPECT_EQ(messageFor(R"({"training": 5})"), "spec.json: training: is 5; expected a section in braces");
  EXPECT_EQ(messageFor("[]"), "spec.json: the file: is a list; expected a section in braces");
}

TEST(SpecFromJson, AFieldIsNoSection) {
  EXPECT_THAT(messageFor(R"({"seed": {"value": 1}})"),
              HasSubstr("seed: is a section; expected a whole number"));
}

TEST(SpecFromJson, SectionsAreNestedNotDotted) {
  EXPECT_THAT(messageFor(R"({"training.epochs": 5})"), HasSubstr("sections are nested"));
  EXPECT_THAT(messageFor(R"({"": {"seed": 5}})"), HasSubstr("is not a known key"));
}

TEST(SpecFromJson, WholeNumbersBeyondWhatADoubleHoldsAreRefused) {
  EXPECT_THAT(messageFor(R"({"seed": 1e300})"), HasSubstr("seed: is 1e+300; expected a whole number"));
}

TEST(SpecFromJson, WordsOfAParameterMustBeKnown) {
  EXPECT_THAT(messageFor(R"({"algorithm": {"id": "fedavg", "local_rate_scale": "papr"}})"),
              HasSubstr("expected a number from 0 to 9 or \"paper\""));
  EXPECT_THAT(messageFor(R"({"model": {"variant": 1}})"),
              HasSubstr("expected one of \"paper\", \"standard\""));
}

TEST(SpecFromJson, BrokenSyntaxNamesTheFileAndThePlace) {
  EXPECT_THAT(messageFor("{\"seed\": 1,\n}"), StartsWith("spec.json: line 2, column 1: "));
}

TEST(SetField, TakesNumbersWordsBooleansAndLists) {
  const auto spec = with({"seed=12", "training.learning_rate=1e-3", "name=two words", "evaluation.cross=true",
                          "training.schedule.kind=poly", "training.schedule.milestones=[0.1, 0.2]",
                          R"(tags=["a","b"])", "skewscout.start=null", "dataset.id=\"mnist\""});
  EXPECT_EQ(spec.seed, 12);
  EXPECT_EQ(spec.training.learningRate, 0.001);
  EXPECT_EQ(spec.name, "two words");
  EXPECT_TRUE(spec.evaluation.cross);
  EXPECT_EQ(spec.training.schedule.kind, ScheduleKind::Poly);
  EXPECT_THAT(spec.training.schedule.milestones, ElementsAre(0.1, 0.2));
  EXPECT_THAT(spec.tags, ElementsAre("a", "b"));
  EXPECT_EQ(spec.dataset.id, "mnist");
}

TEST(SetField, ATextMayLookLikeANumber) {
  EXPECT_EQ(with({"name=42"}).name, "42");
  EXPECT_EQ(with({"notes=true"}).notes, "true");
  EXPECT_EQ(with({"name="}).name, "");
  EXPECT_EQ(with({"notes=a=b"}).notes, "a=b");
}

TEST(SetField, ChoosingAnotherEntryDropsTheParametersOfTheOld) {
  auto spec = with({"algorithm.threshold=0.3", "algorithm.id=fedavg"});
  EXPECT_EQ(spec.algorithm, (Choice{"fedavg", {}}));
}

TEST(SetField, ChoosingTheSameEntryKeepsItsParameters) {
  EXPECT_EQ(with({"algorithm.threshold=0.3", "algorithm.id=gaia"}).algorithm,
            (Choice{"gaia", {{"threshold", 0.3}}}));
}

TEST(SetField, ChoosingAnArchitectureKeepsTheNormalization) {
  const auto spec = with({"model.groups=4", "model.architecture=mlp"});
  EXPECT_EQ(spec.model, (Choice{"mlp", {}}));
  EXPECT_EQ(spec.normalization, (Choice{"group", {{"groups", 4}}}));
}

TEST(SetField, TakesAWholeSection) {
  const auto spec = with({R"(algorithm={"id": "fedavg", "local_iterations": 5})"});
  EXPECT_EQ(spec.algorithm, (Choice{"fedavg", {{"local_iterations", 5}}}));
}

TEST(SetField, ProblemsNameTheKey) {
  EXPECT_EQ(messageForSet("algorithm.id=gaja"),
            "--set: algorithm.id: \"gaja\" is not known; the nearest is \"gaia\"");
  EXPECT_THAT(messageForSet("seed=many"), HasSubstr("--set: seed: is \"many\"; expected a whole number"));
  EXPECT_THAT(messageForSet("algoritm.id=bsp"), HasSubstr("the nearest is \"algorithm.id\""));
  EXPECT_THAT(messageForSet("seed"), HasSubstr("expected key=value"));
  EXPECT_THAT(messageForSet("=5"), HasSubstr("expected key=value"));
}

TEST(SetField, AProblemLeavesTheSpecAsItWas) {
  auto spec = with({"seed=9"});
  const auto before = spec;
  EXPECT_THROW(setField(spec, R"(algorithm={"id": "bsp", "threshold": 1})", vocabulary()), Error);
  EXPECT_EQ(spec, before);
}

TEST(ApplyChanges, TakesDottedAndNestedKeysInAnyOrder) {
  ExperimentSpec spec;
  EXPECT_THAT(applyChanges(spec, R"({"algorithm.local_iterations": 5, "training": {"epochs": 2},
                                     "algorithm.id": "fedavg"})",
                           vocabulary()),
              IsEmpty());
  EXPECT_EQ(spec.algorithm, (Choice{"fedavg", {{"local_iterations", 5}}}));
  EXPECT_EQ(spec.training.epochs, 2);
}

TEST(ApplyChanges, ReturnsEveryProblemAndLeavesTheSpecAsItWas) {
  ExperimentSpec spec;
  const auto problems = applyChanges(spec, R"({"sed": 1, "training.epochs": 3, "seed": "x"})", vocabulary());
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].field, "sed");
  EXPECT_THAT(problems[0].text, HasSubstr("the nearest is \"seed\""));
  EXPECT_EQ(problems[1].field, "seed");
  EXPECT_EQ(spec, ExperimentSpec{});
}

TEST(ApplyChanges, WhatIsNotAnObjectIsAProblem) {
  ExperimentSpec spec;
  EXPECT_EQ(applyChanges(spec, "[1]", vocabulary()).size(), 1U);
}

}  // namespace
}  // namespace lab
