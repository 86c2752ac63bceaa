#include <QSlider>

#include "tests/ui/picture_book/scenes.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/recorded_runs.h"

namespace lab::ui::test {
namespace {

void play(FakeEngine& engine, double quality, double saving) {
  const auto events = eventsOf(
      {.spec = engine.spec, .iterations = 600, .evaluateEvery = 20, .quality = quality, .saving = saving});
  for (const auto& event : until(events, 420)) {
    if (!std::holds_alternative<RunEnded>(event)) engine.send(event);
  }
  engine.now = {420, 600, 33};
}

// Gaia and BSP: the menu that starts them, the two while they go, an earlier moment, the end.
void drawTwins(Stage& stage) {
  auto* menu = stage.find<MainMenu>()->twinMenu();
  menu->popup(stage.window().mapToGlobal(QPoint{60, 40}));
  stage.save(*menu, "twin-menu");
  menu->close();
  Q_EMIT menu->algorithmChosen("bsp");
  play(stage.engine(), 0.85, 12);
  play(stage.twin(), 1, 1);
  stage.save("twin");
  auto* moment = stage.workspace().scrubBar().findChild<QSlider*>();
  moment->setValue(moment->maximum() / 2);
  stage.save("twin-scrubbed");
  moment->setValue(moment->maximum());
  for (auto* engine : {&stage.engine(), &stage.twin()}) engine->send(RunEnded{420, 33, RunStatus::Finished, {}});
  stage.save("twin-finished");
}

}  // namespace

std::vector<Scene> twinScenes() {
  return {{drawTwins}};
}

}  // namespace lab::ui::test
