#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QRectF>

#include "ui/plot/axis_format.h"
#include "ui/plot/overlay_table.h"

class QCustomPlot;

namespace lab::ui {

class Curve;

/// Two vertical lines, A and B, that stay where the user has put them, and a table of what the lines of the
/// plot say there and of the differences. They lie on a buffered layer: moving them redraws no line.
class Cursors {
 public:
  enum Which { A, B };

  /// The drawn part is owned by the plot, which must outlive this.
  Cursors(QCustomPlot& plot, const char* layer);

  void setTheme(const Theme& theme);

  /// Nothing takes the cursor away.
  void set(Which which, std::optional<double> x);
  void clear();
  [[nodiscard]] const std::optional<double>& at(Which which) const { return at_[which]; }
  [[nodiscard]] bool any() const { return at_[A] || at_[B]; }

  /// Looks the values up again, e.g. after lines have been hidden. Seen at the next replot of plot or layer.
  void update(const std::vector<std::unique_ptr<Curve>>& curves, const AxisText& x, const AxisText& y);
  /// `areas` is asked at every drawing for what the table must not hide, in pixels of the plot; it moves to
  /// the other side, or shrinks to its title.
  void keepClearOf(std::function<std::vector<QRectF>()> areas);
  void setQuiet(bool quiet);  ///< no table: another plot with the same cursors has one
  void replot();              ///< of the layer only

  [[nodiscard]] const OverlayTable& table() const;  ///< without a title while no cursor is set

 private:
  class Item;

  Item* item_;
  std::array<std::optional<double>, 2> at_;
};

}  // namespace lab::ui
