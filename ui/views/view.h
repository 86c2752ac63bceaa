#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <QString>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/plot/follow_range.h"
#include "ui/series/places.h"
#include "ui/series/x_axis.h"
#include "ui/theme/theme.h"

namespace lab::ui {

class HeatMap;
class LinePlot;
class NetworkDiagram;

/// What a view shows without its header and frame, for figures and tables. Owned by the view.
struct ViewParts {
  std::vector<LinePlot*> plots{};  ///< below each other over one x axis; the hidden ones are not wanted
  std::vector<int> shares{};       ///< of the height, one per plot
  HeatMap* map = nullptr;          ///< of a view without plots
  NetworkDiagram* diagram = nullptr;  ///< of a view with neither
  QString note{};                  ///< what the marks of map or diagram mean; may be empty
};

/// One picture of a run, live or recorded: it only ever sees the event stream. Draws; decides nothing.
/// Window's thread only. Every view survives every event, in any order, an empty batch and a run of one
/// partition.
class View : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  /// A RunStarted in the batch starts afresh. Called at most 30 times a second.
  virtual void consume(std::span<const Event> batch) = 0;

  virtual void clear() = 0;  ///< back to the empty state
  virtual void setTheme(const Theme& theme) = 0;
  virtual void setXAxis(XAxis) {}
  virtual void setFollow(bool) {}
  virtual void setReducedMotion(bool) {}  ///< nothing moves by itself
  virtual void showX(const Range&) {}  ///< part of the x axis, where there is one

  /// The moment that is looked at; nothing: the newest. Views of a state show that of the moment, views over
  /// time mark it and dim what comes later. Whoever sets it takes it back before another run starts.
  virtual void setTime(const std::optional<Place>&) {}

  /// One sentence that says what the plot shows now: tooltip, accessible description, caption.
  [[nodiscard]] virtual QString summary() const = 0;

  /// What is seen, for a spreadsheet; a view without numbers over x has its sentence.
  [[nodiscard]] virtual QString valuesText() const { return summary(); }
  [[nodiscard]] virtual ViewParts parts() { return {}; }
  /// No view is ever the reason why the window does not fit on a laptop: what has no room goes without.
  [[nodiscard]] QSize minimumSizeHint() const override;

  /// What drawing cost lately, in milliseconds, for the status bar; 0 while hidden.
  [[nodiscard]] virtual double drawMilliseconds() const { return 0; }

 Q_SIGNALS:
  void followChanged(bool following);    ///< the user's pan or zoom has frozen it, or a click has resumed it
  void xMoved(const lab::ui::Range& x);  ///< the user looks at another part of the x axis
  void reducedMotionChosen(bool reduced);  ///< by the user, in this view
  void forkWanted(std::int64_t iteration);     ///< another run shall go on from this one as it was then
  void cellOpened(int row, int column);        ///< of the view's map: the user wants to see what is behind it
};

/// A view as the window knows it before it exists.
struct ViewEntry {
  std::string id;
  std::string title;  ///< untranslated
  View* (*make)(QWidget* parent) = nullptr;
};

namespace views {

[[nodiscard]] const std::vector<ViewEntry>& all();

}  // namespace views
}  // namespace lab::ui
