#include <algorithm>
#include <fstream>

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

#include "engine/run_store.h"
#include "tests/ui/picture_book/scenes.h"
#include "tests/ui/window/recorded_runs.h"
#include "ui/sweep_dialog.h"

namespace lab::ui::test {
namespace {

void fill(Stage& stage) {
  writeAfternoons(stage.runs());
  stage.library().refresh();
  settle();
}

void choose(Stage& stage, const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> runs;
  for (const auto& row : stage.library().model().rows()) {
    if (std::ranges::find(names, row.summary.path.stem().string()) != names.end()) runs.push_back(row.summary.path);
  }
  stage.library().table().select(runs);
  auto& workspace = stage.workspace();
  for (auto* pages : stage.window().findChildren<QStackedWidget*>()) {
    if (pages->indexOf(&workspace) >= 0) pages->setCurrentWidget(&workspace);
  }
  workspace.showPage(stage.find<ComparePage>());
}

void drawTable(Stage& stage) {
  stage.save("table-empty");
  fill(stage);
  stage.save("table");
  auto* line = stage.library().filter().edit();
  line->setText(QStringLiteral("algo:gaia acc>50% -tag:old"));
  stage.save("table-filtered");
  line->setText(QStringLiteral("algo:gaia skwe>=0.6"));
  stage.save("table-filter-mistake");
  line->clear();
  settle();
  const auto& rows = stage.library().model().rows();
  const auto unlocked = std::ranges::find_if(rows, [](const RunRow& row) { return !row.notes.locked; });
  stage.library().trash({unlocked->summary.path});
  stage.save("table-trashed");
  stage.library().findChild<QToolButton*>(QStringLiteral("showTrash"))->setChecked(true);
  stage.save("trash");
}

void drawCompare(Stage& stage) {
  fill(stage);
  choose(stage, {"run-11-gaia"});
  stage.save("compare-one");
  choose(stage, {"run-11-gaia", "run-12-fedavg", "run-13-dgc", "run-10-bsp"});
  stage.save("compare-four");
  choose(stage, {"run-11-gaia", "run-15-gaia", "run-18-gaia", "run-13-dgc", "run-17-dgc"});
  stage.save("compare-seeds");
  auto* compare = stage.find<ComparePage>();
  for (auto* tabs : compare->findChildren<QTabWidget*>()) tabs->setCurrentIndex(1);
  stage.save("compare-settings");
  for (auto* tabs : compare->findChildren<QTabWidget*>()) tabs->setCurrentIndex(0);
  choose(stage, {"run-21-gaia", "run-18-gaia"});
  stage.save("compare-no-baseline");
}

// A sweep that has been made: over one setting, and over two.
void drawSwept(Stage& stage) {
  for (const double rate : {0.01, 0.02, 0.05}) {
    for (const double skew : {0.0, 0.5, 1.0}) {
      for (const std::int64_t seed : {1, 2}) {
        RecordedRunFile run{.quality = 1.02 - 0.2 * skew - 3 * rate * skew - 0.02 * static_cast<double>(seed)};
        run.spec.partition.params["skew"] = skew;
        run.spec.training.learningRate = rate;
        run.spec.seed = seed;
        run.spec.name = QStringLiteral("Skew %1 %, rate %2, seed %3").arg(100 * skew).arg(rate).arg(seed).toStdString();
        writeRun(stage.runs() / (run.spec.name + ".h5"), run);
      }
    }
  }
  stage.library().refresh();
  settle();
  const auto show = [&](const QString& filter, const char* picture) {
    stage.library().filter().edit()->setText(filter);
    settle();
    std::vector<std::string> names;
    for (const auto& row : stage.library().model().rows()) {
      if (row.name.contains(filter)) names.push_back(row.summary.path.stem().string());
    }
    choose(stage, names);
    for (auto* tabs : stage.find<ComparePage>()->findChildren<QTabWidget*>()) tabs->setCurrentIndex(2);
    stage.save(picture);
  };
  show(QStringLiteral("rate 0.02"), "compare-sweep-one");
  show(QStringLiteral("Skew"), "compare-sweep-two");
}

void drawQueue(Stage& stage) {
  stage.find<SpecPanel>()->setPreset(QStringLiteral("quickstart").toStdString());
  for (int i = 0; i < 4; ++i) stage.action(QStringLiteral("Add to the &queue"))->trigger();
  stage.find<QDockWidget>(QStringLiteral("queue"))->raise();
  stage.save("queue");
}

void interrupt(const Stage& stage, const std::string& name, const std::string& created) {
  RecordedRunFile run{.created = created, .status = RunStatus::Interrupted};
  run.spec.name = name;
  const auto file = stage.runs() / (name + ".h5");
  writeRun(file, run);
  std::ofstream{checkpointOf(file)} << "made up";
}

void drawStart(Stage& stage) {
  {
    const auto second = stage.openWindow();
    stage.save(*second, "start-second-window");
  }
  interrupt(stage, "cut off", "2026-11-25T10:00:00Z");
  stage.startAnew();
  stage.save("start-interrupted");
  interrupt(stage, "cut off later", "2026-11-25T11:00:00Z");
  stage.startAnew();
  stage.save("start-interrupted-several");
  std::ofstream{stage.runs() / "queue.json"} << "[{}]";
  stage.startAnew();
  stage.save("start-queue-unreadable");
}

void drawLog(Stage& stage) {
  ExperimentSpec spec = plainSpec();
  spec.skewscout.enabled = true;
  spec.skewscout.period = 50;
  stage.train(spec);
  stage.play(480);
  auto* dock = stage.find<QDockWidget>(QStringLiteral("log"));
  dock->show();
  dock->raise();
  stage.save("log");
}

void drawSweep(Stage& stage) {
  fill(stage);
  stage.find<SpecPanel>()->setPreset("quickstart");
  stage.find<SpecPanel>()->field("partition.skew")->label()->actions().front()->trigger();
  auto* dialog = stage.find<SweepDialog>();
  const auto values = dialog->findChildren<QLineEdit*>(QString{}, Qt::FindDirectChildrenOnly);
  stage.save(*dialog, "sweep-opened");
  values.at(0)->setText(QStringLiteral("0 to 100 step 20"));
  stage.save(*dialog, "sweep-one");
  dialog->findChildren<QComboBox*>().at(1)->setCurrentText(QStringLiteral("Learning rate"));
  values.at(1)->setText(QStringLiteral("0.01, fast"));
  stage.save(*dialog, "sweep-mistake");
  values.at(1)->setText(QStringLiteral("0.01, 0.02"));
  stage.save(*dialog, "sweep-two");
  for (auto* button : dialog->findChildren<QPushButton*>()) {
    if (button->isDefault()) button->click();
  }
  stage.find<QDockWidget>(QStringLiteral("queue"))->raise();
  stage.save("sweep-queued");
}

}  // namespace

std::vector<Scene> storeScenes() {
  return {{drawTable, false}, {drawCompare}, {drawSwept}, {drawQueue, false}, {drawStart}, {drawLog, false}, {drawSweep}};
}

}  // namespace lab::ui::test
