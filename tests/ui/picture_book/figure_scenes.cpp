#include "tests/ui/picture_book/scenes.h"
#include "tests/ui/window/recorded_runs.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_settings.h"

namespace lab::ui::test {
namespace {

void drawEditor(Stage& stage) {
  const auto run = stage.runs() / "gaia.h5";
  writeRun(run, {.iterations = 600, .evaluateEvery = 20});
  stage.window().openFile(run);
  settle();
  Q_EMIT stage.find<MainMenu>()->figureRequested();
  settle();
  auto* editor = stage.find<FigureEditor>();
  stage.save(*editor, "figure");
  auto spec = editor->settings().spec();
  spec.views = {"accuracy", "communication", "partition", "divergence"};
  applyPreset(spec, "ieee2");
  editor->settings().setSpec(spec);
  Q_EMIT editor->settings().changed();
  stage.save(*editor, "figure-several");
  const auto figure = stage.runs() / "figure.pdf";
  editor->exportTo(figure);
  stage.window().openFile(figure);
  stage.save("figure-dropped");
}

}  // namespace

std::vector<Scene> figureScenes() {
  return {{drawEditor}};
}

}  // namespace lab::ui::test
