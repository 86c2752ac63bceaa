#include "app/event_json.h"

#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

namespace lab::app {
namespace {

using Json = nlohmann::ordered_json;

// The shortest decimal that reads back as the same float: 0.82 rather than 0.8199999928474426. NaN stays NaN.
double shortest(float value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  double same = static_cast<double>(value);
  std::from_chars(text.data(), end, same);
  return same;
}

Json list(const std::vector<float>& values) {
  Json json = Json::array();
  for (const float value : values) json.push_back(shortest(value));
  return json;
}

Json element(float value) {
  return shortest(value);
}
Json element(std::int64_t value) {
  return value;
}

// A row-major table as a list of rows; an empty table is an empty list.
template <class Number>
Json rows(const std::vector<Number>& table, std::size_t count) {
  Json json = Json::array();
  if (count == 0) return json;
  const std::size_t width = table.size() / count;
  for (std::size_t row = 0; row < count && width > 0; ++row) {
    Json line = Json::array();
    for (std::size_t i = 0; i < width; ++i) line.push_back(element(table[row * width + i]));
    json.push_back(std::move(line));
  }
  return json;
}

// What is JSON text already becomes part of the object.
Json nested(const std::string& text) {
  auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return json.is_discarded() ? Json(text) : json;
}

Json skewJson(const SkewNumbers& skew) {
  return {{"total_variation", skew.totalVariation},
          {"jensen_shannon", skew.jensenShannon},
          {"hellinger", skew.hellinger},
          {"emd", skew.emd},
          {"gini", skew.gini}};
}

Json knobJson(const KnobScale& knob) {
  if (knob.parameter.empty()) return nullptr;
  return {{"parameter", knob.parameter}, {"title", knob.title}, {"unit", knob.unit}, {"ladder", knob.ladder},
          {"start", knob.start}};
}

Json toJson(const RunStarted& e) {
  const auto partitions = static_cast<std::size_t>(e.partitions);
  Json layers = Json::array();
  for (const auto& layer : e.normLayers)
    layers.push_back({{"name", layer.name}, {"channels", layer.channels}});
  return {{"event", "RunStarted"},
          {"created", e.created},
          {"partitions", e.partitions},
          {"class_names", e.classNames},
          {"label_counts", rows(e.labelCounts, partitions)},
          {"test_label_counts", rows(e.testLabelCounts, partitions)},
          {"skew", skewJson(e.skew)},
          {"iterations", e.iterations},
          {"iterations_per_epoch", e.iterationsPerEpoch},
          {"parameters", e.parameters},
          {"statistics", e.statistics},
          {"norm_layers", layers},
          {"knob", knobJson(e.knob)},
          {"twin", e.twin.empty() ? Json(nullptr) : Json(e.twin)},
          {"spec", nested(e.specJson)},
          {"environment", nested(e.environmentJson)}};
}

Json toJson(const TrainingPoint& e) {
  return {{"event", "TrainingPoint"},
          {"iteration", e.iteration},
          {"loss", list(e.loss)},
          {"learning_rate", e.learningRate}};
}

Json toJson(const EvaluationPoint& e) {
  const auto partitions = e.accuracy.size();
  return {{"event", "EvaluationPoint"},
          {"iteration", e.iteration},
          {"epoch", e.epoch},
          {"seconds", e.seconds},
          {"bytes", e.bytes},
          {"accuracy", list(e.accuracy)},
          {"loss", list(e.loss)},
          {"mean_accuracy", shortest(e.meanAccuracy)},
          {"global_accuracy", shortest(e.globalAccuracy)},
          {"global_loss", shortest(e.globalLoss)},
          {"class_accuracy", rows(e.classAccuracy, partitions)},
          {"cross_accuracy", rows(e.crossAccuracy, partitions)},
          {"weight_hash", e.weightHash}};
}

Json toJson(const CommunicationPoint& e) {
  Json kinds = Json::object();
  for (std::size_t i = 0; i < kTrafficKinds; ++i)
    kinds[std::string{kTrafficNames.at(i)}] = e.bytesByKind.at(i);
  return {{"event", "CommunicationPoint"}, {"iteration", e.iteration}, {"epoch", e.epoch},
          {"seconds", e.seconds},          {"bytes", e.bytes},         {"values", e.values},
          {"bytes_by_kind", kinds},        {"bsp_bytes", e.bspBytes},  {"bsp_values", e.bspValues}};
}

Json toJson(const DivergencePoint& e) {
  Json norm = Json::array();
  for (const auto& layer : e.norm) norm.push_back(list(layer));
  return {{"event", "DivergencePoint"},
          {"iteration", e.iteration},
          {"weights", list(e.weights)},
          {"norm", norm},
          {"updates", list(e.updates)}};
}

Json toJson(const SkewScoutDecision& e) {
  return {{"event", "SkewScoutDecision"},
          {"iteration", e.iteration},
          {"theta_before", e.thetaBefore},
          {"theta_after", e.thetaAfter},
          {"accuracy_loss", e.accuracyLoss},
          {"communication", e.communication},
          {"objective", e.objective},
          {"action", e.action},
          {"reason", e.reason},
          {"pair_accuracy", rows(e.pairAccuracy, e.pairAccuracy.size() / 2)},
          {"loss_term", e.lossTerm},
          {"traffic_term", e.trafficTerm},
          {"hosts", e.hosts},
          {"tolerated", e.tolerated}};
}

Json toJson(const SettingChanged& e) {
  return {{"event", "SettingChanged"},
          {"iteration", e.iteration},
          {"field", e.field},
          {"before", nested(e.before)},
          {"after", nested(e.after)}};
}

Json toJson(const PartitionDiverged& e) {
  return {{"event", "PartitionDiverged"}, {"iteration", e.iteration}, {"partition", e.partition}};
}

Json toJson(const CheckpointWritten& e) {
  return {{"event", "CheckpointWritten"}, {"iteration", e.iteration}};
}
Json toJson(const RunPaused& e) {
  return {{"event", "RunPaused"}, {"iteration", e.iteration}};
}
Json toJson(const RunResumed& e) {
  return {{"event", "RunResumed"}, {"iteration", e.iteration}};
}

Json toJson(const RunEnded& e) {
  return {{"event", "RunEnded"},
          {"iteration", e.iteration},
          {"seconds", e.seconds},
          {"status", toText(e.status)},
          {"error", e.error}};
}

}  // namespace

std::string toJsonLine(const Event& event, const std::string& run) {
  Json json = Json::object();
  if (!run.empty()) json["run"] = run;
  json.update(std::visit([](const auto& one) { return toJson(one); }, event));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lab::app
