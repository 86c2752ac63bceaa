#include "ui/views/accuracy_target.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/line_tile.h"

namespace lab::ui {
namespace {

QString text(const char* source) {
  return QCoreApplication::translate("AccuracyTarget", source);
}

QString times(double saving) {
  if (!std::isfinite(saving)) return QStringLiteral("–");
  return QLocale{}.toString(saving, 'f', saving < 99.95 ? 1 : 0) + QStringLiteral("×");
}

// Targets are round: no digits that say nothing.
QString percentText(double percent) {
  return formattedStep(percent, std::abs(percent - std::round(percent)) < 1e-6 ? 1 : 0.1) +
         QStringLiteral(" %");
}

}  // namespace

AccuracyTarget::AccuracyTarget(const AccuracySeries& series, double percent, XAxis axis)
    : percent_(percent), axis_(axis), mean_(series.reach(series.mean(), percent, axis)) {
  for (int k = 0; k < series.partitions(); ++k)
    partitions_.push_back(series.reach(series.partition(k), percent, axis));
}

QString AccuracyTarget::place(const Reach& reach) const {
  return formatted(reach.x, axisText(axis_).quantity);
}

QString AccuracyTarget::moment(const Reach& reach) const {
  if (axis_ == XAxis::Iteration) return text("iteration %1").arg(place(reach));
  return axis_ == XAxis::Epoch ? text("epoch %1").arg(place(reach)) : place(reach);
}

int AccuracyTarget::arrived() const {
  return static_cast<int>(
      std::ranges::count_if(partitions_, [](const auto& each) { return each.has_value(); }));
}

QStringList AccuracyTarget::cells(const std::optional<Reach>& reach) const {
  QStringList all{reach ? place(*reach) : text("not reached")};
  if (showsBytes()) all.append(reach ? formatted(reach->bytes, Quantity::Bytes) : QStringLiteral("–"));
  if (partitions_.size() > 1) all.append(reach ? times(reach->saving) : QStringLiteral("–"));
  return all;
}

OverlayTable AccuracyTarget::table(const std::vector<Line>& lines) const {
  OverlayTable table{.title = text("Cost to reach %1").arg(percentText(percent_)),
                     .heads = {axisText(axis_).title}};
  if (showsBytes()) table.heads.append(text("Sent"));
  if (partitions_.size() > 1) table.heads.append(text("Less than BSP"));
  const std::size_t first = partitions_.size() > 1 ? 1 : 0;
  if (first == 1 && !lines.empty()) table.rows.push_back({lines.front(), cells(mean_)});
  for (std::size_t k = 0; k < partitions_.size() && first + k < lines.size(); ++k)
    table.rows.push_back({lines[first + k], cells(partitions_[k])});
  return table;
}

std::vector<TileValue> AccuracyTarget::values() const {
  const QString target = percentText(percent_);
  std::vector<TileValue> all{
      {.label = text("Mean at %1").arg(target),
       .value = mean_ ? moment(*mean_) : text("not reached"),
       .tip = text("The first evaluation with at least the target's accuracy, on the x "
                   "axis that is shown.")}};
  if (mean_ && showsBytes()) {
    all.push_back({.label = text("Sent"),
                   .value = formatted(mean_->bytes, Quantity::Bytes),
                   .tip = text("By all partitions until the mean reached the target.")});
  }
  if (mean_ && std::isfinite(mean_->saving)) {
    all.push_back({.label = text("Less than BSP"),
                   .value = times(mean_->saving),
                   .tip = text("Bytes BSP would have sent by that iteration (computed), divided by the bytes "
                               "sent.")});
  }
  if (partitions_.size() > 1) {
    all.push_back({.label = text("Partitions there"),
                   .value = text("%1 of %2").arg(arrived()).arg(partitions_.size()),
                   .tip = text("How many partitions have reached the target at some time.")});
  }
  return all;
}

QString AccuracyTarget::sentence() const {
  const QString target = percentText(percent_);
  if (!mean_) return text("The mean has not reached the target of %1.").arg(target);
  QString said = text("The mean reached the target of %1 at %2").arg(target, moment(*mean_));
  if (showsBytes()) said += text(", after %1 sent").arg(formatted(mean_->bytes, Quantity::Bytes));
  if (std::isfinite(mean_->saving))
    said += text(", %1 less than BSP by then (computed)").arg(times(mean_->saving));
  if (partitions_.size() > 1)
    said += text("; %1 of %2 partitions did").arg(arrived()).arg(partitions_.size());
  return said + QLatin1Char('.');
}

}  // namespace lab::ui
