#include "engine/train/examiner.h"

#include <algorithm>
#include <numeric>

#include <ATen/ATen.h>

#include "engine/algo/kernels.h"
#include "engine/train/recompute.h"

namespace lab {
namespace {

std::uint64_t weightHash(const std::vector<Replica>& replicas) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const auto& replica : replicas) {
    const auto weights = replica.weights.to(at::kCPU);
    hash = kernels::hash({weights.data_ptr<float>(), static_cast<std::size_t>(weights.numel())}, hash);
  }
  return hash;
}

}  // namespace

void refreshStatistics(const ExperimentSpec& spec, Setup& setup, std::int64_t iteration, const Parallel& parallel) {
  if (setup.statistics != StatisticsPolicy::Recompute) return;
  const Seed seed = Seed{static_cast<std::uint64_t>(spec.seed)}.child("statistics").child(iteration);
  const auto& norm = spec.normalization;
  const std::int64_t minibatches = norm::minibatchesToMeasure(norm::named(norm.id), norm.params);
  parallel(static_cast<std::int64_t>(setup.replicas.size()), [&](std::int64_t k) {
    const auto place = static_cast<std::size_t>(k);
    recomputeStatistics(setup.replicas[place], setup.train, setup.partition[place],
                        {.minibatches = minibatches, .batchSize = spec.training.batchSize, .seed = seed.child(k)});
  });
}

std::optional<EvaluationPoint> Examiner::examine(std::int64_t iteration, const Rounds& rounds) {
  refreshStatistics(spec_, setup_, iteration, rounds.parallel);
  setup_.average.weights.copy_(meanWeights(setup_.replicas));
  const auto scores = setup_.task.test(setup_, rounds);
  if (!scores) return {};
  const auto cross = evaluate(crossExaminations(), setup_.dataset.classes(), rounds);
  if (!cross) return {};
  auto point = pointOf(*scores, *cross);
  point.iteration = iteration;
  return point;
}

// Every model on the first so many training images of every partition: training images have classes in every task.
std::vector<Examination> Examiner::crossExaminations() const {
  std::vector<Examination> examinations;
  if (!spec_.evaluation.cross) return examinations;
  for (const auto& replica : setup_.replicas) {
    for (const auto& samples : setup_.partition) {
      const auto size = std::min(static_cast<std::int64_t>(samples.size()), spec_.skewscout.sample);
      examinations.push_back({&replica, &setup_.train, setup_.train.indices({samples.begin(), samples.begin() + size})});
    }
  }
  return examinations;
}

EvaluationPoint Examiner::pointOf(const std::vector<Score>& scores, const std::vector<Marks>& cross) const {
  const std::size_t count = setup_.replicas.size();
  EvaluationPoint point;
  for (std::size_t k = 0; k < count; ++k) {
    point.accuracy.push_back(scores[k].accuracy);
    point.loss.push_back(scores[k].loss);
    if (!spec_.evaluation.perClass) continue;
    const auto& classes = scores[k].classAccuracy;
    point.classAccuracy.insert(point.classAccuracy.end(), classes.begin(), classes.end());
  }
  point.meanAccuracy = std::accumulate(point.accuracy.begin(), point.accuracy.end(), 0.0F) / static_cast<float>(count);
  point.globalAccuracy = scores[count].accuracy;
  point.globalLoss = scores[count].loss;
  for (const auto& mark : cross) point.crossAccuracy.push_back(mark.accuracy());
  point.weightHash = weightHash(setup_.replicas);
  return point;
}

}  // namespace lab
