// The window and a run that gets other settings while it goes.

#include "engine/live_change.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"

namespace lab::ui {
namespace {

// "Learning rate", or the key itself where the form has no such row.
QString titleOf(const SpecPanel& panel, const std::string& key) {
  const ParamField* row = panel.field(key);
  return row == nullptr ? toQString(key) : row->title();
}

}  // namespace

void MainWindow::connectChange() {
  connect(menu_, &MainMenu::changeRequested, this, &MainWindow::changeRun);
  connect(&controller_, &SessionController::arrived, this, &MainWindow::sayChanged);
}

void MainWindow::changeRun() {
  if (!formIsReady()) return;
  ExperimentSpec changed = panel_->spec();
  changed.name = controller_.spec().name;
  changed.notes = controller_.spec().notes;
  changed.tags = controller_.spec().tags;
  if (settingsChanged(controller_.spec(), changed).empty()) {
    return message_->say(
        MessageBar::Tone::Note,
        tr("The running run has the settings of the form already. Change its algorithm, learning rate, "
           "momentum or weight decay there first."));
  }
  const auto problems = liveProblems(controller_.spec(), changed);
  if (!problems.empty()) {
    const auto& first = problems.front();
    return report(tr("%1 %2.").arg(titleOf(*panel_, first.field), toQString(first.text)));
  }
  if (controller_.change(changed)) message_->dismiss();
}

// While somebody turns at what the running run could take over, too.
void MainWindow::offerToChangeRun() {
  const bool running =
      controller_.active() && !controller_.together() && controller_.state() != RunState::Stopping;
  if (!running || panel_->fork() || !panel_->problems().empty()) return;
  if (settingsChanged(controller_.spec(), panel_->spec()).empty()) return;
  if (!liveProblems(controller_.spec(), panel_->spec()).empty()) return;
  message_->say(MessageBar::Tone::Note,
                tr("The running run keeps its settings; Run starts a new one with those of the form."),
                {{tr("C&hange the running run"), [this] { changeRun(); }}});
}

void MainWindow::sayChanged(const std::vector<Event>& batch) {
  QStringList sentences;
  for (const auto& event : batch) {
    const auto* change = std::get_if<SettingChanged>(&event);
    if (change == nullptr || panel_ == nullptr) continue;
    sentences << tr("%1 from %2 to %3")
                     .arg(titleOf(*panel_, change->field), toQString(change->before),
                          toQString(change->after));
    if (sentences.size() > 1) continue;
    sentences.front().prepend(
        tr("Changed at iteration %1: ").arg(QLocale{}.toString(qlonglong{change->iteration})));
  }
  if (!sentences.isEmpty())
    message_->say(MessageBar::Tone::Note, sentences.join(QStringLiteral(", ")) + QLatin1Char('.'));
}

}  // namespace lab::ui
