#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <QWidget>

#include "ui/plot/axis_format.h"
#include "ui/plot/commands.h"
#include "ui/plot/cursors.h"
#include "ui/plot/draw_options.h"
#include "ui/plot/line.h"
#include "ui/plot/overlay_table.h"
#include "ui/plot/smoothing_strength.h"
#include "ui/plot/view_history.h"

class QCPGraph;
class QCustomPlot;
class QPaintDevice;
class QPainter;
class QPushButton;

namespace lab::ui {

class Canvas;
class ChangeMarks;
class Curve;
class Legend;
class Navigation;
class Overlay;
class TimeCursor;
struct Extent;

/// A red cross on a line that ended.
struct PlotMark {
  double x = 0;
  double y = 0;
};

/// Lines over one x axis that grow while a run goes on. New data never moves what the user has zoomed or
/// panned to: the plot then stops following, counts what it is missing and says so on a chip that resumes
/// when clicked.
///
/// Give it data with extend() and setMarks(), then call refresh() once: it draws at most once per turn of the
/// event loop and not at all while hidden. x ascends along every line.
class LinePlot final : public QWidget {
  Q_OBJECT

 public:
  explicit LinePlot(QWidget* parent = nullptr);
  ~LinePlot() override;

  void setTheme(const Theme& theme);
  void setAxes(const AxisText& x, const AxisText& y);  ///< keeps lines and points
  /// The first line lies on top. Forgets all points; what the user has hidden or shown stays so where names
  /// agree.
  void setLines(std::vector<Line> lines);
  void clearPoints();  ///< keeps the lines, e.g. before another x axis is shown

  /// Takes over the points of a line from pointCount() on; earlier ones are not looked at again.
  void extend(int line, std::span<const double> x, std::span<const double> y);
  void setMarks(const std::vector<PlotMark>& marks);
  void setChanges(std::vector<double> x);  ///< where a setting of the run was changed while it went
  [[nodiscard]] const std::vector<double>& changes() const;
  void setEnd(double planned, bool ended);  ///< of x; planned 0 when unknown
  void setMessage(const QString& title,
                  const QString& hint);  ///< for a plot without points; both empty: none
  /// What the plot shows, for those who hear it; what cursors or crosshair read out is added to it.
  void setSummary(const QString& summary);
  void refresh();

  /// For one of several plots with one x axis: `bare` leaves out the names of that axis and the chip,
  /// `caption` stands above the axes, with the names of the lines, while there is no room for the legend.
  void setStrip(bool bare, const QString& caption);
  void setReach(double x);  ///< the followed axis goes at least so far, whatever the newest point
  /// What the followed y axis shows besides its own numbers, so that two plots beside each other have one range.
  void setSharedY(const std::optional<Range>& other);
  [[nodiscard]] Range ownY() const;  ///< what its own numbers ask for
  /// As if the user had moved there, but only the signal of follow is sent. All such moves in a row are one
  /// step of the history.
  void showX(const Range& range);
  void pointAt(std::optional<double> x);  ///< moves the crosshair; emits nothing
  void setTime(std::optional<double> x);  ///< the moment that is looked at; what comes later is dimmed

  void setFollow(bool follow);  ///< true also fits both axes
  [[nodiscard]] bool follows() const { return follow_; }
  void setLogarithmic(bool logarithmic);  ///< of y; a fixed axis stays linear
  [[nodiscard]] bool isLogarithmic() const { return logarithmic_; }
  /// How much of itself an exponential mean keeps with every further point. 0 at first, and then lines cannot
  /// be smoothed: the mean of a running total would be a lie.
  void setSmoothing(double weight);
  void setSmoothingStrength(SmoothingStrength strength);  ///< what is smooth stays so; Medium at first
  void setSmooth(bool smooth);  ///< all lines get a mean, their points stay visible behind it
  [[nodiscard]] bool isSmooth() const { return smooth_; }
  /// From now on T draws a line across the plot that the user drags up and down; it first stands at
  /// `suggested`.
  void setTargetable(double suggested);
  void setTarget(std::optional<double> y);
  [[nodiscard]] const std::optional<double>& target() const { return target_; }
  void setTargetTable(OverlayTable table);  ///< what it took to get there
  [[nodiscard]] const OverlayTable& targetTable() const;

  void setShown(const QString& legendName, bool shown);
  void highlight(const QString& legendName);  ///< its lines stand out, the others step back; empty: none does

  /// Everything the keys can do, for menus.
  [[nodiscard]] CommandState commandState(Command command) const;
  void carryOut(Command command);                 ///< nothing while it is not available
  [[nodiscard]] double drawMilliseconds() const;  ///< running average; 0 while hidden

  /// The points seen now of all lines shown, for a spreadsheet.
  [[nodiscard]] QString valuesText() const;
  [[nodiscard]] QString readings() const;  ///< what crosshair and cursors read out, in words; empty without them

  // What is shown, for tests and tables.
  [[nodiscard]] int lineCount() const;
  [[nodiscard]] const Line& line(int index) const;
  [[nodiscard]] bool isShown(int index) const;
  [[nodiscard]] std::size_t pointCount(int index) const;
  [[nodiscard]] std::size_t longest() const;                        ///< points of the line with most
  [[nodiscard]] std::vector<QPointF> drawnPoints(int index) const;  ///< what the graph holds after a refresh
  [[nodiscard]] std::vector<QPointF> drawnGhost(int index) const;   ///< likewise; empty unless smoothed
  [[nodiscard]] QString yTitle() const;                             ///< as the axis says it now
  [[nodiscard]] const QString& highlighted() const { return highlighted_; }
  [[nodiscard]] const std::vector<PlotMark>& marks() const { return marks_; }
  [[nodiscard]] Range xRange() const;
  [[nodiscard]] Range yRange() const;
  [[nodiscard]] std::optional<double> crosshair() const { return crosshair_; }
  [[nodiscard]] const Cursors& cursors() const;
  void showCursors(const Cursors& same);  ///< those of a plot with the same x axis, which shows the values
  [[nodiscard]] std::optional<double> time() const;                  ///< nothing: the newest
  [[nodiscard]] const QString& message() const { return message_; }  ///< of the empty state; empty: none
  [[nodiscard]] double newestX() const;                              ///< of all lines; 0 while there is none
  [[nodiscard]] QPoint placeOf(const QPointF& point) const;          ///< of x and y, in pixels of this widget
  [[nodiscard]] int axisHeight() const;  ///< px that ticks and title of the x axis take

  [[nodiscard]] std::span<const double> x(int index) const;  ///< all points, the reduced ones included
  [[nodiscard]] std::span<const double> y(int index) const;
  [[nodiscard]] const AxisText& xAxis() const { return xText_; }
  [[nodiscard]] const AxisText& yAxis() const { return yText_; }

  // line_plot_draw.cpp: figures.
  /// Legend and plot in an area of a page, in logical pixels. A plot on the screen stays as it is.
  void draw(Canvas& canvas, const QRectF& area, const DrawOptions& options);
  void paint(QPaintDevice& device, const QSize& size);  ///< the same, alone on any paint device

 Q_SIGNALS:
  void followChanged(bool follows);
  void logarithmicChanged(bool logarithmic);
  void xMoved(const lab::ui::Range& range);      ///< by the user
  void crosshairMoved(std::optional<double> x);  ///< by the user
  void targetMoved(std::optional<double> y);     ///< by the user or the program
  void cursorsMoved();                           ///< by the user
  void clicked(const QPoint& position, Qt::MouseButton button);  ///< in pixels of this widget

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void connectParts();
  void styleCurves();
  [[nodiscard]] QString smoothNote() const;
  [[nodiscard]] double smoothingWeight() const;
  void changeFollow(bool follow);  // leaves the history alone
  [[nodiscard]] SeenRange seenNow() const;
  void travel(const std::optional<SeenRange>& to);
  void feed(int detail = 1);
  QRectF drawLegend(QPainter& painter, QRectF area, LegendPlace place) const;
  void prepare(const QSize& size, int detail);
  void fit();
  void updateChip();
  [[nodiscard]] QString chipText(int missed) const;
  void limitCost();
  void layOutAxes();
  void placeChip();
  void setCrosshair(std::optional<double> x);
  void moveCrosshair(std::optional<double> x);
  void stepCrosshair(int direction);
  void setCursor(Cursors::Which which);
  void showCursorValues();
  void describe();
  void dragTarget(double y);
  void stepTarget(int direction);
  [[nodiscard]] double targetStep() const;
  [[nodiscard]] QString targetText(double y) const;
  [[nodiscard]] std::optional<double> nearestX(double x) const;
  [[nodiscard]] Extent shownExtent() const;
  void showLegend();
  [[nodiscard]] bool hasPointLines() const;

  QCustomPlot* plot_;  // owned by Qt, like those below
  QCPGraph* halos_;    // behind the crosses, so that they stand out among lines
  QCPGraph* crosses_;
  Legend* legend_;
  QPushButton* chip_;
  Navigation* navigation_;
  std::unique_ptr<Overlay> overlay_;
  std::unique_ptr<TimeCursor> time_;
  std::unique_ptr<ChangeMarks> changes_;
  std::vector<std::unique_ptr<Curve>> curves_;
  Theme theme_;
  AxisText xText_, yText_;
  std::vector<PlotMark> marks_;
  double planned_ = 0;
  double reach_ = 0;
  std::optional<Range> sharedY_;
  QString caption_, message_, highlighted_, summary_;
  bool ended_ = false, follow_ = true, logarithmic_ = false, stale_ = true;
  bool bare_ = false, captioned_ = false;
  double smoothing_ = 0;  // the weight at medium strength
  SmoothingStrength strength_ = SmoothingStrength::Medium;
  bool smooth_ = false;
  bool mouseReads_ = true;  // the crosshair follows the mouse
  std::size_t seen_ = 0;    // points of the longest line when following stopped
  std::optional<double> crosshair_, target_;
  std::optional<double> suggestedTarget_;  // nothing: no target line here
  bool targetPlaced_ = false;              // once it has been seen, it comes back where it was
  ViewHistory history_;
  bool resting_ = false;  // following was stopped, nothing has moved since: as good as following
  bool led_ = false;      // the last to move this plot was another one with the same axis
};

}  // namespace lab::ui
