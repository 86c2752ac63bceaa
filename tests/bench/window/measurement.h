#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lab::bench {

/// One line of the table: what is measured, what it has to stay below, and what came out.
struct Measurement {
  std::string item;
  std::string unit;
  std::optional<double> limit{};  ///< nothing: the number is for information
  std::optional<double> value{};  ///< nothing: it could not be measured, and says nothing about the limit
  std::string detail{};           ///< how often, of what, how far apart
};

/// The share `part` (0 to 1) of the values lies at or below it; NaN without values.
[[nodiscard]] double quantile(std::vector<double> values, double part);

/// "5 times, 310 to 420 ms"
[[nodiscard]] std::string spread(const std::vector<double>& values, const std::string& unit);

/// The median of the values, with their spread as the detail; without a value when there are none.
[[nodiscard]] Measurement median(Measurement measurement, const std::vector<double>& values);

void printHead();
void print(const Measurement& measurement);
/// True when everything that has a limit was measured and lies below it.
[[nodiscard]] bool holds(const std::vector<Measurement>& measurements);

}  // namespace lab::bench
