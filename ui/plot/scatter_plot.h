#pragma once

#include <cstddef>
#include <vector>

#include <QWidget>

#include "ui/plot/axis_format.h"
#include "ui/plot/line.h"

class QCPGraph;
class QCustomPlot;

namespace lab::ui {

/// One thing with two numbers.
struct ScatterPoint {
  double x = 0;  ///< above 0
  double y = 0;
  Line look{};  ///< name, colour and marker
};

/// Points over a logarithmic x axis, and a line through those that nothing beats. Points that are not finite
/// or not above 0 in x are left out. Arrow keys move from point to point.
class ScatterPlot final : public QWidget {
  Q_OBJECT

 public:
  explicit ScatterPlot(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setAxes(const AxisText& x, const AxisText& y);
  void setPoints(std::vector<ScatterPoint> points,
                 std::vector<std::size_t> front);  ///< indices, from left to right
  void setMessage(const QString& text);            ///< while there is no point

  [[nodiscard]] std::size_t pointCount() const { return graphs_.size(); }  ///< that are drawn
  [[nodiscard]] const std::vector<std::size_t>& front() const { return front_; }
  [[nodiscard]] QString tip(std::size_t point) const;  ///< "gaia: 84.2 % with 12.4 MB"
  [[nodiscard]] Range xRange() const;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void draw();
  void fit();
  [[nodiscard]] bool drawable(const ScatterPoint& point) const;
  [[nodiscard]] int nearest(const QPointF& place) const;  // -1 when none is near
  void showTip(int point);

  QCustomPlot* plot_;  // owned by Qt
  QCPGraph* line_;     // through the front
  std::vector<QCPGraph*> graphs_;
  std::vector<ScatterPoint> points_;
  std::vector<std::size_t> front_;
  AxisText xText_, yText_;
  QString message_;
  Theme theme_;
  int selected_ = -1;
};

}  // namespace lab::ui
