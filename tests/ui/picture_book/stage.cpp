#include "tests/ui/picture_book/stage.h"

#include <stdexcept>

#include <QApplication>
#include <QDeadlineTimer>
#include <QPixmap>
#include <QPushButton>

#include "engine/catalogue.h"
#include "tests/ui/views/fake_run.h"
#include "ui/preferences.h"

namespace lab::ui::test {
namespace {

constexpr std::int64_t kIterations = 600;

std::vector<Event> runOf(const ExperimentSpec& spec) {
  const std::int64_t travelEvery = spec.skewscout.enabled ? spec.skewscout.period : 0;
  auto events = test::events({.iterations = kIterations, .evaluateEvery = 20, .travelEvery = travelEvery});
  for (auto& event : events) {
    if (auto* started = std::get_if<RunStarted>(&event)) started->specJson = toJson(spec, catalogue::vocabulary());
  }
  return events;
}

}  // namespace

std::string Look::name() const {
  return Theme::of(theme).name.toLower().toStdString() + "-" + std::to_string(size.width()) + "x" +
         std::to_string(size.height());
}

const std::vector<Look>& looks() {
  static const auto kAll = [] {
    std::vector<Look> all;
    for (const auto theme : {ThemeId::Light, ThemeId::Dark, ThemeId::Projector}) {
      for (const QSize size : {QSize{1366, 768}, QSize{1280, 720}}) all.push_back({theme, size});
    }
    return all;
  }();
  return kAll;
}

void settle() {
  const QDeadlineTimer rest{500};
  while (!rest.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

Stage::Stage(const Look& look, std::filesystem::path folder) : look_(look), folder_(std::move(folder)) {
  Preferences{}.setTheme(look.theme == ThemeId::Dark ? ThemeChoice::Dark : ThemeChoice::Light);
  window_ = openWindow();
}

std::unique_ptr<MainWindow> Stage::openWindow() {
  auto window = std::make_unique<MainWindow>(engine_.factory(), resumedSession, twinFactory(engine_, twin_));
  window->resize(look_.size);
  window->show();
  window->begin();
  window->resize(look_.size);
  settle();
  if (presenting()) {
    window->present(true);
    window->resize(look_.size);
  }
  return window;
}

void Stage::startAnew() {
  window_.reset();
  window_ = openWindow();
}

QAction* Stage::action(const QString& text) {
  for (auto* action : window_->findChildren<QAction*>()) {
    if (action->text() == text) return action;
  }
  throw std::runtime_error("no action is called " + text.toStdString());
}

void Stage::press(const char* button) {
  find<QPushButton>(QString::fromLatin1(button))->click();
}

void Stage::train(const ExperimentSpec& spec) {
  find<SpecPanel>()->setSpec(spec);
  find<TransportBar>()->runAction()->trigger();
}

void Stage::play(std::int64_t until) {
  goOn(-1, until);
}

void Stage::goOn(std::int64_t from, std::int64_t until) {
  const auto run = runOf(engine_.spec);
  const auto events = test::until(run, until);
  for (std::size_t i = from < 0 ? 0 : test::until(run, from).size(); i < events.size(); ++i) engine_.send(events[i]);
  engine_.now = {until, kIterations, static_cast<double>(until) * 0.08};
  settle();
}

void Stage::save(const std::string& name) {
  save(*window_, name);
}

void Stage::save(QWidget& widget, const std::string& name) {
  settle();
  std::filesystem::create_directories(folder_);
  const auto file = folder_ / (name + ".png");
  if (!widget.grab().save(QString::fromStdString(file.string())))
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace lab::ui::test
