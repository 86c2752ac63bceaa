#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "ui/theme/theme.h"

namespace lab::ui {

/// Numbers from 0 up as bars side by side, e.g. one per channel of a layer. Arrow keys move from bar to bar.
class BarChart final : public QWidget {
  Q_OBJECT

 public:
  explicit BarChart(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setAxes(const QString& bars, const QString& unit);  ///< "Channel", "%"
  void setValues(std::vector<double> values);              ///< NaN: not defined, drawn as a cross on the axis

  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] QString tip(int bar) const;  ///< "Channel 3: 12.5 %"; empty outside
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QRectF area() const;  ///< of the bars
  [[nodiscard]] double highest() const;
  void drawBars(QPainter& painter, const QRectF& area, double top) const;

  std::vector<double> values_;
  QString bars_, unit_;
  Theme theme_;
  int selected_ = -1;
};

}  // namespace lab::ui
