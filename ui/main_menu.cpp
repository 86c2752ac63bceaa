#include "ui/main_menu.h"

#include <QApplication>
#include <QMenu>

namespace lab::ui {
namespace {

using Act = void (QUndoStack::*)();

// Not during a drag or below a popup: it would go on with what has just been taken away.
void guard(QAction* action, QUndoStack* undo, Act act) {
  QObject::disconnect(action, nullptr, undo, nullptr);
  QObject::connect(action, &QAction::triggered, undo, [undo, act] {
    if (QGuiApplication::mouseButtons() != Qt::NoButton) return;
    if (QApplication::activePopupWidget() == nullptr) (undo->*act)();
  });
}

}  // namespace

MainMenu::MainMenu(QMenuBar* bar, TransportBar* transport, const std::vector<QDockWidget*>& docks,
                   const Workspace* workspace, QUndoStack* undo)
    : QObject(bar), themes_(new QActionGroup{this}), layouts_(new QActionGroup{this}) {
  buildFile(bar);
  buildEdit(bar, undo);
  buildRun(bar, transport);
  buildView(bar, docks, workspace);
  buildHelp(bar);
}

void MainMenu::buildFile(QMenuBar* bar) {
  QMenu* menu = bar->addMenu(tr("&File"));
  menu->addAction(tr("&New experiment"), QKeySequence::New, this, &MainMenu::newRequested);
  menu->addAction(tr("Open &run …"), QKeySequence::Open, this, &MainMenu::openRunRequested);
  menu->addAction(tr("Open &experiment …"), QKeySequence{Qt::CTRL | Qt::SHIFT | Qt::Key_O}, this,
                  &MainMenu::openExperimentRequested);
  recent_ = menu->addMenu(tr("Re&cent files"));
  menu->addAction(tr("&Save experiment as …"), QKeySequence::Save, this, &MainMenu::saveRequested);
  menu->addSeparator();
  menu->addAction(tr("&Figure …"), QKeySequence{Qt::CTRL | Qt::Key_E}, this, &MainMenu::figureRequested);
  menu->addSeparator();
  menu->addAction(tr("&Quit"), QKeySequence{Qt::CTRL | Qt::Key_Q}, this, &MainMenu::quitRequested);
}

void MainMenu::buildEdit(QMenuBar* bar, QUndoStack* undo) {
  QMenu* menu = bar->addMenu(tr("&Edit"));
  QAction* back = undo->createUndoAction(menu, tr("&Undo"));
  QAction* forth = undo->createRedoAction(menu, tr("&Redo"));
  guard(back, undo, &QUndoStack::undo);
  guard(forth, undo, &QUndoStack::redo);
  back->setShortcut(QKeySequence::Undo);
  forth->setShortcut(QKeySequence::Redo);
  menu->addAction(back);
  menu->addAction(forth);
}

void MainMenu::buildRun(QMenuBar* bar, TransportBar* transport) {
  QMenu* menu = bar->addMenu(tr("&Run"));
  menu->addAction(transport->runAction());
  menu->addAction(transport->pauseAction());
  menu->addMenu(transport->stepMenu());
  menu->addAction(transport->stopAction());
  menu->addSeparator();
  QAction* queue = menu->addAction(tr("Add to the &queue"), this, &MainMenu::queueRequested);
  queue->setShortcuts({QKeySequence{Qt::SHIFT | Qt::CTRL | Qt::Key_Return},
                       QKeySequence{Qt::SHIFT | Qt::CTRL | Qt::Key_Enter}});
  QAction* sweep = menu->addAction(tr("S&weep \u2026"), QKeySequence{Qt::CTRL | Qt::SHIFT | Qt::Key_W}, this,
                                   &MainMenu::sweepRequested);
  sweep->setToolTip(tr("Run the experiment in the form with several values of one or two of its numbers"));
  twins_ = new TwinMenu{menu};
  menu->addMenu(twins_);
  change_ = menu->addAction(tr("C&hange the running run"), this, &MainMenu::changeRequested);
  change_->setToolTip(tr("Give the running run the algorithm, learning rate, momentum and weight decay of the form"));
  menu->setToolTipsVisible(true);
  setChangeable(false);
}

void MainMenu::buildView(QMenuBar* bar, const std::vector<QDockWidget*>& docks, const Workspace* workspace) {
  QMenu* menu = bar->addMenu(tr("&View"));
  QMenu* themes = menu->addMenu(tr("&Theme"));
  const std::pair<ThemeChoice, QString> choices[]{
      {ThemeChoice::Auto, tr("&Auto")}, {ThemeChoice::Light, tr("&Light")}, {ThemeChoice::Dark, tr("&Dark")}};
  for (const auto& [choice, title] : choices) {
    QAction* action = themes_->addAction(title);
    action->setCheckable(true);
    action->setData(static_cast<int>(choice));
    connect(action, &QAction::triggered, this, [this, choice = choice] { Q_EMIT themeChosen(choice); });
  }
  themes->addActions(themes_->actions());
  present_ = menu->addAction(tr("&Presentation"), QKeySequence{Qt::Key_F11}, this, &MainMenu::presentChosen);
  present_->setCheckable(true);
  plots_ = menu->addMenu(tr("P&lots"));
  menu->addSeparator();
  int number = 1;
  for (const auto& place : workspace->places()) {
    menu->addAction(tr("Only %1").arg(place.title), QKeySequence{Qt::CTRL | (Qt::Key_0 + number++)}, this,
                    [this, view = place.view] { Q_EMIT viewChosen(view); });
  }
  menu->addAction(tr("All plots"), QKeySequence{Qt::CTRL | Qt::Key_0}, this,
                  [this] { Q_EMIT viewChosen(nullptr); });
  menu->addSeparator();
  for (const QDockWidget* dock : docks) menu->addAction(dock->toggleViewAction());
  buildLayouts(menu->addMenu(tr("La&yout")));
}

void MainMenu::buildLayouts(QMenu* menu) {
  menu->setToolTipsVisible(true);
  struct Choice {
    NamedLayout layout;
    QString title, tip;
  };
  const Choice choices[]{
      {NamedLayout::Explore, tr("&Explore"), tr("The form at the left, the runs below")},
      {NamedLayout::Write, tr("&Write"), tr("Plots and the table of runs, without the form: for figures")}};
  for (const auto& [layout, title, tip] : choices) {
    QAction* action = layouts_->addAction(title);
    action->setCheckable(true);
    action->setToolTip(tip);
    action->setData(static_cast<int>(layout));
    connect(action, &QAction::triggered, this, [this, layout = layout] { Q_EMIT layoutChosen(layout); });
  }
  menu->addActions(layouts_->actions());
  menu->addSeparator();
  menu->addAction(tr("&Reset layout"), this, &MainMenu::resetLayoutRequested);
}

void MainMenu::buildHelp(QMenuBar* bar) {
  QMenu* menu = bar->addMenu(tr("&Help"));
  menu->addAction(tr("&Keyboard shortcuts"), QKeySequence::HelpContents, this, &MainMenu::shortcutsRequested);
  menu->addAction(tr("&About Skewlab"), this, &MainMenu::aboutRequested);
}

void MainMenu::setTheme(ThemeChoice choice) {
  for (QAction* action : themes_->actions())
    action->setChecked(action->data().toInt() == static_cast<int>(choice));
}

void MainMenu::setChangeable(bool changeable) {
  change_->setEnabled(changeable);
}

void MainMenu::setLayout(NamedLayout layout) {
  for (QAction* action : layouts_->actions())
    action->setChecked(action->data().toInt() == static_cast<int>(layout));
}

void MainMenu::setPresenting(bool presenting) {
  present_->setChecked(presenting);
}

}  // namespace lab::ui
