#include <QPushButton>
#include <QSlider>

#include "engine/presets.h"
#include "tests/ui/picture_book/scenes.h"

namespace lab::ui::test {
namespace {

ExperimentSpec scoutedSpec() {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.skewscout.enabled = true;
  spec.skewscout.period = 50;
  return spec;
}

constexpr std::pair<Workspace::Tab, const char*> kTabs[]{{Workspace::Live, "live"},
                                                         {Workspace::Data, "data"},
                                                         {Workspace::Model, "model"},
                                                         {Workspace::Network, "network"}};

void saveTabs(Stage& stage, const std::string& state) {
  for (const auto& [tab, name] : kTabs) {
    stage.workspace().showTab(tab);
    stage.save(state + "-" + name);
  }
  stage.workspace().showTab(Workspace::Live);
}

void saveAlone(Stage& stage, const std::string& state) {
  for (const auto* view : {"skewscout", "travel", "divergence", "classes"}) {
    stage.workspace().showAlone(stage.workspace().view(view));
    stage.save(state + "-" + view);
  }
  stage.workspace().showAlone(nullptr);
}

void drawQuickStart(Stage& stage) {
  stage.save("welcome");
  stage.press("heroButton");
  stage.play(0);
  saveTabs(stage, "waiting");
  stage.play(340);
  saveTabs(stage, "live");
  stage.engine().send(RunPaused{340});
  stage.save("paused");
  stage.engine().send(RunResumed{340});
  stage.play(600);
  stage.engine().send(RunEnded{600, 48, RunStatus::Finished, {}});
  stage.save("finished");
}

void drawSkewScout(Stage& stage) {
  stage.train(scoutedSpec());
  stage.play(0);
  stage.save("scout-waiting");
  saveAlone(stage, "scout-waiting");
  stage.play(480);
  saveTabs(stage, "scout");
  saveAlone(stage, "scout");
  auto* moment = stage.workspace().scrubBar().findChild<QSlider*>();
  moment->setValue(moment->maximum() / 2);
  saveTabs(stage, "scrubbed");
  if (stage.presenting()) return;  // without the form
  auto* panel = stage.find<SpecPanel>();
  panel->setSpec(scoutedSpec());
  panel->showRow("skewscout.travel_share");
  stage.save("scout-form");
}

// The running run gets another learning rate and threshold: the offer, and the plots afterwards.
void drawChange(Stage& stage) {
  stage.press("heroButton");
  stage.play(220);
  auto* panel = stage.find<SpecPanel>();
  const auto before = panel->state();
  ExperimentSpec spec = panel->spec();
  spec.training.learningRate = 0.05;
  spec.algorithm.params["threshold"] = 0.3;
  panel->setSpec(spec);
  Q_EMIT panel->edited(QStringLiteral("algorithm.threshold"), before);
  stage.save("change-offered");
  stage.engine().send(SettingChanged{220, "training.learning_rate", "0.01", "0.05"});
  stage.engine().send(SettingChanged{220, "algorithm.threshold", "0.1", "0.3"});
  stage.goOn(220, 420);
  stage.save("changed");
}

void drawEmpty(Stage& stage) {
  stage.action(QStringLiteral("&New experiment"))->trigger();
  saveTabs(stage, "empty");
}

void drawFormProblem(Stage& stage) {
  ExperimentSpec spec = stage.find<SpecPanel>()->spec();
  spec.partitions = 0;
  spec.training.learningRate = -1;
  stage.train(spec);
  stage.save("form-problem");
}

void drawFailure(Stage& stage) {
  stage.press("heroButton");
  stage.play(200);
  stage.engine().send(RunEnded{200, 9, RunStatus::Failed,
                               "The run needs more memory than this machine has; use a smaller minibatch, network or "
                               "data set."});
  saveTabs(stage, "failed");
}

}  // namespace

std::vector<Scene> runScenes() {
  return {{drawQuickStart}, {drawSkewScout}, {drawChange}, {drawEmpty}, {drawFormProblem, false}, {drawFailure}};
}

void drawRecorded(Stage& stage, const std::filesystem::path& run) {
  stage.window().openFile(run);
  settle();
  // Of a twin, the page with both says what there is to see.
  for (auto* button : stage.window().findChildren<QPushButton*>()) {
    if (!button->isVisible() || !button->text().contains(QStringLiteral("its &twin"))) continue;
    button->click();
    stage.save("recorded-twin");
    return;
  }
  saveTabs(stage, "recorded");
  saveAlone(stage, "recorded");
}

}  // namespace lab::ui::test
