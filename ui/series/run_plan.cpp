#include "ui/series/run_plan.h"

#include <string>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/core/json_text.h"
#include "engine/core/spec.h"

namespace lab::ui {
namespace {

using Json = nlohmann::ordered_json;

Json parsed(const std::string& text) {
  try {
    return parseJson(text, "spec");
  } catch (const Error&) {
    return Json::object();
  }
}

template <class T>
T read(const Json& spec, const char* place, const T& fallback) {
  const Json::json_pointer pointer{place};
  if (!spec.is_object() || !spec.contains(pointer)) return fallback;
  const Json& value = spec.at(pointer);
  return value.type() == Json(fallback).type() || (value.is_number() && Json(fallback).is_number())
             ? value.get<T>()
             : fallback;
}

NetworkSpec networkOf(const Json& spec) {
  const NetworkSpec usual;
  return {.profile = read(spec, "/network/profile", usual.profile),
          .bandwidthMbps = read(spec, "/network/bandwidth_mbps", usual.bandwidthMbps),
          .latencyMs = read(spec, "/network/latency_ms", usual.latencyMs)};
}

}  // namespace

RunPlan planOf(const RunStarted& started) {
  const Json spec = parsed(started.specJson);
  const Json environment = parsed(started.environmentJson);
  const ExperimentSpec usual;
  return {
      .scout = !started.knob.parameter.empty(),
      .travelEvery = read(spec, "/skewscout/period", usual.skewscout.period),
      .loss = lossReading(read(spec, "/skewscout/loss", usual.skewscout.loss)),
      .classAccuracy = read(spec, "/evaluation/per_class", usual.evaluation.perClass),
      .normDivergence = read(spec, "/diagnostics/norm_divergence", usual.diagnostics.normDivergence),
      .weightDivergence = read(spec, "/diagnostics/weight_divergence", usual.diagnostics.weightDivergence),
      .divergenceEvery = read(spec, "/diagnostics/every", usual.diagnostics.every),
      .wholeModels = spec.is_object() && spec.contains(Json::json_pointer{"/algorithm/local_iterations"}),
      .threads = read(environment, "/threads", 1),
      .network = networkOf(spec),
  };
}

}  // namespace lab::ui
