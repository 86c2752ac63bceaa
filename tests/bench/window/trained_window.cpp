#include "tests/bench/window/trained_window.h"

#include <utility>

#include <QTest>

#include "engine/presets.h"
#include "tests/bench/window/waiting.h"

namespace lab::bench {

ExperimentSpec endlessQuickStart() {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.training.iterations = 10'000'000;
  return spec;
}

TrainedWindow::TrainedWindow(ui::RunFactory factory)
    : window_(std::move(factory)),
      workspace_(window_.findChild<ui::Workspace*>()),
      transport_(window_.findChild<ui::TransportBar*>()) {
  window_.show();
  window_.begin();
  panel_ = window_.findChild<ui::SpecPanel*>();
  window_.activateWindow();
  (void)await([this] { return window_.isActiveWindow(); }, std::chrono::seconds{10});
}

void TrainedWindow::startQuickStart() {
  QTest::keyClick(window_.windowHandle(), Qt::Key_Return);
}

void TrainedWindow::start(const ExperimentSpec& spec) {
  panel_->setSpec(spec);
  transport_->runAction()->trigger();
}

void TrainedWindow::startEndless() {
  start(endlessQuickStart());
}

bool TrainedWindow::isPaused() const {
  return transport_->pauseAction()->text() == QStringLiteral("&Resume");
}

bool TrainedWindow::hasEnded() const {
  for (const auto* bar : window_.findChildren<ui::MessageBar*>()) {
    if (bar->isVisible() && bar->property("tone").toString() == QStringLiteral("result")) return true;
  }
  return false;
}

std::size_t TrainedWindow::points() const {
  const auto* plot = workspace_->view("accuracy")->findChild<ui::LinePlot*>();
  return plot->lineCount() == 0 ? 0 : plot->pointCount(0);
}

double TrainedWindow::drawMilliseconds() const {
  return workspace_->drawMilliseconds();
}

}  // namespace lab::bench
