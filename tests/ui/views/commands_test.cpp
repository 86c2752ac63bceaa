#include "ui/plot/commands.h"

#include <QKeyEvent>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

std::optional<Command> pressed(QKeyCombination key, Qt::KeyboardModifiers more = {}) {
  return commandOf(QKeyEvent{QEvent::KeyPress, key.key(), key.keyboardModifiers() | more});
}

TEST(Commands, EveryKeyOfTheTableLeadsToItsCommandAndToNoOther) {
  for (const auto& info : commands()) {
    ASSERT_EQ(info.key.count(), 1) << info.title.toStdString();
    EXPECT_EQ(pressed(info.key[0]), info.command) << info.title.toStdString();
    EXPECT_FALSE(info.title.isEmpty());
  }
}

TEST(Commands, TellsModifiersApart) {
  EXPECT_EQ(pressed(Qt::Key_Left), Command::PreviousPoint);
  EXPECT_EQ(pressed(Qt::ALT | Qt::Key_Left), Command::Back);
  EXPECT_EQ(pressed(Qt::CTRL | Qt::Key_L), std::nullopt);
  EXPECT_EQ(pressed(Qt::Key_Q), std::nullopt);
}

TEST(Commands, FindsPlusWhereItNeedsShiftAndOnTheKeypad) {
  EXPECT_EQ(pressed(Qt::Key_Plus, Qt::ShiftModifier), Command::ZoomIn);
  EXPECT_EQ(pressed(Qt::Key_Plus, Qt::KeypadModifier), Command::ZoomIn);
}

}  // namespace
}  // namespace lab::ui
