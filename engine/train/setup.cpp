#include "engine/train/setup.h"

#include <numeric>
#include <set>

#include "engine/core/error.h"
#include "engine/data/normalise.h"
#include "engine/data/partition/skew_report.h"
#include "engine/train/schedule.h"
#include "engine/train/split.h"

namespace lab {
namespace {

Network networkFor(const ExperimentSpec& spec, const Dataset& dataset) {
  Plan plan = task::plan(spec, dataset.shape, dataset.classes());
  const bool channelsLast = spec.training.memoryFormat == MemoryFormat::Auto
                                ? plan.channelsLast
                                : spec.training.memoryFormat == MemoryFormat::ChannelsLast;
  return {std::move(plan), channelsLast};
}

StatisticsPolicy statisticsOf(const ExperimentSpec& spec) {
  return norm::statisticsPolicy(norm::named(spec.normalization.id), spec.normalization.params);
}

std::unique_ptr<Algorithm> algorithmFor(const ExperimentSpec& spec, const Plan& plan, std::int64_t iterations) {
  return algo::named(spec.algorithm.id)
      .make({.segments = segments(plan),
             .partitions = static_cast<int>(spec.partitions),
             .iterations = iterations,
             .statistics = statisticsOf(spec),
             .indexBytes = spec.network.indexBytes,
             .travels = spec.skewscout.enabled,
             .measuresUpdates = spec.diagnostics.updateSize,
             .params = spec.algorithm.params});
}

// Training and test images alike: the authors' files name one mean image for both.
Normalisation normalisationFor(const ExperimentSpec& spec, const Dataset& dataset, const Partition& partition) {
  if (spec.dataset.mean == MeanImage::Global || partition.front().empty()) return dataset.normalisation;
  return dataset::centredOn(partition.front(), dataset.train, dataset.shape, dataset.normalisation);
}

// The paper's test slices: image i belongs to partition i mod K. With `full` everybody has all images.
std::vector<std::vector<std::int64_t>> testSlices(const ExperimentSpec& spec, std::int64_t size) {
  const auto partitions = static_cast<std::size_t>(spec.partitions);
  std::vector<std::vector<std::int64_t>> slices(partitions);
  for (std::int64_t i = 0; i < size; ++i) {
    if (spec.evaluation.test == TestMode::Slices) {
      slices[static_cast<std::size_t>(i) % partitions].push_back(i);
    } else {
      for (auto& slice : slices) slice.push_back(i);
    }
  }
  return slices;
}

void requireSamples(const Partition& partition) {
  for (std::size_t k = 0; k < partition.size(); ++k) {
    if (!partition[k].empty()) continue;
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "partition.count",
                 .problem = "partition " + std::to_string(k) + " gets no training image",
                 .expected = "at least one each",
                 .remedy = "use fewer partitions, less skew or more images"});
  }
}

// A threshold is found on the other folds.
void requirePairs(const Dataset& dataset) {
  std::set<int> folds;
  for (const auto& pair : dataset.pairs) folds.insert(pair.fold);
  if (folds.size() >= 2) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "task.id",
               .problem = "the pairs among the test images of \"" + dataset.id + "\" are of " +
                          std::to_string(folds.size()) + " folds",
               .expected = "at least 2",
               .remedy = "raise dataset.test_limit, or choose a data set with pairs"});
}

}  // namespace

Setup::Setup(const ExperimentSpec& spec, const at::Device& chosen)
    : device(chosen),
      task(task::named(spec.task.id)),
      dataset(dataset::load(spec.dataset.id, spec.dataset.trainLimit, spec.dataset.testLimit)),
      partition(splitFor(spec, dataset.train.labels, dataset.classes(), attributeFor(spec))),
      network(networkFor(spec, dataset)),
      iterations(plannedIterations(spec, dataset.train.size())),
      iterationsPerEpoch(lab::iterationsPerEpoch(spec, dataset.train.size())),
      normalisation(normalisationFor(spec, dataset, partition)),
      train(dataset.train, dataset.shape, normalisation, device, network.channelsLast()),
      test(dataset.test, dataset.shape, normalisation, device, network.channelsLast()),
      slices(testSlices(spec, dataset.test.size())),
      average(static_cast<int>(spec.partitions), network, device),
      statistics(statisticsOf(spec)),
      algorithm(algorithmFor(spec, network.plan(), iterations)) {
  requireSamples(partition);
  if (task.comparesPairs) requirePairs(dataset);
  dataset.train.pixels = {};
  dataset.test.pixels = {};
  const Seed seed{static_cast<std::uint64_t>(spec.seed)};
  for (std::size_t k = 0; k < partition.size(); ++k) {
    const auto id = static_cast<int>(k);
    auto& replica = replicas.emplace_back(id, network, device);
    algorithm->prepare(replica);
    replica.initialize(seed.child("weights"));  // a common start
    participants.emplace_back(partition[k], seed.child("batches").child(id), device);
  }
}

void Setup::changeAlgorithm(const ExperimentSpec& spec) {
  algorithm = algorithmFor(spec, network.plan(), iterations);
  for (auto& replica : replicas) {
    replica.residual = at::Tensor{};
    replica.alone = at::Tensor{};
    algorithm->prepare(replica);
  }
}

RunStarted Setup::describe() const {
  RunStarted started;
  started.partitions = static_cast<int>(partition.size());
  started.classNames = dataset.classNames;
  started.labelCounts = labelCounts(partition, dataset.train.labels, dataset.classes());
  started.testLabelCounts = labelCounts(slices, dataset.test.labels, dataset.classes());
  started.partitionOffsets.push_back(0);
  for (const auto& samples : partition) {
    started.partitionOffsets.push_back(started.partitionOffsets.back() + static_cast<std::int64_t>(samples.size()));
    started.partitionIndices.insert(started.partitionIndices.end(), samples.begin(), samples.end());
  }
  started.skew = skewNumbers(started.labelCounts, started.partitions, dataset.classes());
  started.iterations = iterations;
  started.iterationsPerEpoch = iterationsPerEpoch;
  started.parameters = network.plan().parameterCount();
  started.statistics = network.plan().statistics;
  started.normLayers = network.plan().normLayers;
  return started;
}

}  // namespace lab
