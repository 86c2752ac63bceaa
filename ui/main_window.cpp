#include "ui/main_window.h"

#include <chrono>

#include <QGuiApplication>
#include <QVBoxLayout>

#include "engine/presets.h"
#include "engine/run_store.h"
#include "engine/validate.h"
#include "ui/bridge/background.h"
#include "ui/plot_look.h"
#include "ui/queue_panel.h"
#include "ui/spec_commands.h"
#include "ui/twin_page.h"

namespace lab::ui {
namespace {

constexpr int kUndoSteps = 200;

// Empty when it cannot be made; begin() says why, and everything that needs no store works all the same.
std::filesystem::path storeFolder() {
  return attempt([] { return runStoreFolder(); }).value.value_or(std::filesystem::path{});
}

}  // namespace

MainWindow::MainWindow(RunFactory factory, ResumeFactory resume, TwinFactory twins, QWidget* parent)
    : QMainWindow(parent),
      controller_(std::move(factory), std::move(resume), std::move(twins)),
      queueMemory_(queue_, storeFolder()),
      transport_(new TransportBar{this}),
      status_(new StatusLine{this}),
      message_(new MessageBar{this}),
      result_(new MessageBar{this}),
      pages_(new QStackedWidget{this}),
      welcome_(new Welcome{this}),
      workspace_(new Workspace{views::all(), this}),
      stage_(new RunStage{workspace_, this}),
      library_(new RunLibrary{storeFolder(), undo_, this}),
      compare_(new ComparePage{library_->model(), this}),
      twin_(new TwinPage{views::all(), this}),
      experimentDock_(addDock(Qt::LeftDockWidgetArea, tr("Experiment"), "experiment", new QWidget)),
      runsDock_(addDock(Qt::BottomDockWidgetArea, tr("Runs"), "runs", library_)),
      queueDock_(addDock(Qt::BottomDockWidgetArea, tr("Queue"), "queue", new QueuePanel{queue_})),
      log_(new RunLog{this}),
      logDock_(addDock(Qt::BottomDockWidgetArea, tr("Log"), "log", log_)),
      inspector_(new Inspector{this}),
      inspectorDock_(addDock(Qt::RightDockWidgetArea, tr("Inspector"), "inspector", inspector_)),
      menu_(new MainMenu{menuBar(),
                         transport_,
                         {experimentDock_, runsDock_, queueDock_, logDock_, inspectorDock_},
                         workspace_,
                         &undo_}) {
  setWindowTitle(tr("Skewlab"));
  undo_.setUndoLimit(kUndoSteps);
  setAcceptDrops(true);
  addToolBar(transport_);
  setStatusBar(status_);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  buildCentre();
  connectTransport();
  connectMenu();
  connectWelcome();
  connectLibrary();
  connectCompare();
  connectTwins();
  connectChange();
  connectQueue();
  connectSweeps();
  connectController();
  connectStage();
  connectViews();
  connectRecent();
  new PlotLook{*menu_->plotMenu(), *workspace_, this};
  layoutChanged_.setSingleShot(true);
  layoutChanged_.setInterval(std::chrono::milliseconds{500});
  connect(&layoutChanged_, &QTimer::timeout, this, &MainWindow::saveLayout);
  menu_->setTheme(preferences_.theme());
  menu_->setLayout(preferences_.namedLayout());
  transport_->setXAxis(preferences_.xAxis());
  compare_->setXAxis(preferences_.xAxis());
  twin_->setXAxis(preferences_.xAxis());
  workspace_->setXAxis(preferences_.xAxis());
  workspace_->setOrder(preferences_.tiles());
  applyTheme();
  restorePlace();
}

void MainWindow::buildCentre() {
  auto* centre = new QWidget{this};
  auto* column = new QVBoxLayout{centre};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* messages = new QVBoxLayout;
  messages->setContentsMargins(6, 6, 6, 0);
  messages->addWidget(message_);
  messages->addWidget(result_);
  column->addLayout(messages);
  column->addWidget(pages_, 1);
  pages_->addWidget(welcome_);
  pages_->addWidget(workspace_);
  setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(Qt::DockWidgetArea area, const QString& title, const QString& name,
                                 QWidget* content) {
  auto* dock = new QDockWidget{title, this};
  dock->setObjectName(name);
  dock->setWidget(content);
  // A floating dock cannot be put back under Wayland (QTBUG-87332).
  QDockWidget::DockWidgetFeatures features = QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable;
  if (!QGuiApplication::platformName().startsWith("wayland")) features |= QDockWidget::DockWidgetFloatable;
  dock->setFeatures(features);
  dock->installEventFilter(this);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::begin() {
  const auto known = attempt([] { return presets(); });
  if (!known.value) report(known.problem);
  if (const auto store = attempt([] { return runStoreFolder(); }); !store.value) report(store.problem);
  panel_ = new SpecPanel{known.value.value_or(std::vector<Preset>{})};
  formPreview_ = new PartitionView;
  formPreview_->setCompact(true);
  formPreview_->setFixedHeight(fontMetrics().height() * 11);
  panel_->addToGroup(GroupId::Data, formPreview_);
  experimentDock_->setWidget(panel_);
  connectPanel();
  formPreview_->setTheme(theme_);
  restoreLayout();  // only now the form says how wide it is
  welcome_->setQuickStart(panel_->whyOf("quickstart"));
  if (pages_->currentWidget() == welcome_) welcome_->takeFocus();
  if (const auto queued = attempt([this] { return queueMemory_.restore(); }); !queued.value) {
    report(queued.problem);
  } else if (!*queued.value) {
    message_->say(MessageBar::Tone::Note,
                  tr("Another window keeps the queue of this run store; what is added to the queue here is forgotten "
                     "when this window closes."));
  }
  restoreSession();
  library_->refresh();
  inBackground(
      this, [] { return availableDevices(); },
      [this](const Outcome<std::vector<std::string>>& outcome) {
        if (outcome.value) panel_->setDevices(*outcome.value);
      });
}

void MainWindow::connectTransport() {
  connect(transport_, &TransportBar::runRequested, this, &MainWindow::startForm);
  connect(transport_, &TransportBar::pauseRequested, &controller_, &SessionController::pause);
  connect(transport_, &TransportBar::resumeRequested, &controller_, &SessionController::resume);
  connect(transport_, &TransportBar::stepRequested, &controller_, &SessionController::step);
  connect(transport_, &TransportBar::stopRequested, &controller_, &SessionController::stop);
  connect(transport_, &TransportBar::followChosen, workspace_, &Workspace::setFollow);
  connect(transport_, &TransportBar::followChosen, twin_, &TwinPage::setFollow);
  connect(workspace_, &Workspace::followChanged, transport_, &TransportBar::setFollowing);
  connect(workspace_, &Workspace::orderChanged, this, [this] { preferences_.setTiles(workspace_->order()); });
  connect(transport_, &TransportBar::xAxisChosen, this, [this](XAxis axis) {
    preferences_.setXAxis(axis);
    workspace_->setXAxis(axis);
    compare_->setXAxis(axis);
    twin_->setXAxis(axis);
  });
}

void MainWindow::connectMenu() {
  connect(menu_, &MainMenu::newRequested, this, &MainWindow::newExperiment);
  connect(menu_, &MainMenu::openRunRequested, this, [this] { browse(tr("Open run"), tr("Runs (*.h5)")); });
  connect(menu_, &MainMenu::openExperimentRequested, this,
          [this] { browse(tr("Open experiment"), tr("Experiments (*.json)")); });
  connect(menu_, &MainMenu::saveRequested, this, &MainWindow::saveExperiment);
  connect(menu_, &MainMenu::figureRequested, this, [this] { makeFigure(); });
  connect(menu_, &MainMenu::quitRequested, this, &QWidget::close);
  connect(menu_, &MainMenu::themeChosen, this, [this](ThemeChoice choice) {
    preferences_.setTheme(choice);
    applyTheme();
  });
  connect(menu_, &MainMenu::presentChosen, this, &MainWindow::present);
  connect(menu_, &MainMenu::viewChosen, workspace_, &Workspace::showAlone);
  connect(menu_, &MainMenu::layoutChosen, this, [this](NamedLayout layout) {
    preferences_.setNamedLayout(layout);
    arrangeDocks();
  });
  connect(menu_, &MainMenu::resetLayoutRequested, this, &MainWindow::resetLayout);
  connect(menu_, &MainMenu::shortcutsRequested, this, &MainWindow::showShortcuts);
  connect(menu_, &MainMenu::aboutRequested, this, &MainWindow::showAbout);
}

void MainWindow::connectWelcome() {
  connect(welcome_, &Welcome::quickStartRequested, this, &MainWindow::quickStart);
  connect(welcome_, &Welcome::newRequested, this, &MainWindow::newExperiment);
  connect(welcome_, &Welcome::openRequested, stage_, &RunStage::open);
  connect(welcome_, &Welcome::dropped, this, &MainWindow::openFile);
  connect(welcome_, &Welcome::browseRequested, this, [this] {
    browse(tr("Open a run, an experiment or a figure"),
           tr("Runs, experiments and figures (*.h5 *.json *.pdf *.png *.svg)"));
  });
}

void MainWindow::connectPanel() {
  connect(panel_, &SpecPanel::edited, this, [this](const QString& key, const SpecPanel::State& before) {
    const bool same = before.spec == panel_->spec() && before.reference == panel_->state().reference;
    if (!same) undo_.push(new EditSpec{*panel_, key, before});
  });
  connect(panel_, &SpecPanel::edited, this, &MainWindow::offerToChangeRun);
  connect(panel_, &SpecPanel::changed, this, [this] { feeder_.follow(panel_->spec()); });
  connect(panel_, &SpecPanel::sweepRequested, this,
          [this](const QString& key) { openSweep(key.toStdString()); });
  connect(&feeder_, &PreviewFeeder::ready, this, &MainWindow::showPreview);
  connect(&feeder_, &PreviewFeeder::failed, this, [this] {
    // The reason stands at its field; an old picture must not pretend to belong to the new settings.
    formPreview_->hide();
    panel_->setPreview({});
  });
  feeder_.follow(panel_->spec());
  connectPainting();
}

void MainWindow::connectPainting() {
  auto* tile = qobject_cast<PartitionView*>(workspace_->view("partition"));
  if (tile == nullptr) return;
  connect(tile, &PartitionView::painting, tile,
          [tile](const std::vector<std::int64_t>& counts, int partitions) {
            tile->setSkew(skewOf(counts, partitions));
          });
  connect(tile, &PartitionView::painted, this, [this](const ParamTable& table) {
    panel_->setSplit(table);
    experimentDock_->show();
  });
}

}  // namespace lab::ui
