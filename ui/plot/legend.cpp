#include "ui/plot/legend.h"

#include <algorithm>

#include <QPainter>
#include <QResizeEvent>

namespace lab::ui {
namespace {

constexpr int kGap = 2;    // between entries and rows
constexpr int kInset = 4;  // around an entry

double swatchWidth(const QFontMetrics& metrics) {
  return metrics.height() * 1.35;
}

}  // namespace

LegendEntry::LegendEntry(const Line& line, QWidget* parent) : QAbstractButton(parent), line_(line) {
  setText(line.legendName());
  setCheckable(true);
  setChecked(line.shown);
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setToolTip(tr("Click to hide or show %1; point at it to make it stand out").arg(text()));
}

void LegendEntry::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

QSize LegendEntry::sizeHint() const {
  const QFontMetrics metrics{font()};
  const int width = static_cast<int>(swatchWidth(metrics)) + kInset + metrics.horizontalAdvance(text());
  return {width + 2 * kInset, metrics.height() + kInset};
}

void LegendEntry::paint(QPainter& painter, const QRectF& area) const {
  const double width = swatchWidth(QFontMetrics{font()});
  const QRectF inside = area.adjusted(kInset, 0, -kInset, 0);
  painter.save();
  painter.setOpacity(isChecked() ? 1.0 : 0.35);
  drawSwatch(painter, {inside.left(), inside.top(), width, inside.height()}, line_, theme_);
  painter.setOpacity(1.0);
  painter.setFont(font());
  painter.setPen(isChecked() ? theme_.text : theme_.mutedText);
  QFont face = font();
  face.setStrikeOut(!isChecked());
  painter.setFont(face);
  painter.drawText(inside.adjusted(width + kInset, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
  painter.restore();
}

void LegendEntry::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  if (underMouse() || hasFocus()) {
    painter.setPen(hasFocus() ? QPen{theme_.accent} : QPen{Qt::NoPen});
    painter.setBrush(theme_.window);
    painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  }
  paint(painter, rect());
}

void LegendEntry::enterEvent(QEnterEvent* event) {
  QAbstractButton::enterEvent(event);
  Q_EMIT pointed(true);
}

void LegendEntry::leaveEvent(QEvent* event) {
  QAbstractButton::leaveEvent(event);
  Q_EMIT pointed(false);
}

void LegendEntry::focusInEvent(QFocusEvent* event) {
  QAbstractButton::focusInEvent(event);
  Q_EMIT pointed(true);
}

void LegendEntry::focusOutEvent(QFocusEvent* event) {
  QAbstractButton::focusOutEvent(event);
  Q_EMIT pointed(false);
}

Legend::Legend(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Fixed};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void Legend::setLines(const std::vector<Line>& lines) {
  qDeleteAll(entries_);
  entries_.clear();
  for (const auto& line : lines) {
    const auto same = [&line](const LegendEntry* entry) { return entry->text() == line.legendName(); };
    if (line.legendName().isEmpty() || std::ranges::any_of(entries_, same)) continue;
    auto* entry = new LegendEntry{line, this};
    entry->setTheme(theme_);
    connect(entry, &QAbstractButton::toggled, this, [this, name = entry->text()](bool shown) {
      Q_EMIT toggled(name, shown);
      Q_EMIT pointed(shown ? name : QString{});
    });
    connect(entry, &LegendEntry::pointed, this,
            [this, entry](bool at) { Q_EMIT pointed(at && entry->isChecked() ? entry->text() : QString{}); });
    entries_.push_back(entry);
  }
  arrange();
}

void Legend::setTheme(const Theme& theme) {
  theme_ = theme;
  for (auto* entry : entries_) entry->setTheme(theme);
  arrange();
}

void Legend::setShown(const QString& name, bool shown) {
  for (auto* entry : entries_) {
    if (entry->text() == name) entry->setChecked(shown);
  }
}

void Legend::setMostRows(int rows) {
  if (mostRows_ == rows) return;
  mostRows_ = rows;
  arrange();
}

int Legend::restWidth() const {
  return QFontMetrics{font()}.horizontalAdvance(QStringLiteral("+00")) + kInset;
}

std::vector<QRect> Legend::flow(const std::vector<LegendEntry*>& entries, int width, int rows,
                                int indent) const {
  std::vector<QRect> places;
  QPoint at{indent, 0};
  int row = 1;
  for (const auto* entry : entries) {
    const QSize size = entry->sizeHint();
    if (at.x() > 0 && at.x() + size.width() > width) {
      at = {0, at.y() + size.height() + kGap / 2};
      ++row;
    }
    if (row > rows) break;
    places.emplace_back(at, size);
    at.rx() += size.width() + kGap;
  }
  // The rest is announced in the last row, which may have to give up an entry for that.
  while (places.size() < entries.size() && !places.empty() && places.back().right() + restWidth() > width) {
    places.pop_back();
  }
  return places;
}

void Legend::arrange() {
  const auto places = flow(entries_, width(), mostRows_);
  QStringList left;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    entries_[i]->setVisible(i < places.size());
    if (i < places.size()) {
      entries_[i]->setGeometry(places[i]);
    } else {
      left.append(entries_[i]->text());
    }
  }
  restText_ = left.isEmpty() || places.empty() ? QString{} : QStringLiteral("+%1").arg(left.size());
  if (!restText_.isEmpty()) {
    rest_ = {places.back().right() + kGap, places.back().top(), restWidth(), places.back().height()};
  }
  setToolTip(left.join(QStringLiteral(", ")));
  updateGeometry();
  update();
}

void Legend::paintEvent(QPaintEvent*) {
  if (restText_.isEmpty()) return;
  QPainter painter{this};
  painter.setPen(theme_.mutedText);
  painter.drawText(rest_, Qt::AlignVCenter | Qt::AlignLeft, restText_);
}

QSize Legend::sizeHint() const {
  return {200, heightForWidth(std::max(width(), 200))};
}

int Legend::heightForWidth(int width) const {
  const auto places = flow(entries_, width, mostRows_);
  return places.empty() ? 0 : places.back().bottom() + 1;
}

std::vector<LegendEntry*> Legend::shown(const QStringList& names) const {
  std::vector<LegendEntry*> entries;
  std::ranges::copy_if(entries_, std::back_inserter(entries), [&names](const LegendEntry* entry) {
    return entry->isChecked() && names.contains(entry->text());
  });
  return entries;
}

double Legend::paint(QPainter& painter, double width, int indent, const QStringList& names) const {
  const auto entries = shown(names);
  const auto places = flow(entries, static_cast<int>(width), static_cast<int>(entries.size()) + 1, indent);
  for (std::size_t i = 0; i < places.size(); ++i) entries[i]->paint(painter, places[i]);
  return places.empty() ? 0 : places.back().bottom() + 1;
}

double Legend::paintedHeight(double width, int indent, const QStringList& names) const {
  const auto entries = shown(names);
  const auto places = flow(entries, static_cast<int>(width), static_cast<int>(entries.size()) + 1, indent);
  return places.empty() ? 0 : places.back().bottom() + 1;
}

double Legend::widest(const QStringList& names) const {
  int width = 0;
  for (const auto* entry : shown(names)) width = std::max(width, entry->sizeHint().width());
  return width;
}

void Legend::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

}  // namespace lab::ui
