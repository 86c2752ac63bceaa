#pragma once

#include "ui/views/map_tile.h"
#include "ui/views/view.h"

namespace lab::ui {

/// What views of one matrix have in common. `Series` turns events into cells; the cells change with a
/// `Change` (an event) and with a new run, and only then are they drawn anew.
template <class Series, class Change>
class MapView : public View {
 public:
  void consume(std::span<const Event> batch) override {
    bool changed = false;
    for (const auto& event : batch) {
      state_.add(event);
      series_.add(event);
      changed |= std::holds_alternative<RunStarted>(event) || std::holds_alternative<Change>(event);
    }
    if (changed) return refresh();
    tile_.update(state_, texts(), summary());
  }

  void clear() override {
    state_ = {};
    series_ = {};
    refresh();
  }

  void setTheme(const Theme& theme) override { tile_.setTheme(theme); }
  [[nodiscard]] ViewParts parts() override { return tile_.parts(); }

 protected:
  MapView(QWidget* parent, const QString& title) : View(parent), tile_(*this, title) {
    tile_.setTheme(Theme::of(ThemeId::Light));
  }

  virtual void refresh() = 0;  ///< gives the tile its cells and numbers
  [[nodiscard]] virtual TileTexts texts() const = 0;

  MapTile tile_;
  RunState state_;
  Series series_;
};

}  // namespace lab::ui
