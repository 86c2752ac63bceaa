#include "ui/forms/sweep_plan.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/json_text.h"
#include "engine/core/spec_json.h"
#include "engine/sweep.h"
#include "ui/forms/text.h"
#include "ui/forms/value_list.h"

namespace lab::ui {
namespace {

using Json = nlohmann::ordered_json;

// Names may stand for numbers outside of the range, which are only taken as names.
Json jsonValue(double value, const ParamInfo& info) {
  const auto named = std::ranges::find(info.names, value, &NamedValue::value);
  if (named != info.names.end()) return std::string{named->name};
  if (info.kind == ParamKind::Integer) return static_cast<std::int64_t>(value);
  return value;
}

Json axisOf(const SweptSetting& setting) {
  Json axis = Json::array();
  for (const double value : setting.values) {
    const QString label = toQString(setting.info.title) + ' ' + shownValue(value, setting.info);
    axis.push_back({{"label", label.toStdString()}, {"set", {{setting.key, jsonValue(value, setting.info)}}}});
  }
  return axis;
}

}  // namespace

std::string sweepTag(const std::vector<SweptSetting>& settings) {
  std::string tag = "sweep";
  for (const auto& setting : settings) tag += '-' + setting.key.substr(setting.key.rfind('.') + 1);
  return tag;
}

std::string sweepJson(const ExperimentSpec& base, const std::vector<SweptSetting>& settings, std::int64_t seeds) {
  ExperimentSpec tagged = base;
  tagged.tags.push_back(sweepTag(settings));
  std::string title = "Sweep of ";
  Json axes = Json::object();
  for (const auto& setting : settings) {
    title += (axes.empty() ? "" : " and ") + std::string{setting.info.title};
    axes[setting.key] = axisOf(setting);
  }
  Json list = Json::array();
  for (std::int64_t i = 0; i < seeds; ++i) list.push_back(base.seed + i);
  return Json{{"name", sweepTag(settings)},
              {"title", title},
              {"why", base.notes.empty() ? title : base.notes},
              {"base", Json::parse(toJson(tagged, catalogue::vocabulary()))},
              {"axes", axes},
              {"seeds", list}}
             .dump(2) +
         '\n';
}

PlannedRuns plannedRuns(const std::string& json, const std::string& origin) {
  PlannedRuns planned;
  try {
    const Sweep sweep = expand(sweepFileFromJson(json, origin), "full", origin);
    requireValid(sweep);
    planned.title = toQString(sweep.title);
    for (const auto& run : sweep.runs) planned.specs.push_back(run.spec);
  } catch (const Error& error) {
    planned = {.problem = toQString(error.what())};
  }
  return planned;
}

bool isSweep(const std::string& json) {
  const Json parsed = Json::parse(json, nullptr, false);
  return parsed.is_object() && (parsed.contains("axes") || parsed.contains("runs") || parsed.contains("base"));
}

}  // namespace lab::ui
