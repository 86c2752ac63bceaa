#include "ui/spec_commands.h"

#include <QComboBox>
#include <QUndoStack>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/presets.h"
#include "ui/forms/number_box.h"

namespace lab::ui {
namespace {

class FormUndo : public testing::Test {
 protected:
  FormUndo() {
    QObject::connect(&panel_, &SpecPanel::edited, [this](const QString& key, const SpecPanel::State& before) {
      undo_.push(new EditSpec{panel_, key, before});
    });
  }

  void type(const char* key, double value) const {
    panel_.field(key)->findChild<NumberBox*>()->setValue(value);
  }
  void choose(const char* key, const char* id) const {
    auto* box = panel_.field(key)->findChild<QComboBox*>();
    box->setCurrentIndex(box->findData(QString::fromLatin1(id)));
    Q_EMIT box->activated(box->currentIndex());
  }
  [[nodiscard]] const ExperimentSpec& spec() const { return panel_.spec(); }

  SpecPanel panel_{presets()};
  QUndoStack undo_;
};

TEST_F(FormUndo, TakesBackOneRowAndShowsItThere) {
  const auto before = spec();
  type("training.learning_rate", 0.25);
  undo_.undo();
  EXPECT_EQ(spec(), before);
  EXPECT_EQ(panel_.field("training.learning_rate")->value(), FieldValue{before.training.learningRate});
  EXPECT_EQ(panel_.changes(), 0);
  undo_.redo();
  EXPECT_EQ(spec().training.learningRate, 0.25);
  EXPECT_EQ(panel_.changes(), 1);
}

TEST_F(FormUndo, ADragIsOneStepAndAnotherRowAnother) {
  const auto before = spec();
  for (const double rate : {0.02, 0.03, 0.04}) type("training.learning_rate", rate);
  type("training.momentum", 0.5);
  type("training.learning_rate", 0.05);
  EXPECT_EQ(undo_.count(), 3);
  undo_.undo();
  EXPECT_EQ(spec().training.learningRate, 0.04);
  undo_.undo();
  undo_.undo();
  EXPECT_EQ(spec(), before);
}

TEST_F(FormUndo, AnotherAlgorithmComesBackWithItsParameters) {
  panel_.setSpec(preset("quickstart").spec);
  choose("algorithm.id", "gaia");
  type("algorithm.threshold", 25);  // per cent
  const auto before = spec();
  choose("algorithm.id", "bsp");
  undo_.undo();
  EXPECT_EQ(spec(), before);
  ASSERT_NE(panel_.field("algorithm.threshold"), nullptr);
  EXPECT_EQ(panel_.field("algorithm.threshold")->value(), FieldValue{0.25});
}

TEST_F(FormUndo, APresetIsOneStepAndBringsBackWhatTheDotsCompareWith) {
  type("training.momentum", 0.5);
  const auto before = spec();
  panel_.setPreset("signature");
  EXPECT_EQ(panel_.changes(), 0);
  undo_.undo();
  EXPECT_EQ(spec(), before);
  EXPECT_EQ(panel_.changes(), 1);
}

}  // namespace
}  // namespace lab::ui
