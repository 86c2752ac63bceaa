#include "made_up_run.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <type_traits>

namespace lab::test {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<float> floats(std::size_t count, std::int64_t iteration, float step) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<float>(iteration % 1000) + step * static_cast<float>(i);
  }
  return values;
}

std::string json(bool value) {
  return value ? "true" : "false";
}

EvaluationPoint evaluation(const MadeUpRun& run, std::int64_t iteration) {
  const auto k = static_cast<std::size_t>(run.partitions);
  EvaluationPoint point{.iteration = iteration,
                        .epoch = static_cast<double>(iteration) / 8,
                        .seconds = static_cast<double>(iteration) * 0.1,
                        .bytes = 40 * iteration,
                        .accuracy = floats(k, iteration, 0.25F),
                        .loss = floats(k, iteration, 0.5F),
                        .meanAccuracy = static_cast<float>(iteration % 7) / 8,
                        .globalAccuracy = static_cast<float>(iteration % 11) / 16,
                        .globalLoss = 0.1F,
                        .classAccuracy = {},
                        .crossAccuracy = {},
                        .weightHash = 0xF000000000000000U + static_cast<std::uint64_t>(iteration)};
  if (run.perClass) {
    point.classAccuracy = floats(k * static_cast<std::size_t>(run.classes), iteration, 0.125F);
    point.classAccuracy.back() = kNaN;
  }
  if (run.cross) point.crossAccuracy = floats(k * k, iteration, 0.0625F);
  return point;
}

CommunicationPoint communication(const MadeUpRun& run, std::int64_t iteration) {
  CommunicationPoint point{
      .iteration = iteration,
      .epoch = static_cast<double>(iteration) / 8,
      .seconds = static_cast<double>(iteration) * 0.1,
      .bytes = {},
      .values = {},
      .bytesByKind = {iteration, 2 * iteration, 3 * iteration, 4 * iteration, 5 * iteration},
      .bspBytes = 400 * iteration,
      .bspValues = 100 * iteration};
  for (std::int64_t k = 0; k < run.partitions; ++k) {
    point.bytes.push_back(8 * iteration * (k + 1));
    point.values.push_back(iteration * (k + 1));
  }
  return point;
}

DivergencePoint divergence(const MadeUpRun& run, std::int64_t iteration) {
  DivergencePoint point{.iteration = iteration, .weights = {}, .norm = {}};
  // Every other point lacks one of its two parts.
  if (iteration % 8 != 0) point.weights = floats(static_cast<std::size_t>(run.partitions), iteration, 0.5F);
  if (iteration % 20 != 0) point.updates = floats(static_cast<std::size_t>(run.partitions), iteration, 0.125F);
  if (iteration % 12 == 0) return point;
  for (const auto& layer : run.layers) {
    point.norm.push_back(floats(static_cast<std::size_t>(layer.channels), iteration, 2));
    point.norm.back().front() = kNaN;
  }
  return point;
}

std::vector<std::int32_t> hosts(int partitions) {
  std::vector<std::int32_t> next;
  for (int k = 0; k < partitions; ++k) next.push_back((k + 1) % partitions);
  return next;
}

SkewScoutDecision decision(const MadeUpRun& run, std::int64_t iteration) {
  return {.iteration = iteration,
          .thetaBefore = 0.1,
          .thetaAfter = 0.1 / static_cast<double>(iteration),
          .accuracyLoss = 1.0 / 3,
          .communication = 0.2,
          .objective = std::numeric_limits<double>::quiet_NaN(),
          .action = "tighter",
          .reason = "the loss of accuracy, 33 %, is over σ = 5 %",
          .pairAccuracy = iteration % 40 == 0
                              ? std::vector<float>{}
                              : floats(2 * static_cast<std::size_t>(run.partitions), iteration, 1),
          .lossTerm = 14.0 / 3,
          .trafficTerm = 0.2,
          .hosts = hosts(run.partitions),
          .tolerated = 0.05};
}

template <class T>
bool same(const T& left, const T& right) {
  if constexpr (std::is_floating_point_v<T>) {
    return left == right || (left != left && right != right);
  } else if constexpr (requires { left.begin(); } && !std::is_same_v<T, std::string>) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!same(left[i], right[i])) return false;
    }
    return true;
  } else if constexpr (std::is_same_v<T, NormLayer>) {
    return left.name == right.name && left.channels == right.channels;
  } else {
    return left == right;
  }
}

auto fields(const RunStarted& e) {
  return std::tie(e.specJson, e.environmentJson, e.created, e.partitions, e.classNames, e.labelCounts,
                  e.testLabelCounts, e.partitionOffsets, e.partitionIndices, e.skew.totalVariation,
                  e.skew.jensenShannon, e.skew.hellinger, e.skew.emd, e.skew.gini, e.iterations,
                  e.iterationsPerEpoch, e.parameters, e.statistics, e.normLayers, e.knob.parameter,
                  e.knob.title, e.knob.unit, e.knob.ladder, e.knob.start, e.twin);
}
auto fields(const TrainingPoint& e) {
  return std::tie(e.iteration, e.loss, e.learningRate);
}
auto fields(const EvaluationPoint& e) {
  return std::tie(e.iteration, e.epoch, e.seconds, e.bytes, e.accuracy, e.loss, e.meanAccuracy,
                  e.globalAccuracy, e.globalLoss, e.classAccuracy, e.crossAccuracy, e.weightHash);
}
auto fields(const CommunicationPoint& e) {
  return std::tie(e.iteration, e.epoch, e.seconds, e.bytes, e.values, e.bytesByKind, e.bspBytes, e.bspValues);
}
auto fields(const DivergencePoint& e) {
  return std::tie(e.iteration, e.weights, e.norm, e.updates);
}
auto fields(const SkewScoutDecision& e) {
  return std::tie(e.iteration, e.thetaBefore, e.thetaAfter, e.accuracyLoss, e.communication, e.objective,
                  e.action, e.reason, e.pairAccuracy, e.lossTerm, e.trafficTerm, e.hosts,
                  e.tolerated);
}
auto fields(const SettingChanged& e) {
  return std::tie(e.iteration, e.field, e.before, e.after);
}
auto fields(const PartitionDiverged& e) {
  return std::tie(e.iteration, e.partition);
}
auto fields(const CheckpointWritten& e) {
  return std::tie(e.iteration);
}
auto fields(const RunPaused& e) {
  return std::tie(e.iteration);
}
auto fields(const RunResumed& e) {
  return std::tie(e.iteration);
}
auto fields(const RunEnded& e) {
  return std::tie(e.iteration, e.seconds, e.status, e.error);
}

// The number of the first field that differs, or -1.
template <class E>
int differingField(const E& left, const E& right) {
  return std::apply(
      [&](const auto&... l) {
        return std::apply(
            [&](const auto&... r) {
              int field = -1;
              int at = 0;
              ((field = field < 0 && !same(l, r) ? at : field, ++at), ...);
              return field;
            },
            fields(right));
      },
      fields(left));
}

}  // namespace

RunStarted started(const MadeUpRun& run) {
  RunStarted event{.specJson = R"({"name":"made up, “quoted”","evaluation":{"cross":)" + json(run.cross) +
                               R"(,"per_class":)" + json(run.perClass) + R"(},"skewscout":{"enabled":)" +
                               json(run.skewscout) + "}}",
                   .environmentJson = R"({"program":"made up"})",
                   .created = "2026-11-22T21:30:05Z",
                   .partitions = run.partitions,
                   .classNames = {},
                   .labelCounts = {},
                   .testLabelCounts = {},
                   .partitionOffsets = {0},
                   .partitionIndices = {},
                   .skew = {0.1, 0.2, 0.3, 1.4, 0.5},
                   .iterations = 60,
                   .iterationsPerEpoch = 1.0 / 3,
                   .parameters = 61706,
                   .statistics = 24,
                   .normLayers = run.layers,
                   .knob = {},
                   .twin = "bsp, the other.h5"};
  if (run.skewscout) event.knob = {"threshold", "Threshold T0", "fraction", {0, 0.1, 0.25}, 0.1};
  for (int c = 0; c < run.classes; ++c)
    event.classNames.push_back(c == 1 ? "jeans, blue" : "class" + std::to_string(c));
  for (std::int64_t i = 0; i < run.partitions * run.classes; ++i) {
    event.labelCounts.push_back(i);
    event.testLabelCounts.push_back(10 * i);
  }
  for (std::int64_t k = 0; k < run.partitions; ++k) {
    for (std::int64_t i = 0; i <= k; ++i) event.partitionIndices.push_back(100 * k + i);
    event.partitionOffsets.push_back(static_cast<std::int64_t>(event.partitionIndices.size()));
  }
  return event;
}

std::vector<Event> eventsAt(const MadeUpRun& run, std::int64_t iteration) {
  const auto k = static_cast<std::size_t>(run.partitions);
  std::vector<Event> events;
  if (iteration % 2 == 0) {
    events.push_back(
        TrainingPoint{iteration, floats(k, iteration, 0.25F), 0.1 / static_cast<double>(iteration)});
    events.push_back(communication(run, iteration));
  }
  if (iteration % 4 == 0) events.push_back(divergence(run, iteration));
  if (run.skewscout && iteration % 20 == 0) events.push_back(decision(run, iteration));
  if (iteration % 30 == 11) {
    events.push_back(SettingChanged{iteration, "algorithm.threshold", "0.1", "0.25"});
  }
  if (iteration % 30 == 7) events.push_back(PartitionDiverged{iteration, run.partitions - 1});
  if (iteration % 5 == 0) events.push_back(evaluation(run, iteration));
  if (iteration % 10 == 0) events.push_back(CheckpointWritten{iteration});
  if (iteration % 30 == 3) {
    events.push_back(RunPaused{iteration});
    events.push_back(RunResumed{iteration});
  }
  return events;
}

std::vector<Event> allEvents(const MadeUpRun& run, std::int64_t last) {
  std::vector<Event> events{started(run)};
  for (std::int64_t iteration = 1; iteration <= last; ++iteration) {
    for (auto& event : eventsAt(run, iteration)) events.push_back(std::move(event));
  }
  events.push_back(RunEnded{last, static_cast<double>(last) * 0.1, RunStatus::Finished, ""});
  return events;
}

std::string difference(const std::vector<Event>& left, const std::vector<Event>& right) {
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    const std::string where = "event " + std::to_string(i);
    if (left[i].index() != right[i].index()) {
      return where + " is of kind " + std::to_string(left[i].index()) + " and " +
             std::to_string(right[i].index());
    }
    const int field = std::visit(
        [&]<class E>(const E& event) { return differingField(event, std::get<E>(right[i])); }, left[i]);
    if (field >= 0) {
      return where + " of kind " + std::to_string(left[i].index()) + " differs in field " +
             std::to_string(field);
    }
  }
  if (left.size() == right.size()) return "";
  return std::to_string(left.size()) + " and " + std::to_string(right.size()) + " events";
}

std::vector<Event> withoutInterruptions(const std::vector<Event>& events) {
  std::vector<Event> kept;
  for (const auto& event : events) {
    const bool added = std::holds_alternative<CheckpointWritten>(event) ||
                       std::holds_alternative<RunPaused>(event) || std::holds_alternative<RunResumed>(event);
    if (!added) kept.push_back(event);
  }
  return kept;
}

}  // namespace lab::test
