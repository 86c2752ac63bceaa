#include "ui/views/map_tile.h"

#include <utility>

#include <QVBoxLayout>

#include "ui/theme/appearance.h"

namespace lab::ui {

MapTile::MapTile(View& view, const QString& title)
    : view_(view),
      header_(new TileHeader{title, &view}),
      map_(new HeatMap{&view}),
      note_(new ElidedLabel{&view}) {
  view.setFocusProxy(map_);
  auto* layout = frameTile(view, header_);
  layout->addWidget(map_, 1);
  layout->addWidget(note_);
  note_->setObjectName(QStringLiteral("mutedText"));
  note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  map_->setAccessibleName(title);
}

void MapTile::setTheme(const Theme& theme) {
  view_.setFont(applicationFont(theme));
  view_.setPalette(theme.palette());
  header_->setTheme(theme);
  map_->setTheme(theme);
  note_->setFont(smallFont(theme));
}

ViewParts MapTile::parts() const {
  return {.map = map_, .note = note_->sentence()};
}

void MapTile::update(const RunState& state, const TileTexts& texts, HeatMapData data, const QString& values) {
  map_->setData(std::move(data));
  update(state, texts, values);
}

void MapTile::update(const RunState& state, const TileTexts& texts, const QString& values) {
  const QString summary = sentenceOf(state, values);
  header_->setState(state);
  header_->setSummary(summary);
  map_->setAccessibleDescription(summary);
  view_.setAccessibleDescription(summary);
  const bool empty = map_->data().values.empty();
  note_->setVisible(!empty && !note_->sentence().isEmpty());
  const auto [title, hint] = empty ? messageOf(state, texts) : TileMessage{};
  map_->setMessage(title, hint);
}

}  // namespace lab::ui
