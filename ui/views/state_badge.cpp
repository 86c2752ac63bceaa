#include "ui/views/state_badge.h"

#include <QLocale>
#include <QPainter>

#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {

QString problemOf(const RunState& state) {
  QString problem = QString::fromStdString(state.phase == RunPhase::Failed ? state.error : std::string{});
  if (!problem.isEmpty() || state.diverged.empty()) return problem;
  const auto& first = state.diverged.front();
  problem = StateBadge::tr("%1 diverged at iteration %2: its loss is no longer a finite number.")
                .arg(partitionName(first.partition), QLocale{}.toString(qlonglong{first.iteration}));
  const auto others = static_cast<int>(state.diverged.size()) - 1;
  return others == 0 ? problem
                     : problem + QLatin1Char(' ') + StateBadge::tr("%n more diverged too.", nullptr, others);
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
    case RunPhase::Empty:
      text_.clear();
      break;
    case RunPhase::Running:
      text_ = tr("Live");
      break;
    case RunPhase::Paused:
      text_ = tr("Paused");
      break;
    case RunPhase::Finished:
      text_ = tr("Finished");
      break;
    case RunPhase::Stopped:
      text_ = tr("Stopped");
      break;
    case RunPhase::Failed:
      text_ = tr("Failed");
      break;
    case RunPhase::Interrupted:
      text_ = tr("Interrupted");
      break;
  }
  if (!state.diverged.empty()) {
    text_ += QStringLiteral(" · ") + tr("%1 diverged").arg(partitionName(state.diverged.front().partition));
  }
  const QString problem = problemOf(state);
  setToolTip(problem.isEmpty() ? text_ : problem);
  if (text_ == before) return;  // called with every batch: no new layout for nothing
  setAccessibleName(text_);
  updateVisibility();
  updateGeometry();
  update();
}

void StateBadge::setDense(bool dense) {
  dense_ = dense;
  updateVisibility();
}

void StateBadge::updateVisibility() {
  const bool routine = !bad_ && (phase_ == RunPhase::Running || phase_ == RunPhase::Finished);
  setVisible(!text_.isEmpty() && !(dense_ && routine));
}

QSize StateBadge::sizeHint() const {
  const QFontMetrics metrics{font()};
  const int height = metrics.height() + 4;
  return {metrics.horizontalAdvance(text_) + height + height / 2, height};
}

QSize StateBadge::minimumSizeHint() const {
  return {0, sizeHint().height()};
}

QColor StateBadge::dot() const {
  if (bad_) return theme_.error;
  if (phase_ == RunPhase::Running) return theme_.success;
  return phase_ == RunPhase::Paused || phase_ == RunPhase::Interrupted ? theme_.warning : theme_.axis;
}

void StateBadge::paintEvent(QPaintEvent*) {
  if (width() < height()) return;
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
  if (width() < sizeHint().width()) return;  // half a word would say nothing
  painter.setFont(font());
  painter.setPen(bad_ ? theme_.error : theme_.mutedText);
  painter.drawText(area.adjusted(area.height() * 0.8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text_);
}

}  // namespace lab::ui
