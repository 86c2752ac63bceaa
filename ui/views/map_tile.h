#pragma once

#include "ui/plot/heat_map.h"
#include "ui/views/elided_label.h"
#include "ui/views/line_tile.h"

namespace lab::ui {

/// What views of one matrix have in common: header, map, a note that explains its marks, states. Its widgets
/// belong to the view.
class MapTile {
 public:
  MapTile(View& view, const QString& title);

  void setTheme(const Theme& theme);
  void setNote(const QString& note) { note_->setSentence(note); }

  /// Empty data: the state is shown instead. Asks for one redraw, none while nothing has changed.
  void update(const RunState& state, const TileTexts& texts, HeatMapData data, const QString& values);

  /// The same without other data.
  void update(const RunState& state, const TileTexts& texts, const QString& values);

  [[nodiscard]] ViewParts parts() const;
  [[nodiscard]] TileHeader& header() { return *header_; }
  [[nodiscard]] HeatMap& map() { return *map_; }

 private:
  View& view_;
  TileHeader* header_;
  HeatMap* map_;
  ElidedLabel* note_;
};

}  // namespace lab::ui
