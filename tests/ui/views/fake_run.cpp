#include "tests/ui/views/fake_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace lab::ui::test {
namespace {

constexpr std::int64_t kParameters = 61'706;
constexpr std::int64_t kSamplesPerClass = 5'000;
constexpr std::int64_t kBatch = 20;
constexpr std::int64_t kTestsPerClass = 200;
constexpr std::size_t kStartRung = 5;
const std::vector<double> kLadder{0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5};

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

/// Classes the partition has trained on are known better; the last but one has few test images.
std::vector<float> classAccuracy(const FakeRun& run, std::int64_t iteration) {
  const RunStarted start = started(run);
  std::vector<float> fractions;
  for (int k = 0; k < run.partitions; ++k) {
    for (int c = 0; c < run.classes; ++c) {
      const auto cell = static_cast<std::size_t>(k * run.classes + c);
      const double known = start.labelCounts[cell] > 0 ? 1.0 : 0.45;
      const double right =
          known * static_cast<double>(accuracy(run, k, iteration)) + 0.12 * noise(c, 700 + k);
      fractions.push_back(start.testLabelCounts[cell] > 0 ? static_cast<float>(std::clamp(right, 0.0, 1.0))
                                                          : std::numeric_limits<float>::quiet_NaN());
    }
  }
  return fractions;
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
  point.classAccuracy = classAccuracy(run, iteration);
  return point;
}

DivergencePoint divergence(const FakeRun& run, std::int64_t iteration) {
  DivergencePoint point;
  point.iteration = iteration;
  const double t = progress(run, iteration);
  for (int k = 0; k < run.partitions; ++k) {
    const double distance =
        run.partitions == 1 ? 0 : 0.02 + 0.01 * (k % 5) + 0.1 * t + 0.01 * noise(iteration, 300 + k);
    point.weights.push_back(static_cast<float>(distance));
    if (run.holdsBack) {
      const double size = 0.03 + 0.01 * (k % 5) + 0.05 * std::exp(-4 * t) + 0.01 * noise(iteration, 400 + k);
      point.updates.push_back(static_cast<float>(size));
    }
  }
  for (int layer = 0; layer < run.normLayers; ++layer) {
    auto& channels = point.norm.emplace_back();
    for (int c = 0; c < 8 << std::min(layer, 3); ++c) {
      const double middle = 0.1 + 0.25 * run.skew / (1 + layer) * (1 + t);
      const double value =
          middle * (1 + 0.6 * noise(iteration / 400, 1000 * layer + c) + 0.1 * noise(iteration, c));
      channels.push_back(c == 5 ? std::numeric_limits<float>::quiet_NaN()
                                : static_cast<float>(std::abs(value)));
    }
  }
  return point;
}

/// A controller that talks more while models lose more than 5 points, and else less.
SkewScoutDecision decision(const FakeRun& run, std::int64_t iteration, std::size_t& rung) {
  const std::int64_t number = iteration / run.travelEvery;
  SkewScoutDecision event;
  event.iteration = iteration;
  event.thetaBefore = kLadder[rung];
  double sum = 0;
  for (int k = 0; k < run.partitions; ++k) {
    const double home = static_cast<double>(accuracy(run, k, event.iteration));
    const double lost = 0.4 * run.skew * kLadder[rung] + 0.03 * noise(number, 500 + k);
    event.pairAccuracy.push_back(static_cast<float>(home));
    event.pairAccuracy.push_back(static_cast<float>(std::clamp(home - lost, 0.0, 1.0)));
    const bool atHome = run.loss == "home-minus-mean" || run.loss == "home-minus-shared";
    const std::int64_t distance = atHome ? 0 : 1 + number % std::max(run.partitions - 1, 1);
    event.hosts.push_back(static_cast<std::int32_t>((k + distance) % run.partitions));
    sum += lost;
  }
  event.accuracyLoss = std::max(sum / run.partitions, 0.0);
  event.communication = 0.02 + 0.3 * std::exp(-12 * kLadder[rung]);
  event.lossTerm = 50 * std::max(event.accuracyLoss - 0.05, 0.0);
  event.tolerated = 0.05;
  event.trafficTerm = event.communication;
  event.objective = event.lossTerm + event.trafficTerm;
  const std::size_t before = rung;
  if (event.lossTerm > 0)
    rung -= rung > 0 ? 1 : 0;
  else if (noise(number, 900) > -0.3)
    rung = std::min(rung + 1, kLadder.size() - 1);
  event.thetaAfter = kLadder[rung];
  event.action = rung == before ? "stay" : rung < before ? "tighter" : "looser";
  event.reason = "Away from home the models lose " + std::to_string(100 * event.accuracyLoss).substr(0, 4) +
                 " points, " + (event.lossTerm > 0 ? "more than" : "within") + " the tolerated 5.0 points: " +
                 (rung == before  ? "stay at "
                  : rung < before ? "talk more, at "
                                  : "try to talk less, at ") +
                 std::to_string(event.thetaAfter).substr(0, 4) + ".";
  return event;
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
  for (int k = 0; k < run.partitions; ++k) {
    for (int c = 0; c < run.classes; ++c) {
      event.testLabelCounts.push_back(c == 7 ? k % 3 * 6 : kTestsPerClass / run.partitions);
    }
  }
  for (int i = 0; i < run.normLayers; ++i) {
    event.normLayers.push_back({"norm" + std::to_string(i + 1), std::int64_t{8} << std::min(i, 3)});
  }
  if (run.travelEvery > 0) {
    event.knob = {.parameter = "threshold",
                  .title = "Threshold T0",
                  .unit = "fraction",
                  .ladder = kLadder,
                  .start = kLadder[kStartRung]};
  }
  event.specJson = R"({"skewscout": {"period": )" +
                   std::to_string(std::max<std::int64_t>(run.travelEvery, 1)) +
                   R"(, "loss": ")" + std::string{run.loss} + R"("}, "diagnostics": {"every": )" + std::to_string(run.divergenceEvery) + "}}";
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
  std::size_t rung = kStartRung;
  for (std::int64_t i = run.logEvery; i <= run.iterations; i += run.logEvery) {
    if (run.diverging >= 0 && !told && hasBlownUp(run, run.diverging, i)) {
      all.emplace_back(PartitionDiverged{.iteration = i, .partition = run.diverging});
      told = true;
    }
    all.emplace_back(training(run, i));
    all.emplace_back(communication(run, i));
    if (run.travelEvery > 0 && i % run.travelEvery < run.logEvery) all.emplace_back(decision(run, i, rung));
    if (i % run.divergenceEvery < run.logEvery) all.emplace_back(divergence(run, i));
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
