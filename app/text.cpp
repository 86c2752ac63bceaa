#include "app/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace lab::app {
namespace {

constexpr double kStep = 1000;
constexpr std::array<std::string_view, 5> kUnits{"B", "kB", "MB", "GB", "TB"};

std::string twoDigits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::ptrdiff_t length(const std::string& text) {
  // Continuation bytes of UTF-8 take no place of their own.
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

}  // namespace

std::string fixed(double value, int digits) {
  if (std::isnan(value)) return "n/a";
  std::array<char, 64> text{};
  const int written = std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return {text.data(), static_cast<std::size_t>(std::clamp(written, 0, static_cast<int>(text.size()) - 1))};
}

std::string percent(double fraction) {
  return std::isnan(fraction) ? "n/a" : fixed(100 * fraction, 1) + " %";
}

std::string grouped(std::int64_t count) {
  std::string text = std::to_string(count);
  const std::ptrdiff_t first = count < 0 ? 1 : 0;
  for (auto place = std::ssize(text) - 3; place > first; place -= 3)
    text.insert(static_cast<std::size_t>(place), ",");
  return text;
}

std::string size(std::int64_t bytes) {
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= kStep && unit + 1 < kUnits.size()) {
    value /= kStep;
    ++unit;
  }
  return fixed(value, unit == 0 ? 0 : 1) + " " + std::string{kUnits.at(unit)};
}

std::string duration(double seconds) {
  if (!(seconds >= 60)) return fixed(seconds, 1) + " s";
  const auto whole = static_cast<std::int64_t>(std::lround(seconds));
  const auto minutes = whole / 60;
  if (minutes < 60) return std::to_string(minutes) + ":" + twoDigits(whole % 60) + " min";
  return std::to_string(minutes / 60) + ":" + twoDigits(minutes % 60) + ":" + twoDigits(whole % 60) + " h";
}

std::string padded(const std::string& text, int width) {
  const auto missing = std::max<std::ptrdiff_t>(0, std::abs(width) - length(text));
  const std::string blanks(static_cast<std::size_t>(missing), ' ');
  return width < 0 ? blanks + text : text + blanks;
}

}  // namespace lab::app
