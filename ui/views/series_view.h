#pragma once

#include <optional>
#include <utility>

#include "ui/series/run_state.h"
#include "ui/views/view.h"

namespace lab::ui {

/// What views of numbers over x have in common. `Series` turns events into points, `Tile` (LineTile or
/// StripTile) draws them; the view says which lines there are and what they mean.
template <class Tile, class Series>
class SeriesView : public View {
 public:
  void consume(std::span<const Event> batch) override {
    for (const auto& event : batch) {
      state_.add(event);
      series_.add(event);
      if (std::holds_alternative<RunStarted>(event)) restart();
    }
    refresh();
  }

  void clear() override {
    state_ = {};
    series_ = {};
    restart();
    refresh();
  }

  void setTheme(const Theme& theme) override {
    theme_ = theme;
    makeLines();
    tile_.setTheme(theme);
    refresh();
  }

  void setXAxis(XAxis axis) override {
    axis_ = axis;
    tile_.clearPoints();
    tile_.setFollow(true);  // the range the user has chosen means nothing on another axis
    describeAxes();
    markTime();
    refresh();
  }

  void setTime(const std::optional<Place>& time) override {
    time_ = time;
    markTime();
    if constexpr (requires { series_.lookAt(std::nullopt); }) {
      series_.lookAt(time ? std::optional{time->iteration} : std::nullopt);
      refresh();
    }
  }

  void setFollow(bool follow) override { tile_.setFollow(follow); }
  void showX(const Range& x) override { tile_.showX(x); }

  [[nodiscard]] QString valuesText() const override { return tile_.valuesText(); }
  [[nodiscard]] ViewParts parts() override { return tile_.parts(); }
  [[nodiscard]] double drawMilliseconds() const override { return tile_.drawMilliseconds(); }

 protected:
  /// `shares` of the strips, for a StripTile.
  template <class... Shares>
  SeriesView(QWidget* parent, const QString& title, Shares&&... shares)
      : View(parent), tile_(*this, title, std::forward<Shares>(shares)...) {}

  /// Call it at the end of the constructor.
  void begin() {
    setTheme(Theme::of(ThemeId::Light));
    setXAxis(XAxis::Iteration);
  }

  virtual void makeLines() = 0;                ///< in the colours of the theme
  virtual void describeAxes() = 0;             ///< the tile has no points then
  virtual void refresh() = 0;                  ///< gives the tile what is new
  virtual void restart() { tile_.restart(); }  ///< another run, which state and series know already

  Tile tile_;
  Theme theme_;
  RunState state_;
  Series series_;
  XAxis axis_ = XAxis::Iteration;
  std::optional<Place> time_;  // that is looked at; nothing: the newest

 private:
  void markTime() { tile_.setTime(time_ ? std::optional{time_->on(axis_)} : std::nullopt); }
};

}  // namespace lab::ui
