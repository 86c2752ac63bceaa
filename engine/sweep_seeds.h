#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <ranges>
#include <vector>

#include "engine/sweep_report.h"

namespace lab {

/// A number of each of the runs that differ in their seed alone.
using BySeed = std::map<std::int64_t, double>;

/// f(number of `one`, number of `other`) for every seed that both have.
template <class Function>
[[nodiscard]] BySeed combined(const BySeed& one, const BySeed& other, const Function& f) {
  BySeed result;
  for (const auto& [seed, number] : one) {
    if (const auto found = other.find(seed); found != other.end()) result[seed] = f(number, found->second);
  }
  return result;
}

/// Of the mean over the seeds; NaN for fewer than two.
[[nodiscard]] inline double standardError(const BySeed& numbers) {
  const auto values = std::views::values(numbers);
  return spreadOf({values.begin(), values.end()}).deviation / std::sqrt(static_cast<double>(numbers.size()));
}

}  // namespace lab
