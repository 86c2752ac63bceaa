#include "engine/sweep_memory.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/data/dataset.h"
#include "engine/train/task.h"

namespace lab {
namespace {

constexpr std::int64_t kProgram = 300'000'000;  // the program with LibTorch and Qt, before any experiment
constexpr std::int64_t kFloat = 4;              // bytes
constexpr std::int64_t kEvaluated = 250;  // images that are evaluated at once (engine/train/evaluate.cpp)

// Weights, gradient, velocity, residual, what is sent, what is averaged, and two to compute with.
constexpr std::int64_t kVectors = 8;

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

}  // namespace lab
