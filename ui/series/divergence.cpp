#include "ui/series/divergence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kPercent = 100;

}  // namespace

double median(std::span<const float> values) {
  std::vector<double> finite;
  for (const float value : values) {
    if (std::isfinite(value)) finite.push_back(static_cast<double>(value));
  }
  if (finite.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() / 2);
  std::ranges::nth_element(finite, middle);
  if (finite.size() % 2 == 1) return *middle;
  return (*std::max_element(finite.begin(), middle) + *middle) / 2;
}

void DivergenceSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    plan_ = planOf(*started);
    layers_ = started->normLayers;
    medians_.resize(layers_.size());
    weights_ = PartitionLines{started->partitions};
    updates_ = PartitionLines{started->partitions};
  } else if (const auto* point = std::get_if<DivergencePoint>(&event)) {
    append(*point);
  }
  clock_.add(event);
}

void DivergenceSeries::append(const DivergencePoint& point) {
  moments_.add(point.iteration);
  if (moments_.size() == iterations_.size()) return;  // repeated after a resume
  if (iterations_.empty()) {                          // a stream that was joined late names neither
    if (weights_.count() == 0) weights_ = PartitionLines{static_cast<int>(point.weights.size())};
    if (updates_.count() == 0) updates_ = PartitionLines{weights_.count()};
    for (std::size_t i = layers_.size(); i < point.norm.size(); ++i) {
      layers_.push_back({"norm" + std::to_string(i + 1), static_cast<std::int64_t>(point.norm[i].size())});
    }
    medians_.resize(layers_.size());
  }
  iterations_.push_back(point.iteration);
  hasWeights_ |= !point.weights.empty();
  weights_.append(point.weights, kPercent);
  hasUpdates_ |= std::isfinite(updates_.append(point.updates, kPercent).mean);
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    const double middle = layer < point.norm.size() ? median(point.norm[layer]) : median({});
    hasNorm_ |= std::isfinite(middle);
    medians_[layer].push_back(kPercent * middle);
  }
  channels_.push_back(point.norm);
}

std::span<const double> DivergenceSeries::layer(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= medians_.size()) return {};
  return medians_[static_cast<std::size_t>(index)];
}

int DivergenceSeries::undefinedChannels(int layer, std::size_t point) const {
  return static_cast<int>(
      std::ranges::count_if(channels(layer, point), [](float value) { return !std::isfinite(value); }));
}

std::optional<std::size_t> DivergenceSeries::pointAt(std::int64_t iteration) const {
  const auto after = std::ranges::upper_bound(iterations_, iteration);
  if (after == iterations_.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - iterations_.begin()) - 1;
}

std::vector<std::size_t> DivergenceSeries::columns(std::size_t most) const {
  std::vector<std::size_t> chosen;
  if (points() == 0 || most == 0) return chosen;
  const std::size_t group = (points() + most - 1) / most;
  for (std::size_t point = (points() - 1) % group; point < points(); point += group) chosen.push_back(point);
  return chosen;
}

std::span<const float> DivergenceSeries::channels(int layer, std::size_t point) const {
  if (layer < 0 || point >= channels_.size()) return {};
  const auto& layers = channels_[point];
  if (static_cast<std::size_t>(layer) >= layers.size()) return {};
  return layers[static_cast<std::size_t>(layer)];
}

}  // namespace lab::ui
