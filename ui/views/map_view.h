#pragma once

#include <limits>
#include <optional>

#include "ui/series/history.h"
#include "ui/views/map_tile.h"
#include "ui/views/view.h"

namespace lab::ui {

/// What views of one matrix have in common. `Series` turns events into cells; the cells change with a
/// `Change` (an event), with a new run and with the moment that is looked at, and only then are they drawn
/// anew.
template <class Series, class Change>
class MapView : public View {
 public:
  void consume(std::span<const Event> batch) override {
    bool changed = false;
    for (const auto& event : batch) {
      state_.add(event);
      history_.add(event);
      const bool started = std::holds_alternative<RunStarted>(event);
      if (started) time_.reset();
      if (time_) continue;  // the newest is not looked at
      series_.add(event);
      changed |= started || std::holds_alternative<Change>(event);
    }
    if (changed) return refresh();
    tile_.update(state_, texts(), summary());
  }

  void clear() override {
    state_ = {};
    series_ = {};
    history_ = {};
    time_.reset();
    refresh();
  }

  void setTheme(const Theme& theme) override { tile_.setTheme(theme); }
  [[nodiscard]] ViewParts parts() override { return tile_.parts(); }

  void setTime(const std::optional<Place>& time) override {
    if (!time && !time_) return;
    time_ = time;
    series_ = history_.until(time ? time->iteration : std::numeric_limits<std::int64_t>::max());
    refresh();
  }

 protected:
  MapView(QWidget* parent, const QString& title) : View(parent), tile_(*this, title) {
    tile_.setTheme(Theme::of(ThemeId::Light));
  }

  virtual void refresh() = 0;  ///< gives the tile its cells and numbers
  [[nodiscard]] virtual TileTexts texts() const = 0;

  MapTile tile_;
  RunState state_;
  Series series_;  // as it was at the moment that is looked at

 private:
  History<Series, Change> history_;
  std::optional<Place> time_;  // that is looked at; nothing: the newest
};

}  // namespace lab::ui
