// Figures in the window: made of the run on the screen, and taken back from a dropped file.

#include <QAction>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_settings.h"
#include "ui/main_window.h"
#include "ui/views/tile_menu.h"

namespace lab::ui {
namespace {

using test::eventually;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Figures : public testing::Test {
 protected:
  Figures() {
    test::writeRun(run_, {.spec = spec_});
    window_.show();
    window_.begin();
  }

  [[nodiscard]] std::string said() const {
    QStringList sentences;
    for (const auto* bar : window_.findChildren<MessageBar*>()) sentences << bar->sentence();
    return sentences.join('|').toStdString();
  }
  [[nodiscard]] bool says(const char* part) const {
    return eventually([&] { return said().find(part) != std::string::npos; });
  }
  void choose(const QString& menuEntry) const {
    for (auto* action : window_.findChildren<QAction*>()) {
      if (action->text().remove('&') == menuEntry) return action->trigger();
    }
    FAIL() << "no menu entry " << menuEntry.toStdString();
  }
  void press(const QString& text) const {
    for (auto* button : window_.findChildren<QPushButton*>()) {
      if (button->text().remove('&') == text) return button->click();
    }
    FAIL() << "no button " << text.toStdString();
  }
  /// The editor once it shows a figure.
  FigureEditor* editor() const {
    FigureEditor* found = nullptr;
    (void)eventually([&] {
      found = window_.findChild<FigureEditor*>();
      return found != nullptr && found->figure() != nullptr;
    });
    return found;
  }
  /// The run on the screen and an editor for it.
  FigureEditor* edit() {
    window_.openFile(run_);
    EXPECT_TRUE(says("Recorded run"));
    choose(QStringLiteral("Figure …"));
    return editor();
  }
  [[nodiscard]] ExperimentSpec form() const { return window_.findChild<SpecPanel*>()->spec(); }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  ExperimentSpec spec_ = [] {
    auto spec = test::plainSpec();
    spec.training.batchSize = 13;
    return spec;
  }();
  std::filesystem::path run_ = sandbox_.runs() / "made-up.h5";
  MainWindow window_{engine_.factory()};
};

TEST_F(Figures, AreMadeOfTheRunOnTheScreen) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  EXPECT_FALSE(figures->isModal());
  EXPECT_THAT(figures->figure()->spec().views, ElementsAre("accuracy"));
  ASSERT_THAT(figures->figure()->runs(), SizeIs(1));
}

TEST_F(Figures, AreMadeOfTheViewWhoseMenuAsksForOne) {
  window_.openFile(run_);
  ASSERT_TRUE(says("Recorded run"));
  QMenu* menu = window_.findChild<Workspace*>()->view("loss")->findChild<TileMenu*>()->menu();
  Q_EMIT menu->aboutToShow();
  for (auto* action : menu->actions()) {
    if (action->text().remove('&') == "Make figure …") action->trigger();
  }
  FigureEditor* figures = editor();
  ASSERT_NE(figures, nullptr);
  EXPECT_THAT(figures->figure()->spec().views, ElementsAre("loss"));
}

TEST_F(Figures, NeedARun) {
  choose(QStringLiteral("Figure …"));
  EXPECT_THAT(said(), HasSubstr("no run to draw"));
}

TEST_F(Figures, CannotShowWhatTheRunDoesNotHave) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  auto spec = figures->settings().spec();
  spec.views = {"accuracy", "travel"};
  figures->settings().setSpec(spec);
  EXPECT_THAT(figures->settings().spec().views, ElementsAre("accuracy"));
}

TEST_F(Figures, FollowTheirSettings) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  auto spec = figures->settings().spec();
  spec.views = {"accuracy", "loss"};
  spec.millimetres = {120, 80};
  figures->settings().setSpec(spec);
  Q_EMIT figures->settings().changed();
  EXPECT_TRUE(eventually([&] { return figures->figure()->panels().size() == 2; }));
  EXPECT_EQ(figures->figure()->millimetres(), (QSizeF{120, 80}));
}

TEST_F(Figures, SayWhatWasWrittenOrWhyNot) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  figures->exportTo(sandbox_.runs() / "a.pdf");
  EXPECT_THAT(figures->sentence().toStdString(), HasSubstr("a.pdf"));
  EXPECT_THAT(figures->sentence().toStdString(), HasSubstr("carries the experiment"));
  figures->exportTo(sandbox_.runs() / "none" / "a.pdf");
  EXPECT_THAT(figures->sentence().toStdString(), HasSubstr("could not be written"));
}

TEST_F(Figures, GiveTheirExperimentBackWhenDropped) {
  for (const auto* name : {"a.pdf", "a.png", "a.svg"}) {
    FigureEditor* figures = edit();
    ASSERT_NE(figures, nullptr);
    const auto file = sandbox_.runs() / name;
    figures->exportTo(file);
    window_.findChild<SpecPanel*>()->setSpec(test::plainSpec(), {});
    ASSERT_NE(form(), spec_);
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    ASSERT_EQ(droppedFile(&dropped), file);
    window_.openFile(droppedFile(&dropped));
    EXPECT_EQ(form(), spec_) << name;
    EXPECT_THAT(said(), HasSubstr(name));
  }
}

TEST_F(Figures, OpenTheRunTheyWereDrawnFrom) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  auto spec = figures->settings().spec();
  spec.fontPoints = 11;
  figures->settings().setSpec(spec);
  figures->exportTo(sandbox_.runs() / "a.pdf");
  figures->setRuns(figures->figure()->runs(), {});
  window_.openFile(sandbox_.runs() / "a.pdf");
  press(QStringLiteral("Edit the figure"));
  EXPECT_TRUE(eventually([&] { return figures->figure()->spec().fontPoints == 11; }));
}

TEST_F(Figures, WithoutARecipeAreRefusedInASentence) {
  FigureEditor* figures = edit();
  ASSERT_NE(figures, nullptr);
  auto spec = figures->settings().spec();
  spec.recipe = false;
  figures->settings().setSpec(spec);
  figures->exportTo(sandbox_.runs() / "anonymous.png");
  window_.openFile(sandbox_.runs() / "anonymous.png");
  EXPECT_THAT(said(), HasSubstr("anonymous.png: carries no recipe"));
}

}  // namespace
}  // namespace lab::ui
