#include "engine/train/examiner.h"

#include <algorithm>
#include <numeric>

#include <ATen/ATen.h>

#include "engine/algo/flat.h"
#include "engine/algo/kernels.h"
#include "engine/train/recompute.h"

namespace lab {
namespace {

std::vector<std::int64_t> everyImage(const DeviceImages& images) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(images.size()));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  return all;
}

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
  std::vector<at::Tensor> weights;
  for (const auto& replica : setup_.replicas) weights.push_back(replica.weights);
  setup_.average.weights.copy_(flat::mean(weights));
  const auto marks = evaluate(examinations(), setup_.dataset.classes(), rounds);
  if (!marks) return {};
  auto point = pointOf(*marks);
  point.iteration = iteration;
  return point;
}

std::vector<Examination> Examiner::examinations() const {
  std::vector<Examination> all;
  for (std::size_t k = 0; k < setup_.replicas.size(); ++k) {
    all.push_back({&setup_.replicas[k], &setup_.test, setup_.test.indices(setup_.slices[k])});
  }
  all.push_back({&setup_.average, &setup_.test, setup_.test.indices(everyImage(setup_.test))});
  if (spec_.evaluation.cross) addCross(all);
  return all;
}

// Every model on the first so many training images of every partition.
void Examiner::addCross(std::vector<Examination>& examinations) const {
  for (const auto& replica : setup_.replicas) {
    for (const auto& samples : setup_.partition) {
      const auto size = std::min(static_cast<std::int64_t>(samples.size()), spec_.skewscout.sample);
      examinations.push_back({&replica, &setup_.train, setup_.train.indices({samples.begin(), samples.begin() + size})});
    }
  }
}

EvaluationPoint Examiner::pointOf(const std::vector<Marks>& marks) const {
  const std::size_t count = setup_.replicas.size();
  EvaluationPoint point;
  for (std::size_t k = 0; k < count; ++k) {
    point.accuracy.push_back(marks[k].accuracy());
    point.loss.push_back(marks[k].loss());
    if (!spec_.evaluation.perClass) continue;
    const auto classes = marks[k].classAccuracy();
    point.classAccuracy.insert(point.classAccuracy.end(), classes.begin(), classes.end());
  }
  point.meanAccuracy = std::accumulate(point.accuracy.begin(), point.accuracy.end(), 0.0F) / static_cast<float>(count);
  point.globalAccuracy = marks[count].accuracy();
  point.globalLoss = marks[count].loss();
  for (std::size_t i = count + 1; i < marks.size(); ++i) point.crossAccuracy.push_back(marks[i].accuracy());
  point.weightHash = weightHash(setup_.replicas);
  return point;
}

}  // namespace lab
