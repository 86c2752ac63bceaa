#include "engine/run_size.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/data/dataset.h"
#include "engine/train/schedule.h"
#include "engine/train/task.h"

namespace lab {
namespace {

constexpr std::int64_t kProgram = 300'000'000;  // the program with LibTorch and Qt, before any experiment
constexpr std::int64_t kFloat = 4;              // bytes
constexpr std::int64_t kEvaluated = 250;  // images that are evaluated at once (engine/train/evaluate.cpp)

// Weights, gradient, velocity, residual, what is sent, what is averaged, and two to compute with.
constexpr std::int64_t kVectors = 8;

// Some forty data sets of a run file have at least one chunk of 8 KiB each.
constexpr std::int64_t kTables = 330'000;
constexpr std::int64_t kKept = 3;  // vectors of a partition in a checkpoint: weights, velocity, and a residual

std::int64_t limited(std::int64_t count, std::int64_t limit) {
  return limit > 0 ? std::min(count, limit) : count;
}

DatasetEntry entryOf(const std::string& id) {
  const auto entries = dataset::all();
  const auto found = std::ranges::find(entries, id, &DatasetEntry::id);
  if (found != entries.end()) return *found;
  throw Error({.kind = ErrorKind::Usage, .doing = "dataset.id", .problem = '"' + id + "\" is not known"});
}

}  // namespace

std::int64_t memoryEstimate(const ExperimentSpec& spec, int threads) {
  const auto data = entryOf(spec.dataset.id);
  const auto plan = task::plan(spec, data.shape, std::ssize(data.classNames));
  // A file may be read whole before it is cut to its first images; then the bytes are copied once.
  const auto kept =
      limited(data.trainCount, spec.dataset.trainLimit) + limited(data.testCount, spec.dataset.testLimit);
  const auto images = (data.trainCount + data.testCount + kept) * data.shape.size();
  const auto states = spec.partitions * kVectors * kFloat * (plan.parameterCount() + plan.statistics);
  std::int64_t activations = plan.input.size();
  for (const auto& node : plan.nodes) activations += node.output.size();
  const auto workers = std::min<std::int64_t>(std::max(1, threads), spec.partitions);
  // Each activation has a gradient, and a convolution takes about as much again to be computed.
  const auto computed = 3 * kFloat * activations * std::max(spec.training.batchSize, kEvaluated) * workers;
  return kProgram + images + states + computed;
}

std::int64_t plannedImages(const ExperimentSpec& spec) {
  const auto samples = limited(entryOf(spec.dataset.id).trainCount, spec.dataset.trainLimit);
  return plannedIterations(spec, samples) * spec.partitions * spec.training.batchSize;
}

std::int64_t diskEstimate(const ExperimentSpec& spec) {
  const auto data = entryOf(spec.dataset.id);
  const auto plan = task::plan(spec, data.shape, std::ssize(data.classNames));
  const auto samples = limited(data.trainCount, spec.dataset.trainLimit);
  const auto iterations = plannedIterations(spec, samples);
  const auto classes = spec.evaluation.perClass ? std::ssize(data.classNames) : 0;
  // Numbers of eight bytes: a row of an evaluation, of its traffic and of its part of the training.
  const auto row = 32 + spec.partitions * (8 + classes);
  const auto rows = iterations / spec.evaluation.every + iterations / 10;
  std::int64_t channels = 2 * spec.partitions;
  for (const auto& layer : plan.normLayers) channels += layer.channels;
  const auto diverging = iterations / spec.diagnostics.every * channels * kFloat;
  const auto recorded = kTables + 8 * (samples + rows * row) + diverging;
  const auto checkpoint = spec.partitions * kKept * kFloat * (plan.parameterCount() + plan.statistics);
  return recorded + spec.checkpoint.keep * checkpoint;
}

}  // namespace lab
