#pragma once

#include <functional>

#include <QObject>
#include <QPoint>

#include "ui/plot/follow_range.h"

class QCPAxis;
class QCustomPlot;
class QMouseEvent;
class QWheelEvent;

namespace lab::ui {

/// The mouse on a plot: the wheel zooms at the cursor (x; with Shift y), dragging pans, dragging with the
/// right button or with Shift (track pads have one button) zooms to a box, a double click asks to fit. Axes
/// never leave their limits. Tells user moves from the program's own.
class Navigation final : public QObject {
  Q_OBJECT

 public:
  Navigation(QCustomPlot& plot, QObject* parent);

  /// How far the user can go; where limits are equal to the range there is nothing to pan.
  void setLimits(const Range& x, const Range& y);

  /// Moves the axes on behalf of the program: no signal.
  void show(const Range& x, const Range& y);

  /// Runs `change`, which may move axes as a side effect, without taking that for the user's doing.
  void quietly(const std::function<void()>& change);

  [[nodiscard]] Range x() const;
  [[nodiscard]] Range y() const;

  void zoom(Qt::Orientation orientation, double factor);  ///< around the middle; below 1 is closer
  void pan(Qt::Orientation orientation, double share);    ///< of what is seen; to the right and up

 Q_SIGNALS:
  void leaving(const lab::ui::Range& x, const lab::ui::Range& y);  ///< before the first move of a gesture
  void movedByUser();
  void fitRequested();
  void pointed(double pixel);  ///< x in pixels of the plot
  void left();                 ///< the pointer has gone
  void clicked(const QPoint& position, Qt::MouseButton button);  ///< in the plot, nothing was dragged

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void press(const QMouseEvent& event);
  void release(const QMouseEvent& event);
  void beginGesture();
  [[nodiscard]] QCPAxis& axis(Qt::Orientation orientation) const;
  void wheel(const QWheelEvent& event);
  void rangeChanged();
  void keepInside(QCPAxis& axis, const Range& limits);

  QCustomPlot& plot_;
  Range limitX_{0, 1}, limitY_{0, 1};
  Range seenX_, seenY_;   // when the gesture began
  QPoint pressed_;        // where, in the plot
  bool own_ = false;      // the program is moving the axes
  bool fresh_ = true;     // the gesture has not moved anything yet
  bool turning_ = false;  // all notches of the wheel in a row are one gesture
};

}  // namespace lab::ui
