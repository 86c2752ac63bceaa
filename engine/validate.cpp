#include "engine/validate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/loss_reading.h"
#include "engine/core/spec_choices.h"
#include "engine/core/spec_fields.h"
#include "engine/data/dataset.h"
#include "engine/data/partition/skew_report.h"
#include "engine/skewscout_problems.h"
#include "engine/train/split.h"
#include "engine/train/task.h"

namespace lab {
namespace {

using Problems = std::vector<Problem>;

std::string inQuotes(std::string_view word) {
  return '"' + std::string{word} + '"';
}

// What a word may be in the few text fields that are neither free text nor a catalogue.
struct Words {
  std::string_view key;
  std::vector<std::string> known;
};

std::vector<std::string> idsOf(const std::vector<CatalogueEntry>& entries) {
  std::vector<std::string> ids;
  for (const auto& entry : entries) ids.push_back(entry.id);
  return ids;
}

std::vector<std::string> lossWords() {
  std::vector<std::string> words;
  for (const auto& reading : kLossReadings) words.emplace_back(reading.word);
  return words;
}

const std::vector<Words>& closedWords() {
  static const std::vector<Words> all{{"dataset.augment", {"none", "mirror", "crop", "mirror+crop"}},
                                      {"training.executor", {"auto", "autograd"}},
                                      {"skewscout.search", idsOf(catalogue::searches())},
                                      {"skewscout.order", {"ring", "rotating", "random"}},
                                      {"skewscout.loss", lossWords()},
                                      {"network.profile", {"wan", "lan", "custom"}}};
  return all;
}

std::string unknownWord(std::string_view word, const std::vector<std::string>& known) {
  std::string text = inQuotes(word) + " is not possible; expected ";
  for (const auto& one : known) text += (one == known.front() ? "" : " or ") + inQuotes(one);
  return text;
}

std::string fieldProblem(const ParamInfo& info, const std::string& member) {
  const auto words = std::ranges::find(closedWords(), info.key, &Words::key);
  if (words == closedWords().end() || std::ranges::find(words->known, member) != words->known.end())
    return {};
  return unknownWord(member, words->known);
}

std::string fieldProblem(const ParamInfo&, const std::vector<std::string>&) {
  return {};
}

std::string fieldProblem(const ParamInfo&, const std::vector<double>& member) {
  const bool finite =
      std::ranges::all_of(member, [](double value) { return std::isfinite(value) && value >= 0; });
  return finite ? "" : "holds a number that is not possible; expected numbers from 0 up";
}

std::string fieldProblem(const ParamInfo&, const std::optional<double>& member) {
  return !member || std::isfinite(*member) ? "" : "is not a number; expected a number or null";
}

template <class Member>  // numbers, booleans and enumerations
std::string fieldProblem(const ParamInfo& info, const Member& member) {
  return problemWith(info, static_cast<double>(member));
}

void checkFields(const ExperimentSpec& spec, Problems& problems) {
  visitFields(spec, [&](const ParamInfo& info, const auto& member) {
    if (auto text = fieldProblem(info, member); !text.empty()) {
      problems.push_back({std::string{info.key}, std::move(text)});
    }
  });
  const auto& milestones = spec.training.schedule.milestones;
  const bool ascending = std::ranges::adjacent_find(milestones, std::greater_equal{}) == milestones.end();
  if (!ascending || (!milestones.empty() && milestones.front() <= 0)) {
    problems.push_back({"training.schedule.milestones", "must be above 0 and ascend, such as [0.5, 0.75]"});
  }
}

void checkChoice(const ChoicePlace& place, const ExperimentSpec& spec, Problems& problems) {
  const auto& entries = catalogue::vocabulary().*place.entries;
  const auto& choice = spec.*place.choice;
  const auto* entry = find(entries, choice.id);
  if (entry == nullptr) {
    problems.push_back({std::string{place.key}, unknownId(choice.id, entries)});
    return;
  }
  for (auto& problem : check(entry->params, choice.params, place.section)) {
    const auto key = problem.field.substr(place.section.size() + 1);
    const bool known = std::ranges::find(entry->params, key, &ParamInfo::key) != entry->params.end();
    if (!known) problem.text = unknownKey(problem.field, spec, catalogue::vocabulary());
    problems.push_back(std::move(problem));
  }
}

std::string unknownDataset(std::string_view id, const std::vector<DatasetEntry>& entries) {
  std::vector<EntryParams> words;
  for (const auto& entry : entries) words.push_back({.id = entry.id, .params = {}});
  return unknownId(id, words);
}

std::string notHere(const DatasetEntry& entry) {
  return inQuotes(entry.id) + " is not on this machine; get it from " + entry.source +
         " and take it in with: skewlab datasets import FOLDER --id " + entry.id;
}

std::int64_t limited(std::int64_t count, std::int64_t limit) {
  return limit > 0 ? std::min(count, limit) : count;
}

// Partitions, minibatches and test slices need at least one image each.
void checkCounts(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  const auto images = limited(data.trainCount, spec.dataset.trainLimit);
  const auto tests = limited(data.testCount, spec.dataset.testLimit);
  if (spec.partitions > images) return;  // the rehearsal of the split says so
  if (spec.training.batchSize > images / spec.partitions) {
    problems.push_back({"training.batch_size", std::to_string(spec.training.batchSize) +
                                                   " images for each of " + std::to_string(spec.partitions) +
                                                   " partitions, but there are " + std::to_string(images) +
                                                   " training images; use at most " +
                                                   std::to_string(images / spec.partitions)});
  }
  if (spec.evaluation.test == TestMode::Slices && spec.partitions > tests) {
    problems.push_back({"partition.count", std::to_string(spec.partitions) + " partitions cannot share " +
                                               std::to_string(tests) +
                                               " test images; use fewer or set evaluation.test to \"full\""});
  }
}

// "partition.count: 12 partitions, ..." taken apart again; `field` when the message names no field.
Problem fromError(const Error& error, std::string_view field) {
  const std::string text = error.what();
  const auto colon = text.find(": ");
  const bool named = colon != std::string::npos && text.find('.') < colon && text.find(' ') > colon;
  if (named) return {text.substr(0, colon), text.substr(colon + 2)};
  return {std::string{field}, text};
}

// What a column holds is known only once its table has been read: too slow for a form.
void checkColumn(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  std::vector<std::string> known{"label"};
  known.insert(known.end(), data.columns.begin(), data.columns.end());
  const auto column = value(spec.partition.texts, "column");
  if (std::ranges::find(known, column) == known.end()) {
    problems.push_back({"partition.column", unknownWord(column, known)});
  }
}

// The scheme says itself what it cannot do: asked with the right number of evenly spread labels.
void rehearseSplit(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  if (partition::named(spec.partition.id).byAttribute) {
    checkColumn(spec, data, problems);
    return;
  }
  const auto classes = static_cast<std::int64_t>(data.classNames.size());
  std::vector<std::int64_t> labels(
      static_cast<std::size_t>(limited(data.trainCount, spec.dataset.trainLimit)));
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::int64_t>(i) % classes;
  try {
    (void)splitFor(spec, labels, classes);
  } catch (const Error& error) {
    problems.push_back(fromError(error, "partition.scheme"));
  }
}

void checkPairs(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  if (!task::named(spec.task.id).comparesPairs || data.pairCount > 0) return;
  problems.push_back({"task.id", inQuotes(spec.task.id) + " is tested on pairs of images, and data set " +
                                     inQuotes(data.id) + " has none; choose one with pairs, such as \"synthetic\""});
}

void rehearseNetwork(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  try {
    (void)task::plan(spec, data.shape, static_cast<std::int64_t>(data.classNames.size()));
  } catch (const Error& error) {
    problems.push_back(fromError(error, "model.normalization"));
  }
}

bool sound(const Problems& problems, std::string_view section) {
  return std::ranges::none_of(problems, [&](const Problem& one) { return one.field.starts_with(section); });
}

void checkAgainstData(const ExperimentSpec& spec, const DatasetEntry& data, Problems& problems) {
  const bool dataIsSound = sound(problems, "dataset");
  const bool splitIsSound = dataIsSound && sound(problems, "partition");
  if (splitIsSound && sound(problems, "training.batch_size")) checkCounts(spec, data, problems);
  if (splitIsSound) rehearseSplit(spec, data, problems);
  const bool taskIsSound = sound(problems, "task");
  if (taskIsSound) checkPairs(spec, data, problems);
  if (taskIsSound && sound(problems, "model")) rehearseNetwork(spec, data, problems);
  if (!data.available()) problems.push_back({"dataset.id", notHere(data)});
}

struct Verdict {
  Problems problems;
  bool onlyDataMissing = false;  ///< the spec is fine, but its images are not on this machine
};

Verdict judge(const ExperimentSpec& spec) {
  Verdict verdict;
  checkFields(spec, verdict.problems);
  for (const auto& place : kChoicePlaces) checkChoice(place, spec, verdict.problems);
  for (auto& problem : skewScoutProblems(spec)) verdict.problems.push_back(std::move(problem));
  const auto entries = dataset::all();
  const auto data = std::ranges::find(entries, spec.dataset.id, &DatasetEntry::id);
  if (data == entries.end()) {
    verdict.problems.push_back({"dataset.id", unknownDataset(spec.dataset.id, entries)});
  } else {
    checkAgainstData(spec, *data, verdict.problems);
    verdict.onlyDataMissing = verdict.problems.size() == 1 && !data->available();
  }
  return verdict;
}

}  // namespace

std::vector<Problem> validate(const ExperimentSpec& spec) {
  return judge(spec).problems;
}

void requireValid(const ExperimentSpec& spec) {
  const auto verdict = judge(spec);
  if (verdict.problems.empty()) return;
  if (verdict.onlyDataMissing) {
    const auto& problem = verdict.problems.front();
    throw Error({.kind = ErrorKind::Data, .doing = problem.field, .problem = problem.text});
  }
  throw asError("", verdict.problems);
}

SkewNumbers skewOf(const std::vector<std::int64_t>& labelCounts, std::int64_t partitions) {
  return skewNumbers(labelCounts, partitions, static_cast<std::int64_t>(labelCounts.size()) / partitions);
}

PartitionPreview previewPartition(const ExperimentSpec& spec) {
  Problems problems;
  checkChoice(kChoicePlaces.front(), spec, problems);
  const auto entries = dataset::all();
  const auto data = std::ranges::find(entries, spec.dataset.id, &DatasetEntry::id);
  if (data == entries.end()) problems.push_back({"dataset.id", unknownDataset(spec.dataset.id, entries)});
  if (!problems.empty()) throw asError("", problems);

  const auto labels = dataset::trainLabels(spec.dataset.id, spec.dataset.trainLimit);
  const auto classes = static_cast<std::int64_t>(data->classNames.size());
  PartitionPreview preview;
  preview.partitions = spec.partitions;
  preview.classNames = data->classNames;
  preview.indices = splitFor(spec, labels, classes, attributeFor(spec));
  preview.labelCounts = labelCounts(preview.indices, labels, classes);
  preview.skew = skewNumbers(preview.labelCounts, spec.partitions, classes);
  preview.indexMapHash = indexMapHash(preview.indices);
  return preview;
}

}  // namespace lab
