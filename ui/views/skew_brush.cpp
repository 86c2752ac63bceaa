#include "ui/views/skew_brush.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMenu>

#include "ui/plot/format.h"

namespace lab::ui {
namespace {

constexpr double kShares[]{0.1, 0.25, 0.5, 1};
constexpr double kPercent = 100;

QString shareText(double share) {
  return SkewBrush::tr("Move %1 %").arg(formattedCount(static_cast<std::int64_t>(kPercent * share)));
}

}  // namespace

SkewBrush::SkewBrush(HeatMap& map, TileHeader& header, QObject* parent) : QObject(parent), map_(map) {
  buildSwitches(header);
  map_.installEventFilter(this);
  connect(&map_, &HeatMap::cellPressed, this, &SkewBrush::begin);
  connect(&map_, &HeatMap::cellDragged, this, [this](int, int partition) { drag(partition); });
  connect(&map_, &HeatMap::dragEnded, this, &SkewBrush::end);
  setOn(false);
}

void SkewBrush::buildSwitches(TileHeader& header) {
  undo_ = header.addSwitch(tr("Undo"), tr("Take back the latest stroke (Ctrl+Z)"));
  share_ = header.addSwitch(shareText(part_),
                            tr("How much of what a partition holds of a label one stroke moves"));
  switch_ = header.addSwitch(tr("Paint"),
                             tr("Drag labels from partition to partition; the form then trains exactly "
                                "this split"));
  for (auto* button : {undo_, share_}) button->setCheckable(false);
  auto* menu = new QMenu{share_};
  for (const double share : kShares) {
    menu->addAction(shareText(share), this, [this, share] {
      part_ = share;
      share_->setText(shareText(share));
    });
  }
  share_->setMenu(menu);
  share_->setPopupMode(QToolButton::InstantPopup);
  connect(undo_, &QToolButton::clicked, this, &SkewBrush::undo);
  connect(switch_, &QToolButton::toggled, this, [this](bool on) {
    setOn(on);
    Q_EMIT toggled(on);
  });
}

void SkewBrush::setOn(bool on) {
  switch_->setChecked(on);
  share_->setVisible(on);
  undo_->setVisible(on);
  undo_->setEnabled(painted());
  map_.setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
  stroke_.reset();
}

void SkewBrush::load(const LabelMap& labels) {
  split_ = PaintedSplit{labels};
  stroke_.reset();
  undo_->setEnabled(false);
}

void SkewBrush::begin(int label, int partition) {
  if (on() && split_.count(label, partition) > 0) stroke_ = Stroke{.label = label, .from = partition};
}

// Wherever the pointer goes, a stroke is one move: from where it began to where it is.
void SkewBrush::drag(int partition) {
  if (!stroke_) return;
  if (stroke_->lies) split_.undo();
  stroke_->lies = split_.move(stroke_->label, stroke_->from, partition, part_);
  Q_EMIT moved();
}

void SkewBrush::end() {
  if (!stroke_) return;
  const bool changed = stroke_->lies;
  stroke_.reset();
  undo_->setEnabled(painted());
  if (changed) Q_EMIT finished();
}

void SkewBrush::undo() {
  if (stroke_ || !split_.undo()) return;
  undo_->setEnabled(painted());
  Q_EMIT moved();
  Q_EMIT finished();
}

void SkewBrush::step(int direction) {
  const HeatMapCell cell = map_.selected();
  if (stroke_ || !split_.move(cell.row, cell.column, cell.column + direction, part_)) return;
  undo_->setEnabled(true);
  Q_EMIT moved();
  Q_EMIT finished();
}

bool SkewBrush::eventFilter(QObject* watched, QEvent* event) {
  const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (!on() || !key) return QObject::eventFilter(watched, event);
  const auto* press = static_cast<QKeyEvent*>(event);
  const bool control = press->modifiers().testFlag(Qt::ControlModifier);
  const bool undoes = press->matches(QKeySequence::Undo);
  const int direction = press->key() == Qt::Key_Right ? 1 : press->key() == Qt::Key_Left ? -1 : 0;
  if (!undoes && !(control && direction != 0)) return QObject::eventFilter(watched, event);
  if (event->type() == QEvent::ShortcutOverride) {
    event->accept();  // Ctrl+Right means a step of the run elsewhere
    return true;
  }
  if (undoes) {
    undo();
  } else {
    step(direction);
  }
  return true;
}

}  // namespace lab::ui
