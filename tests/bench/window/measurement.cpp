#include "tests/bench/window/measurement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace lab::bench {
namespace {

std::string number(double value) {
  std::array<char, 32> text{};
  const int digits = std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0;
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

std::string withUnit(double value, const std::string& unit) {
  return number(value) + (unit.empty() ? "" : " ") + unit;
}

const char* verdict(const Measurement& measurement) {
  if (!measurement.value) return "NOT MEASURED";
  if (!measurement.limit) return "";
  return *measurement.value < *measurement.limit ? "holds" : "MISSES";
}

}  // namespace

double quantile(std::vector<double> values, double part) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::string spread(const std::vector<double>& values, const std::string& unit) {
  if (values.empty()) return {};
  const auto [least, greatest] = std::ranges::minmax(values);
  return std::to_string(values.size()) + " times, " + number(least) + " to " + withUnit(greatest, unit);
}

Measurement median(Measurement measurement, const std::vector<double>& values) {
  if (values.empty()) return measurement;
  measurement.value = quantile(values, 0.5);
  measurement.detail =
      spread(values, measurement.unit) + (measurement.detail.empty() ? "" : "; " + measurement.detail);
  return measurement;
}

void printHead() {
  std::printf("%-44s %10s %12s  %-12s %s\n", "item", "target", "measured", "", "");
}

void print(const Measurement& one) {
  const std::string limit = one.limit ? "< " + withUnit(*one.limit, one.unit) : "-";
  const std::string value = one.value ? withUnit(*one.value, one.unit) : "-";
  std::printf("%-44s %10s %12s  %-12s %s\n", one.item.c_str(), limit.c_str(), value.c_str(), verdict(one),
              one.detail.c_str());
  std::fflush(stdout);
}

bool holds(const std::vector<Measurement>& measurements) {
  return std::ranges::all_of(measurements, [](const Measurement& one) {
    return !one.limit || (one.value && *one.value < *one.limit);
  });
}

}  // namespace lab::bench
