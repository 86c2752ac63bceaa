#include "ui/series/points.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {

double valueAt(std::span<const double> x, std::span<const double> y, double at) {
  const auto found = std::ranges::lower_bound(x, at);
  const auto index = static_cast<std::size_t>(found - x.begin());
  return found == x.end() || *found != at || index >= y.size() ? std::nan("") : y[index];
}

double interpolated(std::span<const double> x, std::span<const double> y, double at) {
  const auto after = std::ranges::lower_bound(x, at);
  if (after == x.end()) return std::nan("");
  const auto right = static_cast<std::size_t>(after - x.begin());
  const double startX = right == 0 ? 0.0 : x[right - 1];
  const double startY = right == 0 ? 0.0 : y[right - 1];
  const double span = x[right] - startX;
  return span > 0 ? std::lerp(startY, y[right], (at - startX) / span) : y[right];
}

std::optional<double> nearestPoint(std::span<const double> x, double at) {
  if (x.empty()) return std::nullopt;
  const auto after = std::ranges::lower_bound(x, at);
  if (after == x.begin()) return *after;
  const double before = *(after - 1);
  return after == x.end() || at - before < *after - at ? before : *after;
}

std::optional<double> nextPoint(std::span<const double> x, double at, int direction) {
  if (direction > 0) {
    const auto after = std::ranges::upper_bound(x, at);
    return after == x.end() ? std::nullopt : std::optional{*after};
  }
  const auto after = std::ranges::lower_bound(x, at);
  return after == x.begin() ? std::nullopt : std::optional{*(after - 1)};
}

}  // namespace lab::ui
