#include "ui/plot/strips.h"

#include <algorithm>
#include <numeric>

namespace lab::ui {

Strips::Strips(const std::vector<int>& shares, QWidget* parent)
    : QWidget(parent), shares_(shares), captions_(shares.size()) {
  for (std::size_t i = 0; i < shares.size(); ++i) connectPlot(plots_.emplace_back(new LinePlot{this}));
  setFocusProxy(plots_.front());
  nameLowest();
}

void Strips::connectPlot(LinePlot* plot) {
  const auto others = [this, plot](const auto& act) {
    for (auto* other : plots_) {
      if (other != plot) act(*other);
    }
  };
  connect(plot, &LinePlot::followChanged, this, [this, others](bool follows) {
    bool differs = false;
    others([&](const LinePlot& other) { differs |= other.follows() != follows; });
    others([&](LinePlot& other) { other.setFollow(follows); });
    if (!differs) Q_EMIT followChanged(follows);  // the last one to change speaks for all
  });
  connect(plot, &LinePlot::xMoved, this, [this, others](const Range& range) {
    others([&](LinePlot& other) { other.showX(range); });
    Q_EMIT xMoved(range);
  });
  connect(plot, &LinePlot::cursorsMoved, this,
          [plot, others] { others([plot](LinePlot& other) { other.showCursors(plot->cursors()); }); });
  connect(plot, &LinePlot::crosshairMoved, this, [this, plot, others](std::optional<double> x) {
    if (x) active_ = plot;
    others([&](LinePlot& other) { other.pointAt(x); });
    Q_EMIT crosshairMoved(x);
  });
}

void Strips::nameLowest() {
  const auto lowest =
      std::find_if(plots_.rbegin(), plots_.rend(), [](const LinePlot* plot) { return !plot->isHidden(); });
  for (std::size_t i = 0; i < plots_.size(); ++i) {
    plots_[i]->setStrip(lowest != plots_.rend() && plots_[i] != *lowest, captions_[i]);
  }
  arrange();
}

/// Shares are those of the axes: the lowest plot gets the height of the names of the x axis besides.
void Strips::arrange() {
  int shares = 0;
  LinePlot* lowest = nullptr;
  for (std::size_t i = 0; i < plots_.size(); ++i) {
    if (plots_[i]->isHidden()) continue;
    shares += shares_[i];
    lowest = plots_[i];
  }
  if (lowest == nullptr || height() < lowest->axisHeight()) return;  // not laid out yet
  const int names = lowest->axisHeight();
  const int rest = std::max(height() - names, 0);
  int top = 0, given = 0;
  for (std::size_t i = 0; i < plots_.size(); ++i) {
    if (plots_[i]->isHidden()) continue;
    given += shares_[i];
    const int bottom = rest * given / shares + (plots_[i] == lowest ? names : 0);
    plots_[i]->setGeometry(0, top, width(), bottom - top);
    top = bottom;
  }
}

void Strips::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

QSize Strips::minimumSizeHint() const {
  return {plots_.front()->minimumSizeHint().width(), 5 * plots_.front()->axisHeight() / 2};
}

void Strips::setTheme(const Theme& theme) {
  for (auto* plot : plots_) plot->setTheme(theme);
  arrange();
}

void Strips::setAxes(const AxisText& x, const std::vector<AxisText>& y) {
  for (std::size_t i = 0; i < std::min(plots_.size(), y.size()); ++i) {
    plots_[i]->setAxes(x, y[i]);
    captions_[i] = y[i].title;
  }
  nameLowest();
}

void Strips::setShown(int index, bool shown) {
  LinePlot& plot = at(index);
  if (plot.isHidden() == !shown) return;
  plot.setVisible(shown);
  nameLowest();
}

void Strips::clearPoints() {
  for (auto* plot : plots_) plot->clearPoints();
}

void Strips::setEnd(double planned, bool ended) {
  for (auto* plot : plots_) plot->setEnd(planned, ended);
}

void Strips::refresh() {
  double newest = 0;
  for (const auto* plot : plots_) newest = std::max(newest, plot->newestX());
  for (auto* plot : plots_) {
    plot->setReach(newest);
    plot->refresh();
  }
}

void Strips::setFollow(bool follow) {
  for (auto* plot : plots_) plot->setFollow(follow);
}

void Strips::showX(const Range& range) {
  for (auto* plot : plots_) plot->showX(range);
}

LinePlot& Strips::active() {
  const auto usable = [](const LinePlot* plot) { return !plot->isHidden(); };
  const auto focused = std::ranges::find_if(
      plots_, [](const LinePlot* plot) { return !plot->isHidden() && plot->hasFocus(); });
  if (focused != plots_.end()) return **focused;
  if (active_ != nullptr && usable(active_)) return *active_;
  const auto highest = std::ranges::find_if(plots_, usable);
  return highest == plots_.end() ? *plots_.front() : **highest;
}

QString Strips::valuesText() const {
  QStringList tables;
  for (std::size_t i = 0; i < plots_.size(); ++i) {
    if (!plots_[i]->isHidden()) tables.append(captions_[i] + QLatin1Char('\n') + plots_[i]->valuesText());
  }
  return tables.join(QLatin1Char('\n'));
}

void Strips::setTime(std::optional<double> x) {
  for (auto* plot : plots_) plot->setTime(x);
}

bool Strips::hasPoints() const {
  return std::ranges::any_of(plots_, [](const LinePlot* plot) {
    for (int line = 0; line < plot->lineCount(); ++line) {
      if (plot->pointCount(line) > 0) return true;
    }
    return false;
  });
}

double Strips::drawMilliseconds() const {
  return std::accumulate(plots_.begin(), plots_.end(), 0.0,
                         [](double sum, const LinePlot* plot) { return sum + plot->drawMilliseconds(); });
}

}  // namespace lab::ui
