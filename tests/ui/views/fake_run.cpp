#include "tests/ui/views/fake_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace lab::ui::test {
namespace {

constexpr std::int64_t kParameters = 61'706;
constexpr std::int64_t kSamplesPerClass = 5'000;
constexpr std::int64_t kBatch = 20;

const std::vector<std::string>& names() {
  static const std::vector<std::string> all{"T-shirt", "Trouser", "Pullover", "Dress", "Coat",
                                            "Sandal",  "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
  return all;
}

/// Noise between -1 and 1 that depends on its arguments only.
double noise(std::int64_t iteration, int stream) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15;
  constexpr std::uint64_t kSecond = 0xBF58476D1CE4E5B9;
  constexpr std::uint64_t kThird = 0x94D049BB133111EB;
  auto bits = std::uint64_t(iteration) * kFirst + std::uint64_t(stream);
  bits = (bits ^ (bits >> 31)) * kSecond;
  bits = (bits ^ (bits >> 27)) * kThird;
  return static_cast<double>(bits >> 11) / 4503599627370496.0 - 1.0;
}

double progress(const FakeRun& run, std::int64_t iteration) {
  return static_cast<double>(iteration) / static_cast<double>(run.iterations);
}

bool hasBlownUp(const FakeRun& run, int partition, std::int64_t iteration) {
  return partition == run.diverging && progress(run, iteration) > 0.6;
}

float accuracy(const FakeRun& run, int partition, std::int64_t iteration) {
  if (hasBlownUp(run, partition, iteration)) return 0.1F;
  const double t = progress(run, iteration);
  const double best = 0.86 - run.skew * 0.07 * (partition * 3 % 5) / 2.0;
  const double dip = t > 0.05 ? run.skew * 0.06 * noise(iteration, partition) * (1.1 - t) : 0;
  return static_cast<float>(std::clamp(0.1 + (best - 0.1) * (1 - std::exp(-6 * t)) + dip, 0.05, 0.99));
}

double seconds(std::int64_t iteration) {
  return static_cast<double>(iteration) * 0.082;
}

std::int64_t sentBy(const FakeRun& run, int partition, std::int64_t iteration) {
  if (run.partitions == 1) return 0;
  const double early = 1 + 2 * std::exp(-8 * progress(run, iteration));
  const double share = (1.0 + 0.15 * partition) / run.saving;
  return static_cast<std::int64_t>(share * early * static_cast<double>(iteration * kParameters));
}

TrainingPoint training(const FakeRun& run, std::int64_t iteration) {
  TrainingPoint point{
      .iteration = iteration, .loss = {}, .learningRate = progress(run, iteration) < 0.5 ? 0.01 : 0.001};
  for (int k = 0; k < run.partitions; ++k) {
    const double t = progress(run, iteration);
    const double loss = 0.25 + 0.06 * (k % 5) + 2.05 * std::exp(-9 * t) + 0.08 * noise(iteration, 100 + k);
    point.loss.push_back(hasBlownUp(run, k, iteration) ? std::numeric_limits<float>::infinity()
                                                       : static_cast<float>(std::max(loss, 0.02)));
  }
  return point;
}

CommunicationPoint communication(const FakeRun& run, std::int64_t iteration) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.epoch = static_cast<double>(iteration) / started(run).iterationsPerEpoch;
  point.seconds = seconds(iteration);
  std::int64_t values = 0;
  for (int k = 0; k < run.partitions; ++k) {
    const std::int64_t sent = sentBy(run, k, iteration);
    values += sent;
    point.values.push_back(sent);
    point.bytes.push_back(sent * 8);
  }
  point.bytesByKind = {values * 4, values * 4, 0, 0, 0};
  point.bspValues = run.partitions == 1 ? 0 : iteration * kParameters * run.partitions;
  point.bspBytes = point.bspValues * 4;
  return point;
}

EvaluationPoint evaluation(const FakeRun& run, std::int64_t iteration) {
  EvaluationPoint point;
  point.iteration = iteration;
  point.epoch = static_cast<double>(iteration) / started(run).iterationsPerEpoch;
  point.seconds = seconds(iteration);
  double sum = 0;
  for (int k = 0; k < run.partitions; ++k) {
    point.bytes += sentBy(run, k, iteration) * 8;
    point.accuracy.push_back(accuracy(run, k, iteration));
    point.loss.push_back(1.0F);
    sum += static_cast<double>(point.accuracy.back());
  }
  point.meanAccuracy = static_cast<float>(sum / run.partitions);
  point.globalAccuracy = std::min(1.0F, point.meanAccuracy * 1.06F);
  return point;
}

}  // namespace

RunStarted started(const FakeRun& run) {
  RunStarted event;
  event.partitions = run.partitions;
  event.iterations = run.iterations;
  event.iterationsPerEpoch =
      static_cast<double>(kSamplesPerClass * run.classes) / static_cast<double>(run.partitions * kBatch);
  event.parameters = kParameters;
  for (int c = 0; c < run.classes; ++c) {
    event.classNames.push_back(c < static_cast<int>(names().size()) ? names()[static_cast<std::size_t>(c)]
                                                                    : "Class " + std::to_string(c));
  }
  event.labelCounts.assign(static_cast<std::size_t>(run.partitions * run.classes), 0);
  const auto count = [&](int k, int c) -> std::int64_t& {
    return event.labelCounts[static_cast<std::size_t>(k * run.classes + c)];
  };
  for (int c = 0; c < run.classes; ++c) {
    const auto byLabel = static_cast<std::int64_t>(run.skew * static_cast<double>(kSamplesPerClass));
    count(c * run.partitions / run.classes % run.partitions, c) += byLabel;
    for (int k = 0; k < run.partitions; ++k) count(k, c) += (kSamplesPerClass - byLabel) / run.partitions;
  }
  if (run.partitions > 1) {
    event.skew = {.totalVariation = run.skew,
                  .jensenShannon = 0.93 * run.skew,
                  .hellinger = 0.9 * run.skew,
                  .emd = 1.6 * run.skew,
                  .gini = 0.04};
  }
  return event;
}

std::vector<Event> events(const FakeRun& run) {
  std::vector<Event> all{started(run), evaluation(run, 0)};
  bool told = false;
  for (std::int64_t i = run.logEvery; i <= run.iterations; i += run.logEvery) {
    if (run.diverging >= 0 && !told && hasBlownUp(run, run.diverging, i)) {
      all.emplace_back(PartitionDiverged{.iteration = i, .partition = run.diverging});
      told = true;
    }
    all.emplace_back(training(run, i));
    all.emplace_back(communication(run, i));
    if (i % run.evaluateEvery < run.logEvery) all.emplace_back(evaluation(run, i));
  }
  return all;
}

std::vector<Event> until(const std::vector<Event>& events, std::int64_t iteration) {
  std::vector<Event> first;
  for (const auto& event : events) {
    const bool early = std::visit(
        [iteration](const auto& value) {
          if constexpr (requires { value.iteration; }) return value.iteration <= iteration;
          return true;
        },
        event);
    if (early) first.push_back(event);
  }
  return first;
}

}  // namespace lab::ui::test
