#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <QRectF>
#include <QString>

#include "ui/figure/figure_run.h"
#include "ui/figure/figure_spec.h"
#include "ui/plot/heat_map.h"
#include "ui/plot/line.h"
#include "ui/views/view.h"

namespace lab::ui {

class Canvas;

/// One line of a figure as numbers. The points belong to the panel.
struct PlottedLine {
  QString run;
  Line line;
  std::span<const double> x, y;
};

/// The lines over one pair of axes.
struct PlottedPlot {
  QString x, y;  ///< what is on the axes, with the unit of the numbers
  bool logarithmic = false;
  std::optional<Range> fixedY{};   ///< the y axis always shows this
  std::vector<PlottedLine> lines;  ///< those shown; the first on top
};

/// One picture of a figure: a view of one run, or of several in one plot. Lives in widgets that are never
/// shown.
class Panel {
 public:
  Panel(std::string view, QString heading, QString run, std::vector<std::unique_ptr<QWidget>> widgets,
        ViewParts parts);

  /// Whose line that is, where one plot shows several runs: [plot][line].
  void setRuns(std::vector<std::vector<QString>> runs) { runs_ = std::move(runs); }

  [[nodiscard]] QString message() const;  ///< why there is nothing to draw; empty when there is
  [[nodiscard]] const std::string& view() const { return view_; }
  [[nodiscard]] const QString& heading() const { return heading_; }
  [[nodiscard]] const QString& run() const { return run_; }  ///< empty when there are several
  [[nodiscard]] double aspect() const;                       ///< height that suits it, per width

  void draw(Canvas& canvas, const QRectF& area, const Theme& theme, const DrawOptions& options) const;

  [[nodiscard]] std::vector<PlottedPlot> plots() const;  ///< empty for a map or a diagram
  [[nodiscard]] const HeatMapData* map() const;          ///< nullptr without one

 private:
  [[nodiscard]] std::vector<std::size_t> shownPlots() const;
  void drawPlots(Canvas& canvas, const QRectF& area, const DrawOptions& options) const;
  void drawNoted(Canvas& canvas, QRectF area, const Theme& theme) const;

  std::string view_;
  QString heading_, run_;
  std::vector<std::unique_ptr<QWidget>> widgets_;
  ViewParts parts_;
  std::vector<std::vector<QString>> runs_;
};

/// Whether a view has nothing to draw.
[[nodiscard]] bool isEmpty(const ViewParts& parts);

/// Everything the figure shows, in reading order: views with lines once for all runs, maps once for each run.
/// Throws Error when there is nothing to draw or runs cannot share a plot.
[[nodiscard]] std::vector<Panel> makePanels(const std::vector<FigureRun>& runs, const FigureSpec& spec,
                                            const Theme& theme);

}  // namespace lab::ui
