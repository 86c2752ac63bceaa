#pragma once

#include <vector>

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QUndoStack>

#include "ui/preferences.h"
#include "ui/transport_bar.h"
#include "ui/twin_menu.h"
#include "ui/workspace.h"

namespace lab::ui {

/// The menu bar. Says what was chosen; does nothing itself.
class MainMenu final : public QObject {
  Q_OBJECT

 public:
  MainMenu(QMenuBar* bar, TransportBar* transport, const std::vector<QDockWidget*>& docks,
           const Workspace* workspace, QUndoStack* undo);

  void setTheme(ThemeChoice choice);
  void setPresenting(bool presenting);
  void setChangeable(bool changeable);  ///< a run goes that can be changed
  [[nodiscard]] TwinMenu* twinMenu() const { return twins_; }
  void setLayout(NamedLayout layout);

  // Menus that others fill.
  [[nodiscard]] QMenu* recentMenu() const { return recent_; }
  [[nodiscard]] QMenu* plotMenu() const { return plots_; }

 Q_SIGNALS:
  void newRequested();
  void openRunRequested();
  void openExperimentRequested();
  void saveRequested();
  void figureRequested();
  void quitRequested();
  void changeRequested();  ///< of the running run, to the experiment in the form
  void queueRequested();  ///< the experiment in the form
  void sweepRequested();  ///< likewise, with several values of its numbers
  void themeChosen(lab::ui::ThemeChoice choice);
  void presentChosen(bool presenting);
  void viewChosen(lab::ui::View* view);  ///< nullptr: all
  void layoutChosen(lab::ui::NamedLayout layout);
  void resetLayoutRequested();
  void shortcutsRequested();
  void aboutRequested();

 private:
  void buildFile(QMenuBar* bar);
  void buildEdit(QMenuBar* bar, QUndoStack* undo);
  void buildRun(QMenuBar* bar, TransportBar* transport);
  void buildView(QMenuBar* bar, const std::vector<QDockWidget*>& docks, const Workspace* workspace);
  void buildLayouts(QMenu* menu);
  void buildHelp(QMenuBar* bar);

  QActionGroup* themes_;
  QActionGroup* layouts_;
  QMenu* recent_ = nullptr;
  QMenu* plots_ = nullptr;
  QAction* present_ = nullptr;
  TwinMenu* twins_ = nullptr;
  QAction* change_ = nullptr;
};

}  // namespace lab::ui
