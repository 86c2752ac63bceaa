#include "ui/views/tile_header.h"

#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr int kLowTile = 17;       // lines of text
constexpr int kWideTile = 27;      // likewise
constexpr int kMostStretch = 100;  // against the 1 of the empty space

}  // namespace

TileHeader::TileHeader(const QString& title, QWidget* parent)
    : QWidget(parent),
      title_(new QLabel{title, this}),
      badge_(new StateBadge{this}),
      values_(new TileValues{this}),
      switches_(new QWidget{this}),
      menu_(new TileMenu{this}),
      top_(new QHBoxLayout) {
  title_->setObjectName(QStringLiteral("tileTitle"));
  top_->setContentsMargins(0, 0, 0, 0);
  top_->setSpacing(6);
  top_->addWidget(title_);
  top_->addWidget(badge_);
  top_->addStretch(1);
  top_->addWidget(switches_);
  top_->addWidget(menu_);
  auto* switches = new QHBoxLayout{switches_};
  switches->setContentsMargins(0, 0, 0, 0);
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(top_);
  layout->addWidget(values_);
  values_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  badge_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  badge_->hide();
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  parent->installEventFilter(this);
}

bool TileHeader::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) arrange(static_cast<QResizeEvent*>(event)->size());
  return QWidget::eventFilter(watched, event);
}

// Decided by the tile alone, not by what the numbers need: the layout must not jump while they grow.
void TileHeader::arrange(const QSize& tile) {
  const int line = fontMetrics().height();
  const bool oneRow = tile.height() < kLowTile * line && tile.width() > kWideTile * line;
  if (oneRow == oneRow_) return;
  oneRow_ = oneRow;
  values_->setDense(oneRow);
  badge_->setDense(oneRow);
  layout()->removeWidget(values_);
  top_->removeWidget(values_);
  if (oneRow) {
    top_->insertWidget(2, values_, kMostStretch);
  } else {
    static_cast<QVBoxLayout*>(layout())->addWidget(values_);
  }
}

void TileHeader::setTheme(const Theme& theme) {
  QFont heading = applicationFont(theme);
  heading.setPointSizeF(heading.pointSizeF() * 1.1);
  heading.setWeight(QFont::DemiBold);
  title_->setFont(heading);
  badge_->setTheme(theme);
  values_->setTheme(theme);
  for (auto* button : switches_->findChildren<QToolButton*>()) button->setFont(smallFont(theme));
  menu_->setFont(applicationFont(theme));
}

void TileHeader::setState(const RunState& state) {
  badge_->setState(state);
}

void TileHeader::setValues(std::vector<TileValue> values) {
  values_->setValues(std::move(values));
}

void TileHeader::setSummary(const QString& summary) {
  title_->setToolTip(summary);
}

QToolButton* TileHeader::addSwitch(const QString& text, const QString& tip) {
  auto* button = new QToolButton{switches_};
  button->setText(text);
  button->setToolTip(tip);
  button->setCheckable(true);
  button->setProperty("pill", true);
  button->setFocusPolicy(Qt::TabFocus);
  switches_->layout()->addWidget(button);
  return button;
}

}  // namespace lab::ui
