#include "ui/transport_bar.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/icons.h"

namespace lab::ui {

namespace {

constexpr int kFine = 1000;  // steps of the bar

}  // namespace

QString clockText(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(std::max(0.0, seconds)));
  const auto two = [](long long part) { return QStringLiteral("%1").arg(part, 2, 10, QLatin1Char('0')); };
  const QString tail = two(whole % 60);
  if (whole < 3600) return QString::number(whole / 60) + ':' + tail;
  return QString::number(whole / 3600) + ':' + two(whole / 60 % 60) + ':' + tail;
}

TransportBar::TransportBar(QWidget* parent)
    : QToolBar(tr("Transport"), parent),
      run_(new QAction{tr("&Run"), this}),
      pause_(new QAction{tr("&Pause"), this}),
      step_(new QAction{tr("Step"), this}),
      stepMenu_(new QMenu{tr("S&tep"), this}),
      stop_(new QAction{tr("&Stop"), this}),
      follow_(new QAction{tr("&Follow"), this}),
      summary_(new ElidedLabel{this}),
      progress_(new QProgressBar{this}),
      place_(new SteadyLabel{this}),
      axis_(new QComboBox{this}) {
  setObjectName(QStringLiteral("transport"));
  setMovable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  buildActions();
  buildProgress();
  buildAxes();
  setState(RunState::Idle);
}

void TransportBar::buildActions() {
  run_->setShortcut(QKeySequence{Qt::CTRL | Qt::Key_Return});
  run_->setToolTip(tr("Start a new run with the settings of the form (Ctrl+Return)"));
  pause_->setShortcut(QKeySequence{Qt::CTRL | Qt::Key_P});
  stop_->setShortcut(QKeySequence{Qt::CTRL | Qt::Key_Period});
  stop_->setToolTip(tr("End the run; a checkpoint is written (Ctrl+.)"));
  const std::pair<StepSize, QString> sizes[]{{StepSize::Minibatch, tr("1 &minibatch")},
                                             {StepSize::Evaluation, tr("To the next &evaluation")},
                                             {StepSize::Epoch, tr("1 e&poch")}};
  for (const auto& [size, title] : sizes) {
    const QAction* action = stepMenu_->addAction(title);
    connect(action, &QAction::triggered, this, [this, size = size] { Q_EMIT stepRequested(size); });
  }
  stepMenu_->actions().front()->setShortcut(QKeySequence{Qt::CTRL | Qt::Key_Right});
  step_->setMenu(stepMenu_);
  step_->setToolTip(tr("Go on for a while and pause again"));
  connect(step_, &QAction::triggered, this, [this] { Q_EMIT stepRequested(StepSize::Minibatch); });
  connect(run_, &QAction::triggered, this, &TransportBar::runRequested);
  connect(stop_, &QAction::triggered, this, &TransportBar::stopRequested);
  connect(pause_, &QAction::triggered, this, [this] {
    if (state_ == RunState::Paused) {
      Q_EMIT resumeRequested();
    } else {
      Q_EMIT pauseRequested();
    }
  });
  addActions({run_, pause_, step_, stop_});
  if (auto* button = qobject_cast<QToolButton*>(widgetForAction(step_))) {
    button->setPopupMode(QToolButton::MenuButtonPopup);
  }
  for (QAction* action : {run_, pause_, step_, stop_})
    widgetForAction(action)->setFocusPolicy(Qt::StrongFocus);
}

void TransportBar::buildProgress() {
  addSeparator();
  auto* middle = new QWidget{this};
  auto* column = new QVBoxLayout{middle};
  column->setContentsMargins(8, 0, 8, 0);
  column->setSpacing(3);
  auto* top = new QHBoxLayout;
  summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  summary_->setAccessibleName(tr("What runs"));
  place_->setObjectName(QStringLiteral("mutedText"));
  place_->setAccessibleName(tr("Progress"));
  place_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  top->addWidget(summary_, 1);
  top->addWidget(place_);
  progress_->setRange(0, kFine);
  progress_->setTextVisible(false);
  progress_->setAccessibleName(tr("Progress of the run"));
  column->addLayout(top);
  column->addWidget(progress_);
  middle->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(middle);
}

void TransportBar::buildAxes() {
  addSeparator();
  auto* label = new QLabel{tr("&x axis"), this};
  label->setBuddy(axis_);
  label->setContentsMargins(8, 0, 6, 0);
  axis_->addItem(tr("Iteration"), static_cast<int>(XAxis::Iteration));
  axis_->addItem(tr("Epoch"), static_cast<int>(XAxis::Epoch));
  axis_->addItem(tr("Seconds"), static_cast<int>(XAxis::Seconds));
  axis_->addItem(tr("Bytes sent"), static_cast<int>(XAxis::Bytes));
  axis_->setAccessibleName(tr("x axis of all plots"));
  axis_->setToolTip(tr("What all plots are drawn over"));
  connect(axis_, &QComboBox::activated, this,
          [this] { Q_EMIT xAxisChosen(static_cast<XAxis>(axis_->currentData().toInt())); });
  addWidget(label);
  addWidget(axis_);
  follow_->setCheckable(true);
  follow_->setChecked(true);
  follow_->setShortcut(QKeySequence{Qt::CTRL | Qt::Key_F});
  follow_->setToolTip(tr("Keep the newest points in sight (Ctrl+F)"));
  connect(follow_, &QAction::triggered, this, &TransportBar::followChosen);
  addAction(follow_);
  widgetForAction(follow_)->setFocusPolicy(Qt::StrongFocus);
}

void TransportBar::setState(RunState state) {
  const bool fresh = state == RunState::Running && (state_ == RunState::Idle || state_ == RunState::Ended);
  state_ = state;
  if (fresh) latest_ = {};
  const bool active = state == RunState::Running || state == RunState::Paused;
  run_->setEnabled(state == RunState::Idle || state == RunState::Ended);
  pause_->setEnabled(active);
  pause_->setText(state == RunState::Paused ? tr("&Resume") : tr("&Pause"));
  pause_->setToolTip(state == RunState::Paused ? tr("Go on (Ctrl+P)")
                                               : tr("Pause after this iteration (Ctrl+P)"));
  step_->setEnabled(active);
  stepMenu_->setEnabled(active);
  stop_->setEnabled(active);
  progress_->setVisible(state != RunState::Idle);
  if (state != RunState::Idle) setProgress(latest_);
}

void TransportBar::setProgress(const RunProgress& progress) {
  const QLocale locale;
  latest_ = progress;
  if (progress.iterations <= 0) {
    // Not Qt's "busy" range: its animation goes on, sixty frames a second, until the bar has a first stretch to draw.
    progress_->setValue(0);
    place_->say(tr("loading …"));
    return;
  }
  progress_->setValue(static_cast<int>(progress.iteration * kFine / progress.iterations));
  QString text = tr("%1 / %2").arg(locale.toString(progress.iteration), locale.toString(progress.iterations));
  if (state_ == RunState::Paused) {
    text += tr(" · paused");
  } else if (state_ == RunState::Running && progress.secondsLeft &&
             progress.iteration < progress.iterations) {
    text += tr(" · %1 left").arg(clockText(*progress.secondsLeft));
  }
  place_->say(text);
}

void TransportBar::setSummary(const QString& sentence) {
  summary_->setSentence(sentence);
}

void TransportBar::setXAxis(XAxis axis) {
  axis_->setCurrentIndex(axis_->findData(static_cast<int>(axis)));
}

void TransportBar::setFollowing(bool following) {
  follow_->setChecked(following);
}

void TransportBar::setTheme(const Theme& theme) {
  const int size = fontMetrics().height() * 6 / 5;
  setIconSize({size, size});
  run_->setIcon(accentIcon(QStringLiteral("run"), theme));
  pause_->setIcon(icon(QStringLiteral("pause"), theme));
  step_->setIcon(icon(QStringLiteral("step"), theme));
  stop_->setIcon(icon(QStringLiteral("stop"), theme));
  follow_->setIcon(icon(QStringLiteral("follow"), theme));
}

}  // namespace lab::ui
