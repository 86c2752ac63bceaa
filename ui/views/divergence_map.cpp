#include "ui/views/divergence_map.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/plot/format.h"

namespace lab::ui {
namespace {

constexpr std::size_t kMostColumns = 160;  // narrower ones could not be told apart

// In percent. In the paper partitions with the same labels differ by a few percent, without a label in common
// by up to about 60 (section on BatchNorm); means of opposite sign differ by more than 200.
constexpr Range kLinear{0, 100};
constexpr Range kLogarithmic{1, 1000};

QString text(const char* source) {
  return QCoreApplication::translate("DivergenceView", source);
}

QString tipOf(const DivergenceSeries& series, int layer, std::size_t point) {
  const auto& about = series.layers()[static_cast<std::size_t>(layer)];
  const int leftOut = series.undefinedChannels(layer, point);
  QString tip = text("%1, iteration %2: %3 (median of %4 channels)")
                    .arg(QString::fromStdString(about.name), formattedCount(series.iteration(point)),
                         formatted(series.layer(layer)[point], Quantity::Percent),
                         formattedCount(about.channels - leftOut));
  if (leftOut > 0)
    tip += QLatin1Char('\n') + text("%1 left out: their mean is 0").arg(formattedCount(leftOut));
  return tip;
}

}  // namespace

DivergenceMap::DivergenceMap(HeatMap& map) : map_(map) {
  map_.setAccessibleName(text("Divergence by layer and iteration"));
}

QString DivergenceMap::nameOf(DivergenceSeries& series, std::size_t point) const {
  const auto x = series.x(axis_);
  return point < x.size() ? formatted(x[point], axisText(axis_).quantity) : QStringLiteral("–");
}

void DivergenceMap::show(DivergenceSeries& series, std::optional<std::int64_t> time) {
  points_ = series.columns(kMostColumns);
  HeatMapData heat;
  const int layers = static_cast<int>(series.layers().size());
  for (const std::size_t point : points_) heat.columns.append(nameOf(series, point));
  for (int layer = 0; layer < layers; ++layer) {
    const auto& about = series.layers()[static_cast<std::size_t>(layer)];
    heat.rows.append(
        QStringLiteral("%1 · %2").arg(QString::fromStdString(about.name), formattedCount(about.channels)));
    for (const std::size_t point : points_) heat.values.push_back(series.layer(layer)[point]);
  }
  if (time) {
    const auto later =
        std::ranges::find_if(points_, [&](std::size_t point) { return series.iteration(point) > *time; });
    heat.laterColumns = static_cast<int>(later - points_.begin());
  }
  heat.rowTitle = text("Layer · channels");
  heat.columnTitle = interpolatedAxisText(axis_).title;
  heat.valueTitle = text("Means differ [%]");
  heat.logarithmic = logarithmic_;
  heat.range = logarithmic_ ? kLogarithmic : kLinear;
  heat.tip = [&series, points = points_](int layer, int column) {
    return tipOf(series, layer, points.at(static_cast<std::size_t>(column)));
  };
  map_.setData(std::move(heat));
}

void DivergenceMap::choose(int layer, std::optional<std::size_t> point) {
  if (!point || points_.empty()) return map_.setChosen({});
  const auto column = std::ranges::lower_bound(points_, *point);
  const auto last = static_cast<int>(points_.size()) - 1;
  map_.setChosen({layer, std::min(static_cast<int>(column - points_.begin()), last)});
}

}  // namespace lab::ui
