#include "ui/views/strip_tile.h"

#include <QVBoxLayout>

#include "ui/theme/appearance.h"

namespace lab::ui {

StripTile::StripTile(View& view, const QString& title, const std::vector<int>& shares)
    : view_(view),
      header_(new TileHeader{title, &view}),
      strips_(new Strips{shares, &view}),
      sentence_(new ElidedLabel{&view}),
      body_(new QHBoxLayout),
      wanted_(shares.size(), true) {
  view.setFocusProxy(strips_);
  auto* layout = frameTile(view, header_);
  body_->setSpacing(10);
  body_->addWidget(strips_, 1);
  layout->addLayout(body_, 1);
  layout->addWidget(sentence_);
  sentence_->setObjectName(QStringLiteral("mutedText"));
  sentence_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  sentence_->hide();
  for (int i = 0; i < strips_->count(); ++i) strips_->at(i).setAccessibleName(title);
  QObject::connect(strips_, &Strips::followChanged, &view, &View::followChanged);
  header_->menu().addHandler(
      {.state = [strips = strips_](Command command) { return strips->active().commandState(command); },
       .carryOut = [strips = strips_](Command command) { strips->active().carryOut(command); }});
  QObject::connect(strips_, &Strips::xMoved, &view, &View::xMoved);
}

void StripTile::setTheme(const Theme& theme) {
  view_.setFont(applicationFont(theme));
  view_.setPalette(theme.palette());
  header_->setTheme(theme);
  strips_->setTheme(theme);
  sentence_->setFont(smallFont(theme));
}

void StripTile::restart() {
  strips_->clearPoints();
  strips_->setFollow(true);
}

ViewParts StripTile::parts() const {
  ViewParts parts{.shares = strips_->shares()};
  for (int i = 0; i < strips_->count(); ++i) parts.plots.push_back(&strips_->at(i));
  return parts;
}

void StripTile::setSentence(const QString& sentence) {
  sentence_->setSentence(sentence);
  sentence_->setVisible(!sentence.isEmpty());
}

void StripTile::update(const RunState& state, const TileTexts& texts, XAxis axis, const QString& values) {
  const QString summary = sentenceOf(state, values);
  header_->setState(state);
  header_->setSummary(summary);
  view_.setAccessibleDescription(summary);
  const bool points = strips_->hasPoints();
  for (int i = 0; i < strips_->count(); ++i) {
    strips_->setShown(i, points ? wanted_[static_cast<std::size_t>(i)] : i == 0);
    strips_->at(i).setSummary(summary);
    strips_->at(i).setChanges(state.changesOn(axis));
  }
  const auto [title, hint] = points ? TileMessage{} : messageOf(state, texts);
  strips_->at(0).setMessage(title, hint);
  strips_->setEnd(plannedEnd(state, axis), state.ended());
  strips_->refresh();
}

}  // namespace lab::ui
