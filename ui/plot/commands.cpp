#include "ui/plot/commands.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QKeyEvent>

namespace lab::ui {
namespace {

struct Row {
  Command command;
  const char* title;
  QKeyCombination key;
  bool inMenu = true;
};

constexpr std::array kRows{
    Row{Command::Follow, QT_TRANSLATE_NOOP("Command", "Follow the run"), Qt::Key_F},
    Row{Command::Fit, QT_TRANSLATE_NOOP("Command", "Show everything"), Qt::Key_Home},
    Row{Command::Back, QT_TRANSLATE_NOOP("Command", "Previous view"), Qt::ALT | Qt::Key_Left},
    Row{Command::Forward, QT_TRANSLATE_NOOP("Command", "Next view"), Qt::ALT | Qt::Key_Right},
    Row{Command::ZoomIn, QT_TRANSLATE_NOOP("Command", "Zoom in"), Qt::Key_Plus},
    Row{Command::ZoomOut, QT_TRANSLATE_NOOP("Command", "Zoom out"), Qt::Key_Minus},
    Row{Command::Logarithmic, QT_TRANSLATE_NOOP("Command", "Logarithmic y axis"), Qt::Key_L},
    Row{Command::Smooth, QT_TRANSLATE_NOOP("Command", "Smooth (exponential mean)"), Qt::Key_S},
    Row{Command::NextPoint, QT_TRANSLATE_NOOP("Command", "Crosshair to the next point"), Qt::Key_Right,
        false},
    Row{Command::PreviousPoint, QT_TRANSLATE_NOOP("Command", "Crosshair to the previous point"), Qt::Key_Left,
        false},
    Row{Command::CursorA, QT_TRANSLATE_NOOP("Command", "Put cursor A at the crosshair"), Qt::Key_A},
    Row{Command::CursorB, QT_TRANSLATE_NOOP("Command", "Put cursor B at the crosshair"), Qt::Key_B},
    Row{Command::Target, QT_TRANSLATE_NOOP("Command", "Target line"), Qt::Key_T},
    Row{Command::RaiseTarget, QT_TRANSLATE_NOOP("Command", "Raise the target line"), Qt::Key_Up, false},
    Row{Command::LowerTarget, QT_TRANSLATE_NOOP("Command", "Lower the target line"), Qt::Key_Down, false},
    Row{Command::Clear, QT_TRANSLATE_NOOP("Command", "Take crosshair and cursors away"), Qt::Key_Escape},
};

QString translated(const char* text) {
  return QCoreApplication::translate("Command", text);
}

// Many keyboards reach "+" with Shift only.
bool needsNoShift(int key) {
  return key == Qt::Key_Plus || key == Qt::Key_Minus;
}

}  // namespace

std::vector<CommandInfo> commands() {
  std::vector<CommandInfo> all;
  for (const Row& row : kRows)
    all.push_back({row.command, translated(row.title), QKeySequence{row.key}, row.inMenu});
  return all;
}

std::optional<Command> commandOf(const QKeyEvent& event) {
  auto held =
      event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier | Qt::MetaModifier);
  if (needsNoShift(event.key())) held.setFlag(Qt::ShiftModifier, false);
  const auto row = std::ranges::find_if(kRows, [&](const Row& each) {
    return each.key.key() == event.key() && each.key.keyboardModifiers() == held;
  });
  if (row == kRows.end()) return std::nullopt;
  return row->command;
}

std::vector<Gesture> gestures() {
  return {{translated("Wheel"), translated("Zoom x at the pointer")},
          {translated("Shift and wheel"), translated("Zoom y at the pointer")},
          {translated("Drag"), translated("Move what is seen")},
          {translated("Right drag, or Shift and drag"), translated("Zoom to a box")},
          {translated("Drag the target line"), translated("Ask what another target costs")},
          {translated("Double click"), translated("Show everything and follow")},
          {translated("Click on a name in the legend"), translated("Hide or show its lines")},
          {translated("Point at a name in the legend"), translated("Make its lines stand out")}};
}

}  // namespace lab::ui
