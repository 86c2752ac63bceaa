#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QWidget>

#include "ui/plot/line_plot.h"

namespace lab::ui {

/// Plots below each other with one x axis, named by the lowest. Zooming, panning, following and the crosshair
/// of one are those of all.
class Strips final : public QWidget {
  Q_OBJECT

 public:
  /// One plot per share of the height.
  Strips(const std::vector<int>& shares, QWidget* parent);

  [[nodiscard]] int count() const { return static_cast<int>(plots_.size()); }
  [[nodiscard]] LinePlot& at(int index) { return *plots_.at(static_cast<std::size_t>(index)); }
  [[nodiscard]] const LinePlot& at(int index) const { return *plots_.at(static_cast<std::size_t>(index)); }

  [[nodiscard]] const std::vector<int>& shares() const { return shares_; }

  void setTheme(const Theme& theme);
  void setAxes(const AxisText& x, const std::vector<AxisText>& y);  ///< one y per plot
  void setShown(int index, bool shown);
  void clearPoints();
  void setEnd(double planned, bool ended);
  void refresh();  ///< call it once after all points have been given
  void setFollow(bool follow);
  void showX(const Range& range);  ///< as LinePlot's
  void setTime(std::optional<double> x);  ///< of all plots
  [[nodiscard]] bool hasPoints() const;
  [[nodiscard]] LinePlot& active();          ///< the shown one the user was at last, otherwise the highest
  [[nodiscard]] QString valuesText() const;  ///< of all shown plots, one table after the other
  [[nodiscard]] double drawMilliseconds() const;  ///< of all plots

  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void followChanged(bool follows);
  void xMoved(const lab::ui::Range& range);      ///< by the user
  void crosshairMoved(std::optional<double> x);  ///< by the user

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void connectPlot(LinePlot* plot);
  void nameLowest();
  void arrange();

  std::vector<LinePlot*> plots_;  // owned by Qt
  std::vector<int> shares_;
  std::vector<QString> captions_;
  LinePlot* active_ = nullptr;
};

}  // namespace lab::ui
