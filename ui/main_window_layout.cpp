// How the window looks: theme, docks, and what is remembered of both.

#include <utility>

#include <QApplication>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>

#include "ui/icons.h"
#include "ui/main_window.h"
#include "ui/theme/appearance.h"
#include "ui/twin_page.h"
#include "ui/window_style.h"

namespace lab::ui {
namespace {

constexpr int kLayoutVersion = 4;  // raise it when docks change: older layouts are then refused
constexpr int kWidth = 1366;
constexpr int kHeight = 768;
// Lines of text: a window of such a width, or height, has room for the dock and for plots that can be read.
constexpr int kRoomForInspector = 100;
constexpr int kRoomForRuns = 44;

}  // namespace

void MainWindow::applyTheme() {
  theme_ = Theme::of(presenting_ ? ThemeId::Projector : themeFor(preferences_.theme(), darkDesktop_));
  // Polishing every widget anew takes longer than anything else here, so not without need.
  const bool applied =
      qApp->styleSheet() == theme_.styleSheet() && QApplication::font() == applicationFont(theme_);
  if (!applied) applyAppearance(*qApp, theme_);
  setStyleSheet(windowStyle(theme_));
  setWindowIcon(accentIcon(QStringLiteral("skewlab"), theme_));
  transport_->setTheme(theme_);
  message_->setTheme(theme_);
  result_->setTheme(theme_);
  welcome_->setTheme(theme_);
  workspace_->setTheme(theme_);
  library_->setTheme(theme_);
  compare_->setTheme(theme_);
  twin_->setTheme(theme_);
  inspector_->setTheme(theme_);
  if (formPreview_ != nullptr) formPreview_->setTheme(theme_);
}

void MainWindow::setDarkDesktop(bool dark) {
  if (std::exchange(darkDesktop_, dark) != dark) applyTheme();
}

void MainWindow::present(bool presenting) {
  if (presenting == presenting_) return;
  if (presenting) beforePresenting_ = saveState(kLayoutVersion);
  presenting_ = presenting;
  menu_->setPresenting(presenting);
  // Docks go before the fonts grow and come back after they have shrunk: both at once would not fit the
  // screen.
  if (presenting) {
    experimentDock_->hide();
    runsDock_->hide();
    queueDock_->hide();
    logDock_->hide();
    inspectorDock_->hide();
  }
  applyTheme();
  if (!presenting) restoreState(beforePresenting_, kLayoutVersion);
}

void MainWindow::saveLayout() {
  if (!presenting_) preferences_.setLayout(saveGeometry(), saveState(kLayoutVersion));
}

void MainWindow::restorePlace() {
  resize(QSize{kWidth, kHeight}.boundedTo(QGuiApplication::primaryScreen()->availableSize()));
  restoreGeometry(preferences_.geometry());
  // Before the window is shown: it would become as high as the dock wants.
  runsRoom_.show(true, roomForRuns());
}

void MainWindow::restoreLayout() {
  // Refused is what another version has written; the named layout then says what there is.
  if (!restoreState(preferences_.layout(), kLayoutVersion)) return arrangeDocks();
  queueDock_->setVisible(queue_.count() > 0);
  fitDocks();
}

void MainWindow::arrangeDocks() {
  addDockWidget(Qt::LeftDockWidgetArea, experimentDock_);
  addDockWidget(Qt::BottomDockWidgetArea, runsDock_);
  addDockWidget(Qt::RightDockWidgetArea, inspectorDock_);
  tabifyDockWidget(runsDock_, queueDock_);
  tabifyDockWidget(queueDock_, logDock_);
  const bool explore = preferences_.namedLayout() == NamedLayout::Explore;
  for (QDockWidget* dock : {experimentDock_, runsDock_, inspectorDock_}) dock->setFloating(false);
  experimentDock_->setVisible(explore);
  runsRoom_.show(true, roomForRuns());
  inspectorRoom_.show(explore, roomForInspector());
  // It comes with the first experiment that waits, the log with the first warning.
  queueDock_->setVisible(queue_.count() > 0);
  logDock_->hide();
  runsDock_->raise();
  const int form = panel_ == nullptr ? 0 : panel_->sizeHint().width();
  resizeDocks({experimentDock_, inspectorDock_}, {form, fontMetrics().height() * 18}, Qt::Horizontal);
  // A short screen gives its height to the plots.
  resizeDocks({runsDock_}, {fontMetrics().height() * (height() < kHeight ? 8 : 11)}, Qt::Vertical);
}

bool MainWindow::roomForInspector() const {
  return width() >= kRoomForInspector * fontMetrics().height();
}

bool MainWindow::roomForRuns() const {
  return height() >= kRoomForRuns * fontMetrics().height();
}

void MainWindow::fitDocks() {
  if (presenting_ || panel_ == nullptr) return;
  inspectorRoom_.setRoom(roomForInspector());
  runsRoom_.setRoom(roomForRuns());
}

void MainWindow::resetLayout() {
  preferences_.setNamedLayout(NamedLayout::Explore);
  menu_->setLayout(NamedLayout::Explore);
  arrangeDocks();
  workspace_->showTab(Workspace::Live);
  workspace_->showAlone(nullptr);
  for (const auto& place : workspace_->places()) workspace_->attach(place.view);
  workspace_->setOrder({});
  preferences_.setTiles({});
}

// Written when it changes, so that a crash loses nothing.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const auto type = event->type();
  if (type == QEvent::Resize || type == QEvent::Show || type == QEvent::Hide) layoutChanged_.start();
  return QMainWindow::eventFilter(watched, event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  fitDocks();
  layoutChanged_.start();
}

void MainWindow::moveEvent(QMoveEvent* event) {
  QMainWindow::moveEvent(event);
  layoutChanged_.start();
}

// Asks nothing: the run is stopped, its checkpoint written, and the store shows it as stopped.
void MainWindow::closeEvent(QCloseEvent* event) {
  saveLayout();
  if (panel_ != nullptr) rememberSession();
  hide();
  queue_.hold(true);
  controller_.finish();
  event->accept();
}

}  // namespace lab::ui
