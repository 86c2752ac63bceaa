#include "ui/scrub_bar.h"

#include <memory>
#include <optional>
#include <vector>

#include <QTest>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/workspace.h"

namespace lab::ui {
namespace {

/// Notes what it is told and draws nothing.
class Listener final : public View {
 public:
  explicit Listener(QWidget* parent) : View(parent) {}
  void consume(std::span<const Event> batch) override {
    for (const auto& event : batch) {
      if (std::holds_alternative<RunStarted>(event)) liveAtStart = !time.has_value();
    }
  }
  void clear() override {}
  void setTheme(const Theme&) override {}
  void setTime(const std::optional<Place>& at) override { time = at; }
  [[nodiscard]] QString summary() const override { return {}; }

  std::optional<Place> time;
  bool liveAtStart = false;
};

class ScrubBarTest : public testing::Test {
 protected:
  ScrubBarTest() {
    workspace_.resize(900, 500);
    workspace_.show();
  }

  void consume(const std::vector<Event>& events) { workspace_.consume(events); }

  Workspace workspace_{{{.id = "accuracy", .title = "Accuracy", .make = [](QWidget* parent) -> View* {
                           return new Listener{parent};
                         }}}};
  ScrubBar& bar_ = workspace_.scrubBar();
  QSlider* slider_ = bar_.findChild<QSlider*>();
  Listener* view_ = dynamic_cast<Listener*>(workspace_.view("accuracy"));
  std::vector<Event> run_ = test::events({.iterations = 400});  // a point every 20 iterations, and at 0
};

TEST_F(ScrubBarTest, IsHiddenUntilThereIsSomewhereToGo) {
  EXPECT_FALSE(bar_.isVisible());
  consume(run_);
  EXPECT_TRUE(bar_.isVisible());
  workspace_.clear();
  EXPECT_FALSE(bar_.isVisible());
}

TEST_F(ScrubBarTest, TakesAllViewsToAnEarlierMoment) {
  consume(run_);
  EXPECT_TRUE(bar_.live());
  EXPECT_FALSE(view_->time.has_value());
  slider_->setValue(5);
  ASSERT_TRUE(view_->time.has_value());
  EXPECT_EQ(view_->time->iteration, 100);
  EXPECT_THAT(bar_.text().toStdString(), testing::StartsWith("Iteration 100 · epoch 0.20 · "));
  EXPECT_FALSE(bar_.live());
}

TEST_F(ScrubBarTest, GoesFromMomentToMomentWithTheKeyboard) {
  consume(run_);
  QTest::keyClick(slider_, Qt::Key_Left);
  EXPECT_EQ(view_->time->iteration, 380);
  QTest::keyClick(slider_, Qt::Key_Home);
  EXPECT_EQ(view_->time->iteration, 0);
  QTest::keyClick(slider_, Qt::Key_Right);
  EXPECT_EQ(view_->time->iteration, 20);
  QTest::keyClick(slider_, Qt::Key_End);
  EXPECT_FALSE(view_->time.has_value()) << "the end is the newest";
}

TEST_F(ScrubBarTest, StaysWhereItIsWhileARunGoesOn) {
  consume(test::until(run_, 200));
  slider_->setValue(3);
  const auto before = test::until(run_, 200).size();
  consume({run_.begin() + static_cast<std::ptrdiff_t>(before), run_.end()});
  EXPECT_EQ(view_->time->iteration, 60);
  EXPECT_EQ(slider_->value(), 3);
  EXPECT_EQ(slider_->maximum(), 20);
}

TEST_F(ScrubBarTest, FollowsTheNewestWhileItIsLive) {
  consume(test::until(run_, 200));
  EXPECT_EQ(slider_->value(), 10);
  const auto before = test::until(run_, 200).size();
  consume({run_.begin() + static_cast<std::ptrdiff_t>(before), run_.end()});
  EXPECT_EQ(slider_->value(), 20);
  EXPECT_FALSE(view_->time.has_value());
}

TEST_F(ScrubBarTest, ComesBackWithTheLiveButton) {
  consume(run_);
  slider_->setValue(5);
  for (auto* button : bar_.findChildren<QToolButton*>()) {
    if (button->text().remove('&') == "Live") button->click();
  }
  EXPECT_TRUE(bar_.live());
  EXPECT_FALSE(view_->time.has_value());
  EXPECT_EQ(slider_->value(), slider_->maximum());
}

TEST_F(ScrubBarTest, LeavesTheMomentOfTheRunBeforeWhenAnotherStarts) {
  consume(run_);
  slider_->setValue(5);
  consume(test::until(run_, 40));
  EXPECT_TRUE(bar_.live());
  EXPECT_TRUE(view_->liveAtStart) << "views are told before they see the run";
}

TEST_F(ScrubBarTest, PlaysFromTheStartWhenItStandsAtTheEnd) {
  consume(run_);
  bar_.play(true);
  EXPECT_EQ(view_->time->iteration, 0);
  slider_->setValue(20);
  EXPECT_FALSE(view_->time.has_value());
  bar_.play(false);
}

}  // namespace
}  // namespace lab::ui
