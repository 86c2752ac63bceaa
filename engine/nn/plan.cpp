#include "engine/nn/plan.h"

#include <cmath>
#include <functional>
#include <numeric>

namespace lab {

Filler gaussian(double deviation) { return {Filler::Kind::Gaussian, deviation}; }
Filler xavier(std::int64_t fanIn) {
  return {Filler::Kind::Uniform, std::sqrt(3.0 / static_cast<double>(fanIn))};
}
Filler he(std::int64_t fanIn) { return gaussian(std::sqrt(2.0 / static_cast<double>(fanIn))); }
Filler torchDefault(std::int64_t fanIn) {
  return {Filler::Kind::Uniform, 1 / std::sqrt(static_cast<double>(fanIn))};
}

std::int64_t ParameterInfo::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>{});
}

std::int64_t Plan::parameterCount() const {
  return std::accumulate(parameters.begin(), parameters.end(), std::int64_t{0},
                         [](std::int64_t sum, const ParameterInfo& info) { return sum + info.size(); });
}

Renormalization::Limits Renormalization::at(std::int64_t iteration, std::int64_t iterations) const {
  const auto place = [&](double step) { return step <= 1 ? step * static_cast<double>(iterations) : step; };
  const double start = place(stepToInit);
  const double beyond = static_cast<double>(iteration) - start;
  if (beyond < 0) return {};
  const auto risen = [&](double step) {
    const double length = place(step) - start;
    return length > beyond ? beyond / length : 1.0;
  };
  return {.r = 1 + (rMax - 1) * risen(stepToRMax), .d = dMax * risen(stepToDMax)};
}

std::vector<Segment> segments(const Plan& plan) {
  std::vector<Segment> merged;
  std::int64_t begin = 0;
  for (const auto& info : plan.parameters) {
    const std::int64_t end = begin + info.size();
    const bool same = !merged.empty() && merged.back().rateFactor == info.rateFactor &&
                      merged.back().decayFactor == info.decayFactor;
    if (same) {
      merged.back().end = end;
    } else {
      merged.push_back({begin, end, info.rateFactor, info.decayFactor});
    }
    begin = end;
  }
  return merged;
}

}  // namespace lab
