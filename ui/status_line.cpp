#include "ui/status_line.h"

#include <QLocale>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString describe(RunState state) {
  switch (state) {
    case RunState::Idle:
      return StatusLine::tr("Ready");
    case RunState::Running:
      return StatusLine::tr("Training");
    case RunState::Paused:
      return StatusLine::tr("Paused");
    case RunState::Stopping:
      return StatusLine::tr("Stopping …");
    case RunState::Ended:
      return StatusLine::tr("Ready");
  }
  return {};
}

}  // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent),
      state_(add<QLabel>(tr("Engine"), tr("What the engine does"))),
      rate_(add<SteadyLabel>(tr("Speed"), tr("Iterations per second, over the last few seconds of training"))),
      drawing_(add<SteadyLabel>(tr("Drawing"), tr("What drawing all plots costs"))),
      file_(add<QLabel>(tr("Run file"), {}, true)) {
  setState(RunState::Idle);
}

template <class Label>
Label* StatusLine::add(const QString& name, const QString& tip, bool right) {
  auto* label = new Label{this};
  label->setAccessibleName(name);
  label->setToolTip(tip);
  label->setContentsMargins(6, 0, 10, 0);
  if (right) {
    addPermanentWidget(label);
  } else {
    addWidget(label);
  }
  return label;
}

void StatusLine::setState(RunState state) {
  state_->setText(describe(state));
  if (state != RunState::Running) rate_->say({});
}

void StatusLine::setRate(double iterationsPerSecond) {
  rate_->say(iterationsPerSecond > 0 ? tr("%1 iterations/s").arg(QLocale{}.toString(iterationsPerSecond, 'f', 1))
                                     : QString{});
}

void StatusLine::setDrawing(double milliseconds) {
  QString text = tr("plots %1 ms").arg(QLocale{}.toString(milliseconds, 'f', 1));
  if (behind_) text += tr(" · display behind");
  drawing_->say(milliseconds > 0 ? text : QString{});
}

void StatusLine::setBehind(bool behind) {
  behind_ = behind;
}

void StatusLine::setFile(const std::filesystem::path& file) {
  file_->setText(toQString(file.filename().string()));
  file_->setToolTip(toQString(file.string()));
}

}  // namespace lab::ui
