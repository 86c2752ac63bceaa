#include "ui/plot/follow_range.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab::ui {
namespace {

constexpr double kTolerance = 1e-9;  // so that 0.3 / 0.1 does not round up to the next step

Range decades(const Extent& extent) {
  if (!std::isfinite(extent.lowestPositive) || !(extent.highest > 0)) return {0.1, 10};
  const double lower = std::pow(10.0, std::floor(std::log10(extent.lowestPositive) + kTolerance));
  const double upper = std::pow(10.0, std::ceil(std::log10(extent.highest) - kTolerance));
  return {lower, std::max(upper, 10 * lower)};
}

}  // namespace

double roundUp(double value) {
  static constexpr std::array kSteps{1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0};
  if (!std::isfinite(value) || !(value > 0)) return 0;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  const double mantissa = value / power;
  const auto step = std::ranges::find_if(kSteps, [&](double s) { return mantissa <= s * (1 + kTolerance); });
  return (step == kSteps.end() ? kSteps.back() : *step) * power;
}

Range followX(double newest, double planned, bool ended) {
  const double end = std::isfinite(newest) && newest > 0 ? newest : 0;
  if (ended && end > 0) return {0, end};
  const double grown = roundUp(end * 1.02);
  if (planned > 0) {
    // Without points the whole plan is shown; a run that goes past its plan is not cut off.
    return {0, grown > 0 ? std::max(std::min(grown, planned), end) : planned};
  }
  return {0, grown > 0 ? grown : 1};
}

Range followY(const Extent& extent, bool logarithmic) {
  if (logarithmic) return decades(extent);
  if (!std::isfinite(extent.lowest) || !std::isfinite(extent.highest)) return {0, 1};
  const double upper = roundUp(extent.highest * 1.02);
  const double lower = extent.lowest < 0 ? -roundUp(-extent.lowest) : 0;
  return upper > lower ? Range{lower, upper} : Range{lower, lower + 1};
}

}  // namespace lab::ui
