#pragma once

#include <QString>

#include "ui/plot/line_plot.h"
#include "ui/series/run_state.h"
#include "ui/series/x_axis.h"
#include "ui/views/tile_header.h"
#include "ui/views/view.h"

class QVBoxLayout;

namespace lab::ui {

/// What a plot says while it has nothing to draw.
struct TileTexts {
  QString empty, emptyHint;      ///< before any run
  QString waiting, waitingHint;  ///< the run has started, no point yet
};

/// What stands in place of a picture that has no points: title and hint.
struct TileMessage {
  QString title, hint;
};
[[nodiscard]] TileMessage messageOf(const RunState& state, const TileTexts& texts);

/// `values`, then what went wrong, if anything did.
[[nodiscard]] QString sentenceOf(const RunState& state, const QString& values);

/// Where the x axis ends by plan; 0 when nobody knows.
[[nodiscard]] double plannedEnd(const RunState& state, XAxis axis);

/// Frame and margins of every tile; the header stands at its top. The layout belongs to the view.
QVBoxLayout* frameTile(View& view, TileHeader* header);

/// What all views with lines have in common: header, plot, states. Its widgets belong to the view.
class LineTile {
 public:
  LineTile(View& view, const QString& title);

  void addLogSwitch();
  void setTheme(const Theme& theme);
  void clearPoints() { plot_->clearPoints(); }
  void setFollow(bool follow) { plot_->setFollow(follow); }
  void showX(const Range& x) { plot_->showX(x); }
  [[nodiscard]] QString valuesText() const { return plot_->valuesText(); }
  void setTime(std::optional<double> x) { plot_->setTime(x); }
  [[nodiscard]] double drawMilliseconds() const { return plot_->drawMilliseconds(); }
  void restart();  ///< a new run: no points, and the plot follows again

  /// Brings header, empty state, end of the x axis and descriptions up to date and asks for one redraw.
  /// `values` is the sentence about the numbers; what went wrong is added to it.
  void update(const RunState& state, const TileTexts& texts, XAxis axis, const QString& values);

  /// The sentence alone, when no number of the run has changed.
  void describe(const RunState& state, const QString& values);

  [[nodiscard]] ViewParts parts() const { return {.plots = {plot_}, .shares = {1}}; }
  [[nodiscard]] TileHeader& header() { return *header_; }
  [[nodiscard]] LinePlot& plot() { return *plot_; }
  [[nodiscard]] const LinePlot& plot() const { return *plot_; }

 private:
  [[nodiscard]] bool hasPoints() const;
  void showMessage(const RunState& state, const TileTexts& texts);

  View& view_;
  TileHeader* header_;
  LinePlot* plot_;
};

/// Beyond this many partitions their lines share one colour and one legend entry: the mean and the band carry
/// the picture then.
inline constexpr int kMostStyledPartitions = 16;

/// One line per partition.
[[nodiscard]] std::vector<Line> partitionLines(int partitions, const Theme& theme, bool markers);

[[nodiscard]] AxisText axisText(XAxis axis);

/// The same for events that know their iteration only: seconds and bytes are interpolated, and the title says
/// so.
[[nodiscard]] AxisText interpolatedAxisText(XAxis axis);

}  // namespace lab::ui
