#pragma once

#include <numeric>
#include <vector>

#include <QAbstractButton>
#include <QImage>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

#include "tests/ui/views/canvas_of.h"
#include "ui/plot/line_plot.h"

namespace lab::ui {

/// A plot of two lines on the screen, and the hands of its user.
class LinePlotTest : public testing::Test {
 protected:
  LinePlotTest() {
    plot.setAxes({.title = "Iteration", .quantity = Quantity::Whole}, {.title = "Loss", .unit = "nats"});
    plot.setLines({{.name = "a"}, {.name = "b", .style = {.colour = Qt::red, .dash = Qt::DashLine}}});
    plot.resize(500, 300);
    plot.show();
  }

  void give(int line, const std::vector<double>& x, const std::vector<double>& y) {
    plot.extend(line, x, y);
    plot.refresh();
  }

  void giveRamp(std::size_t points) {
    std::vector<double> x(points);
    std::iota(x.begin(), x.end(), 0.0);
    give(0, x, x);
  }

  QWidget* canvas() { return test::canvasOf(plot); }

  void turnWheel(Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    const QPointF centre{250, 150};
    QWheelEvent event{centre, centre, {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false};
    QCoreApplication::sendEvent(canvas(), &event);
  }

  void drag(Qt::MouseButton button, Qt::KeyboardModifiers held, const QPoint& from, const QPoint& to) {
    QTest::mousePress(canvas(), button, held, from);
    QMouseEvent move{QEvent::MouseMove, QPointF{to}, QPointF{to}, Qt::NoButton, button, held};
    QCoreApplication::sendEvent(canvas(), &move);
    QTest::mouseRelease(canvas(), button, held, to);
  }

  int pixelOf(double y) { return canvas()->mapFrom(&plot, plot.placeOf({0, y})).y(); }

  QImage picture() {
    QCoreApplication::processEvents();  // replots are queued
    return canvas()->grab().toImage();
  }

  QAbstractButton* legendEntry(const QString& name) {
    for (auto* button : plot.findChildren<QAbstractButton*>()) {
      if (button->text() == name) return button;
    }
    return nullptr;
  }

  QAbstractButton* chip() {
    for (auto* button : plot.findChildren<QAbstractButton*>()) {
      if (button->property("chip").toBool()) return button;
    }
    return nullptr;
  }

  LinePlot plot;
};

}  // namespace lab::ui
