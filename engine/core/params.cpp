#include "engine/core/params.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace lab {
namespace {

// Shortest text that reads back as the same number; whole numbers of everyday size without an exponent.
std::string number(double value) {
  constexpr double kEveryday = 1e9;
  std::array<char, 32> text{};
  const bool plain = value == std::floor(value) && std::abs(value) <= kEveryday;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::general;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format).ptr;
  return {text.data(), end};
}

const NamedValue* nameOf(const ParamInfo& info, double value) {
  const auto found = std::ranges::find(info.names, value, &NamedValue::value);
  return found == info.names.end() ? nullptr : &*found;
}

std::string listOfNames(const ParamInfo& info) {
  std::string text;
  for (const auto& named : info.names) text += (text.empty() ? "\"" : ", \"") + std::string{named.name} + '"';
  return text;
}

bool isLegal(const ParamInfo& info, double value) {
  if (nameOf(info, value) != nullptr) return true;
  if (info.kind == ParamKind::Choice) return false;
  if (!std::isfinite(value) || value < info.low || value > info.high) return false;
  return info.kind == ParamKind::Number || value == std::floor(value);
}

// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> keysOf(std::span<const ParamInfo> known) {
  std::vector<std::string> keys;
  for (const auto& info : known) keys.emplace_back(info.key);
  return keys;
}

std::string unknownKey(std::string_view key, std::span<const ParamInfo> known) {
  const auto keys = keysOf(known);
  const auto near = nearest(key, keys);
  return "is not a known key; " + (near.empty() ? "remove it" : "the nearest is \"" + near + '"');
}

}  // namespace

std::string expectation(const ParamInfo& info) {
  if (info.kind == ParamKind::Boolean) return "true or false";
  if (info.kind == ParamKind::Choice) return "one of " + listOfNames(info);
  if (info.kind == ParamKind::Text) return "a text in quotes";
  if (info.kind == ParamKind::Table) return "a list of rows of numbers such as [[1, 0], [0, 1]]";
  std::string text = info.kind == ParamKind::Integer ? "a whole number" : "a number";
  text += " from " + number(info.low) + " to " + number(info.high);
  if (!info.unit.empty()) text.append(" ").append(info.unit);
  if (!info.names.empty()) text += " or " + listOfNames(info);
  return text;
}

Error asError(std::string_view origin, std::span<const Problem> problems) {
  const auto& first = problems.front();
  std::string doing{origin};
  if (problems.size() == 1) {
    if (doing.empty()) return Error({.kind = ErrorKind::Usage, .doing = first.field, .problem = first.text});
    return Error({.kind = ErrorKind::Usage, .doing = doing, .problem = first.field + ": " + first.text});
  }
  std::string list = std::to_string(problems.size()) + " problems";
  for (const auto& problem : problems) list += "\n  " + problem.field + ": " + problem.text;
  return Error(
      {.kind = ErrorKind::Usage, .doing = doing.empty() ? "the experiment" : doing, .problem = list});
}

std::string problemWith(const ParamInfo& info, double value) {
  if (isLegal(info, value)) return {};
  return toText(info, value) + " is not possible; expected " + expectation(info);
}

std::vector<Problem> check(std::span<const ParamInfo> known, const ParamValues& given,
                           std::string_view prefix) {
  std::vector<Problem> problems;
  for (const auto& [key, value] : given) {
    const std::string field = std::string{prefix} + "." + key;
    const auto info = std::ranges::find(known, key, &ParamInfo::key);
    if (info == known.end()) {
      problems.push_back({field, unknownKey(key, known)});
    } else if (auto text = problemWith(*info, value); !text.empty()) {
      problems.push_back({field, std::move(text)});
    }
  }
  return problems;
}

double value(std::span<const ParamInfo> known, const ParamValues& given, std::string_view key) {
  if (const auto found = given.find(key); found != given.end()) return found->second;
  return std::ranges::find(known, key, &ParamInfo::key)->fallback;
}

std::string value(const ParamTexts& given, std::string_view key) {
  const auto found = given.find(key);
  return found == given.end() ? std::string{} : found->second;
}

ParamTable value(const ParamTables& given, std::string_view key) {
  const auto found = given.find(key);
  return found == given.end() ? ParamTable{} : found->second;
}

std::string toText(const ParamInfo& info, double value) {
  if (const auto* named = nameOf(info, value)) return std::string{named->name};
  if (info.kind == ParamKind::Boolean && (value == 0 || value == 1)) return value == 1 ? "true" : "false";
  return number(value);
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  std::string best;
  std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 2) + 1;
  for (const auto& candidate : known) {
    if (const auto d = distance(word, candidate); d < bestDistance) {
      bestDistance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace lab
