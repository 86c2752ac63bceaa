#pragma once

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QProgressBar>
#include <QToolBar>

#include "ui/bridge/session_controller.h"
#include "ui/theme/theme.h"
#include "ui/views/elided_label.h"
#include "ui/views/steady_label.h"
#include "ui/views/view.h"

namespace lab::ui {

/// Run, Pause, Step, Stop, what runs, how far it is, and what all plots have in common. Always in the same
/// place. The actions are shared with the Run menu.
class TransportBar final : public QToolBar {
  Q_OBJECT

 public:
  explicit TransportBar(QWidget* parent = nullptr);

  [[nodiscard]] QAction* runAction() const { return run_; }
  [[nodiscard]] QAction* pauseAction() const { return pause_; }  ///< reads Resume while paused
  [[nodiscard]] QMenu* stepMenu() const { return stepMenu_; }
  [[nodiscard]] QAction* stopAction() const { return stop_; }
  [[nodiscard]] QAction* followAction() const { return follow_; }

  void setState(RunState state);  ///< forgets the progress of the run before when a new one starts
  void setProgress(const RunProgress& progress);
  void setSummary(const QString& sentence);  ///< of the run whose numbers are on the screen
  void setXAxis(XAxis axis);
  void setFollowing(bool following);  ///< shows it; does not emit
  void setTheme(const Theme& theme);

 Q_SIGNALS:
  void runRequested();
  void pauseRequested();
  void resumeRequested();
  void stepRequested(lab::ui::StepSize size);
  void stopRequested();
  void xAxisChosen(lab::ui::XAxis axis);
  void followChosen(bool follow);

 private:
  void buildActions();
  void buildProgress();
  void buildAxes();

  QAction* run_;
  QAction* pause_;
  QAction* step_;
  QMenu* stepMenu_;
  QAction* stop_;
  QAction* follow_;
  ElidedLabel* summary_;
  QProgressBar* progress_;
  SteadyLabel* place_;  // iteration and time left
  QComboBox* axis_;
  RunState state_ = RunState::Idle;
  RunProgress latest_;
};

/// "0:41", "12:05", "1:02:03".
[[nodiscard]] QString clockText(double seconds);

}  // namespace lab::ui
