#pragma once

#include <QWidget>

namespace lab::ui::test {

/// What the mouse meets in a plot; nullptr when `plot` is none.
[[nodiscard]] inline QWidget* canvasOf(const QWidget& plot) {
  for (auto* child : plot.findChildren<QWidget*>()) {
    if (child->inherits("QCustomPlot")) return child;
  }
  return nullptr;
}

}  // namespace lab::ui::test
