#include "engine/core/param_json.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace lab {
namespace {

using Json = nlohmann::ordered_json;

bool isTable(const Json& value) {
  const auto isNumber = [](const Json& cell) { return cell.is_number(); };
  const auto isRow = [&](const Json& row) { return row.is_array() && std::ranges::all_of(row, isNumber); };
  return value.is_array() && std::ranges::all_of(value, isRow);
}

Json wordOrNumber(const ParamInfo& info, double value) {
  if (info.kind == ParamKind::Boolean && (value == 0 || value == 1)) return value == 1;
  for (const auto& named : info.names) {
    if (named.value == value) return std::string{named.name};
  }
  return numberJson(value);
}

Json tableJson(const ParamTable& table) {
  Json rows = Json::array();
  for (const auto& row : table) {
    Json cells = Json::array();
    for (const double cell : row) cells.push_back(numberJson(cell));
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace

Json numberJson(double value) {
  if (value == std::floor(value) && std::abs(value) <= kLargestExact) return static_cast<std::int64_t>(value);
  return value;
}

std::optional<double> paramValue(const ParamInfo& info, const Json& value) {
  if (value.is_string()) {
    const auto named = std::ranges::find(info.names, value.get<std::string>(), &NamedValue::name);
    if (named != info.names.end()) return named->value;
  }
  if (info.kind == ParamKind::Boolean && value.is_boolean()) return value.get<bool>() ? 1 : 0;
  if (info.kind != ParamKind::Number && info.kind != ParamKind::Integer) return std::nullopt;
  if (!value.is_number()) return std::nullopt;
  const auto number = value.get<double>();
  if (info.kind == ParamKind::Number) return number;
  const bool whole = number == std::floor(number) && std::abs(number) <= kLargestExact;
  return whole ? std::optional{number} : std::nullopt;
}

bool takeParam(const ParamInfo& info, const Json& value, Choice& choice) {
  const std::string key{info.key};
  if (info.kind == ParamKind::Text) {
    if (value.is_string()) choice.texts[key] = value.get<std::string>();
    return value.is_string();
  }
  if (info.kind == ParamKind::Table) {
    if (isTable(value)) choice.tables[key] = value.get<ParamTable>();
    return isTable(value);
  }
  const auto number = paramValue(info, value);
  if (number) choice.params[key] = *number;
  return number.has_value();
}

Json paramJson(const ParamInfo& info, const Choice& choice) {
  if (info.kind == ParamKind::Text) return value(choice.texts, info.key);
  if (info.kind == ParamKind::Table) return tableJson(value(choice.tables, info.key));
  const auto found = choice.params.find(info.key);
  return wordOrNumber(info, found == choice.params.end() ? info.fallback : found->second);
}

}  // namespace lab
