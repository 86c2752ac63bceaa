#pragma once

#include <optional>

#include <QObject>
#include <QRectF>

#include "ui/plot/overlay_table.h"

class QCustomPlot;
class QMouseEvent;

namespace lab::ui {

/// A horizontal line the user drags, and a table of what it took to get there. It lies on a buffered layer:
/// moving it redraws nothing else.
class TargetLine final : public QObject {
  Q_OBJECT

 public:
  /// The drawn part is owned by the plot, which must outlive this.
  TargetLine(QCustomPlot& plot, const char* layer, QObject* parent);

  void setTheme(const Theme& theme);
  void show(std::optional<double> y, const QString& label);  ///< nothing: hides it
  void setTable(OverlayTable table);                         ///< left out where it would hide the plot
  void setFloor(int pixels);  ///< what covers the bottom of the plot, so that the table stays above it
  void replot();              ///< of the layer only
  [[nodiscard]] const OverlayTable& table() const;
  [[nodiscard]] QRectF label() const;  ///< where it stands, in pixels of the plot; empty when it is not seen

 Q_SIGNALS:
  void dragged(double y);  ///< where the pointer is

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  class Item;

  [[nodiscard]] bool isAt(const QMouseEvent& event) const;
  void point(const QMouseEvent& event);

  QCustomPlot& plot_;
  Item* item_;
  bool dragging_ = false, pointed_ = false;
};

}  // namespace lab::ui
