#include "ui/series/run_plan.h"

#include <string>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/core/json_text.h"
#include "engine/core/spec.h"

namespace lab::ui {
namespace {

using Json = nlohmann::ordered_json;

Json specOf(const RunStarted& started) {
  try {
    return parseJson(started.specJson, "spec");
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

}  // namespace

RunPlan planOf(const RunStarted& started) {
  const Json spec = specOf(started);
  const ExperimentSpec usual;
  return {
      .scout = !started.knob.parameter.empty(),
      .travelEvery = read(spec, "/skewscout/period", usual.skewscout.period),
      .againstHost = read(spec, "/skewscout/loss", usual.skewscout.loss) == "host-minus-guest",
      .classAccuracy = read(spec, "/evaluation/per_class", usual.evaluation.perClass),
      .normDivergence = read(spec, "/diagnostics/norm_divergence", usual.diagnostics.normDivergence),
      .weightDivergence = read(spec, "/diagnostics/weight_divergence", usual.diagnostics.weightDivergence),
      .divergenceEvery = read(spec, "/diagnostics/every", usual.diagnostics.every),
  };
}

}  // namespace lab::ui
