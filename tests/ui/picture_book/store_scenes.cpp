#include <algorithm>

#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

#include "tests/ui/picture_book/scenes.h"
#include "tests/ui/window/recorded_runs.h"

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

void drawQueue(Stage& stage) {
  stage.find<SpecPanel>()->setPreset(QStringLiteral("quickstart").toStdString());
  for (int i = 0; i < 4; ++i) stage.action(QStringLiteral("Add to the &queue"))->trigger();
  stage.find<QDockWidget>(QStringLiteral("queue"))->raise();
  stage.save("queue");
}

}  // namespace

std::vector<Scene> storeScenes() {
  return {{drawTable, false}, {drawCompare}, {drawQueue, false}};
}

}  // namespace lab::ui::test
