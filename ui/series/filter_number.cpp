#include "ui/series/filter_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace lab::ui {
namespace {

struct Unit {
  std::string_view name;
  double size;
};

constexpr std::array kByteUnits{Unit{"", 1},     Unit{"b", 1},    Unit{"kb", 1e3},
                                Unit{"mb", 1e6}, Unit{"gb", 1e9}, Unit{"tb", 1e12}};
constexpr std::array kSpanUnits{Unit{"", 1}, Unit{"s", 1}, Unit{"min", 60}, Unit{"h", 3600}};
constexpr std::array kFactorUnits{Unit{"", 1}, Unit{"x", 1}, Unit{"\u00d7", 1}};
constexpr std::array kCountUnits{Unit{"", 1}};
constexpr std::array kShareUnits{Unit{"", 1}, Unit{"%", 0.01}};

std::span<const Unit> unitsOf(RunKeyKind kind) {
  switch (kind) {
    case RunKeyKind::Bytes:
      return kByteUnits;
    case RunKeyKind::Span:
      return kSpanUnits;
    case RunKeyKind::Factor:
      return kFactorUnits;
    case RunKeyKind::Share:
      return kShareUnits;
    case RunKeyKind::Count:
      return kCountUnits;
    case RunKeyKind::Text:
    case RunKeyKind::Word:
    case RunKeyKind::Flag:
    case RunKeyKind::Date:
      break;
  }
  return {};
}

// 84.2 -> 0.1: what the last written digit is worth.
double lastDigit(std::string_view number) {
  const auto exponent = number.find('e');
  const auto point = number.substr(0, exponent).find('.');
  double worth = 1;
  if (point != std::string_view::npos) {
    worth = std::pow(10, -static_cast<double>(number.substr(0, exponent).size() - point - 1));
  }
  int power = 0;
  if (exponent != std::string_view::npos) {
    const auto digits = number.substr(exponent + (number[exponent + 1] == '+' ? 2 : 1));
    std::from_chars(digits.data(), digits.data() + digits.size(), power);
  }
  return worth * std::pow(10, power);
}

std::optional<FilterNumber> readMeasure(std::string_view text, RunKeyKind kind) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  const auto length = static_cast<std::size_t>(read.ptr - text.data());
  const auto unitText = text.substr(length);
  for (const auto& unit : unitsOf(kind)) {
    if (unit.name != unitText) continue;
    const bool bare = kind == RunKeyKind::Share && unitText.empty();
    const double size = bare && value > 1 ? 0.01 : unit.size;
    const double half = lastDigit(text.substr(0, length)) * size / 2;
    return FilterNumber{value * size, value * size - half, value * size + half};
  }
  return std::nullopt;
}

// The next `digits` digits of `text`, which they are taken from.
std::optional<int> takeDigits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + digits, number);
  if (read.ec != std::errc{} || read.ptr != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool takeHyphen(std::string_view& text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  return true;
}

FilterNumber period(double low, double high) {
  return {low, low, high};
}

std::optional<FilterNumber> readDate(std::string_view text) {
  const auto year = takeDigits(text, 4);
  if (!year) return std::nullopt;
  if (text.empty()) return period(dateNumber(*year, 0, 0, 0), dateNumber(*year + 1, 0, 0, 0));
  const auto month = takeHyphen(text) ? takeDigits(text, 2) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.empty()) return period(dateNumber(*year, *month, 0, 0), dateNumber(*year, *month + 1, 0, 0));
  const auto day = takeHyphen(text) ? takeDigits(text, 2) : std::nullopt;
  if (!day || *day < 1 || *day > 31 || !text.empty()) return std::nullopt;
  return period(dateNumber(*year, *month, *day, 0), dateNumber(*year, *month, *day + 1, 0));
}

}  // namespace

std::optional<FilterNumber> readFilterNumber(std::string_view text, RunKeyKind kind) {
  return kind == RunKeyKind::Date ? readDate(text) : readMeasure(text, kind);
}

std::string expectedNumber(RunKeyKind kind) {
  switch (kind) {
    case RunKeyKind::Share:
      return "a share such as 0.7 or 70%";
    case RunKeyKind::Bytes:
      return "bytes such as 500kB, 10MB or 2GB";
    case RunKeyKind::Span:
      return "a time such as 30s, 5min or 2h";
    case RunKeyKind::Factor:
      return "a factor such as 10 or 10x";
    case RunKeyKind::Date:
      return "a date such as 2026, 2026-11 or 2026-11-25";
    case RunKeyKind::Count:
    case RunKeyKind::Text:
    case RunKeyKind::Word:
    case RunKeyKind::Flag:
      break;
  }
  return "a number such as 5";
}

}  // namespace lab::ui
