#include "ui/views/tile_header.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kBetween = 18;  // px between two values
constexpr double kInside = 5;    // px between label and value

QFont scaled(QFont font, double factor, QFont::Weight weight = QFont::Normal) {
  font.setPointSizeF(font.pointSizeF() * factor);
  font.setWeight(weight);
  return font;
}

QFont valueFont(const QFont& font, bool large) { return scaled(font, large ? 1.45 : 1.0, QFont::DemiBold); }

}  // namespace

QString problemOf(const RunState& state) {
  QString problem = QString::fromStdString(state.phase == RunPhase::Failed ? state.error : std::string{});
  if (!problem.isEmpty() || state.diverged.empty()) return problem;
  const auto& first = state.diverged.front();
  problem = TileHeader::tr("%1 diverged at iteration %2: its loss is no longer a finite number.")
                .arg(partitionName(first.partition), QLocale{}.toString(qlonglong{first.iteration}));
  const auto others = static_cast<int>(state.diverged.size()) - 1;
  return others == 0 ? problem : problem + QLatin1Char(' ') + TileHeader::tr("%n more diverged too.", nullptr, others);
}

struct TileValues::Place {
  QRectF label, value;
};

void TileValues::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(applicationFont(theme));
  updateGeometry();
  update();
}

void TileValues::setValues(std::vector<TileValue> values) {
  const bool resized = values.empty() != values_.empty();
  values_ = std::move(values);
  if (resized) updateGeometry();
  update();
}

QSize TileValues::sizeHint() const {
  const bool large = std::ranges::any_of(values_, &TileValue::large);
  return {160, values_.empty() ? 0 : QFontMetrics{valueFont(font(), large)}.height()};
}

QSize TileValues::minimumSizeHint() const { return {0, sizeHint().height()}; }

std::vector<TileValues::Place> TileValues::places() const {
  std::vector<Place> places;
  double x = 0;
  for (const auto& value : values_) {
    const double label = value.label.isEmpty() ? -kInside : QFontMetricsF{font()}.horizontalAdvance(value.label);
    const double number = QFontMetricsF{valueFont(font(), value.large)}.horizontalAdvance(value.value);
    if (x + label + kInside + number > width() && !places.empty()) break;
    places.push_back({{x, 0, std::max(label, 0.0) + 1, static_cast<double>(height())},
                      {x + label + kInside, 0, number + 1, static_cast<double>(height())}});
    x += label + kInside + number + kBetween;
  }
  return places;
}

void TileValues::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  const auto spots = places();
  const bool large = std::ranges::any_of(values_, &TileValue::large);
  const QFontMetricsF tall{valueFont(font(), large)};
  const double baseline = (height() - tall.height()) / 2 + tall.ascent();
  for (std::size_t i = 0; i < spots.size(); ++i) {
    painter.setFont(font());
    painter.setPen(theme_.mutedText);
    painter.drawText(QPointF{spots[i].label.left(), baseline}, values_[i].label);
    painter.setFont(valueFont(font(), values_[i].large));
    painter.setPen(theme_.text);
    painter.drawText(QPointF{spots[i].value.left(), baseline}, values_[i].value);
  }
}

bool TileValues::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto spots = places();
  for (std::size_t i = 0; i < spots.size(); ++i) {
    if (spots[i].label.united(spots[i].value).contains(help->pos()) && !values_[i].tip.isEmpty()) {
      QToolTip::showText(help->globalPos(), values_[i].tip, this);
      return true;
    }
  }
  QToolTip::hideText();
  event->ignore();
  return true;
}

void StateBadge::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(smallFont(theme));
  updateGeometry();
  update();
}

void StateBadge::setState(const RunState& state) {
  const QString before = text_;
  phase_ = state.phase;
  bad_ = !state.diverged.empty() || phase_ == RunPhase::Failed;
  switch (phase_) {
    case RunPhase::Empty: text_.clear(); break;
    case RunPhase::Running: text_ = tr("Live"); break;
    case RunPhase::Paused: text_ = tr("Paused"); break;
    case RunPhase::Finished: text_ = tr("Finished"); break;
    case RunPhase::Stopped: text_ = tr("Stopped"); break;
    case RunPhase::Failed: text_ = tr("Failed"); break;
    case RunPhase::Interrupted: text_ = tr("Interrupted"); break;
  }
  if (!state.diverged.empty()) {
    text_ += QStringLiteral(" · ") + tr("%1 diverged").arg(partitionName(state.diverged.front().partition));
  }
  setToolTip(problemOf(state));
  if (text_ == before) return;  // called with every batch: no new layout for nothing
  setAccessibleName(text_);
  setVisible(!text_.isEmpty());
  updateGeometry();
  update();
}

QSize StateBadge::sizeHint() const {
  const QFontMetrics metrics{font()};
  const int height = metrics.height() + 4;
  return {metrics.horizontalAdvance(text_) + height + height / 2, height};
}

QColor StateBadge::dot() const {
  if (bad_) return theme_.error;
  if (phase_ == RunPhase::Running) return theme_.success;
  return phase_ == RunPhase::Paused || phase_ == RunPhase::Interrupted ? theme_.warning : theme_.axis;
}

void StateBadge::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(QPen{theme_.border, 1});
  painter.setBrush(theme_.window);
  painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
  const double radius = area.height() * 0.18;
  painter.setPen(Qt::NoPen);
  painter.setBrush(dot());
  painter.drawEllipse(QPointF{area.left() + area.height() * 0.5, area.center().y()}, radius, radius);
  painter.setFont(font());
  painter.setPen(bad_ ? theme_.error : theme_.mutedText);
  painter.drawText(area.adjusted(area.height() * 0.8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text_);
}

TileHeader::TileHeader(const QString& title, QWidget* parent)
    : QWidget(parent),
      title_(new QLabel{title, this}),
      badge_(new StateBadge{this}),
      values_(new TileValues{this}),
      switches_(new QWidget{this}) {
  auto* top = new QHBoxLayout;
  top->setContentsMargins(0, 0, 0, 0);
  top->setSpacing(8);
  top->addWidget(title_);
  top->addWidget(badge_);
  top->addStretch(1);
  top->addWidget(switches_);
  auto* switches = new QHBoxLayout{switches_};
  switches->setContentsMargins(0, 0, 0, 0);
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(top);
  layout->addWidget(values_);
  badge_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  badge_->hide();
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TileHeader::setTheme(const Theme& theme) {
  title_->setFont(scaled(applicationFont(theme), 1.1, QFont::DemiBold));
  badge_->setTheme(theme);
  values_->setTheme(theme);
  title_->setPalette(theme.palette());
  for (auto* button : switches_->findChildren<QToolButton*>()) button->setFont(smallFont(theme));
}

void TileHeader::setState(const RunState& state) {
  badge_->setState(state);
}

void TileHeader::setValues(std::vector<TileValue> values) { values_->setValues(std::move(values)); }

void TileHeader::setSummary(const QString& summary) { title_->setToolTip(summary); }

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
