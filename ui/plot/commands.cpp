#include "ui/plot/commands.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QKeyEvent>

namespace lab::ui {
namespace {

struct Row {
  Command command;
  CommandGroup group;
  const char* title;
  QKeyCombination key;
  bool inMenu = true;
};

constexpr auto kControlShift = Qt::CTRL | Qt::SHIFT;
constexpr bool kKeyOnly = false;

constexpr std::array kRows{
    Row{Command::Follow, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Follow the run"), Qt::Key_F},
    Row{Command::Fit, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Show everything"), Qt::Key_Home},
    Row{Command::Back, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Previous view"),
        Qt::ALT | Qt::Key_Left},
    Row{Command::Forward, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Next view"),
        Qt::ALT | Qt::Key_Right},
    Row{Command::ZoomIn, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Zoom in"), Qt::Key_Plus},
    Row{Command::ZoomOut, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Zoom out"), Qt::Key_Minus},
    Row{Command::ZoomInY, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Zoom in, y axis"),
        Qt::CTRL | Qt::Key_Up, kKeyOnly},
    Row{Command::ZoomOutY, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Zoom out, y axis"),
        Qt::CTRL | Qt::Key_Down, kKeyOnly},
    Row{Command::PanLeft, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Look further left"),
        Qt::SHIFT | Qt::Key_Left, kKeyOnly},
    Row{Command::PanRight, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Look further right"),
        Qt::SHIFT | Qt::Key_Right, kKeyOnly},
    Row{Command::PanUp, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Look further up"),
        Qt::SHIFT | Qt::Key_Up, kKeyOnly},
    Row{Command::PanDown, CommandGroup::Range, QT_TRANSLATE_NOOP("Command", "Look further down"),
        Qt::SHIFT | Qt::Key_Down, kKeyOnly},
    Row{Command::Logarithmic, CommandGroup::Lines, QT_TRANSLATE_NOOP("Command", "Logarithmic y axis"),
        Qt::Key_L},
    Row{Command::Smooth, CommandGroup::Lines, QT_TRANSLATE_NOOP("Command", "Smooth (exponential mean)"),
        Qt::Key_S},
    Row{Command::Crosshair, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Crosshair follows the mouse"), Qt::Key_C},
    Row{Command::NextPoint, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Crosshair to the next point"), Qt::Key_Right, kKeyOnly},
    Row{Command::PreviousPoint, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Crosshair to the previous point"), Qt::Key_Left, kKeyOnly},
    Row{Command::CursorA, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Put cursor A at the crosshair, or take it away"), Qt::Key_A},
    Row{Command::CursorB, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Put cursor B at the crosshair, or take it away"), Qt::Key_B},
    Row{Command::Target, CommandGroup::Readings, QT_TRANSLATE_NOOP("Command", "Target line"), Qt::Key_T},
    Row{Command::RaiseTarget, CommandGroup::Readings, QT_TRANSLATE_NOOP("Command", "Raise the target line"),
        Qt::Key_Up, kKeyOnly},
    Row{Command::LowerTarget, CommandGroup::Readings, QT_TRANSLATE_NOOP("Command", "Lower the target line"),
        Qt::Key_Down, kKeyOnly},
    Row{Command::Fork, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Fork from the decision at the crosshair …"), Qt::SHIFT | Qt::Key_F},
    Row{Command::Clear, CommandGroup::Readings,
        QT_TRANSLATE_NOOP("Command", "Take crosshair and cursors away, then leave the maximised view"),
        Qt::Key_Escape, kKeyOnly},
    Row{Command::Maximise, CommandGroup::Tile, QT_TRANSLATE_NOOP("Command", "Maximise"), Qt::Key_M},
    Row{Command::Detach, CommandGroup::Tile, QT_TRANSLATE_NOOP("Command", "In a window of its own"),
        Qt::Key_D},
    Row{Command::MoveLeft, CommandGroup::Tile, QT_TRANSLATE_NOOP("Command", "Move one place back"),
        kControlShift | Qt::Key_PageUp},
    Row{Command::MoveRight, CommandGroup::Tile, QT_TRANSLATE_NOOP("Command", "Move one place on"),
        kControlShift | Qt::Key_PageDown},
    Row{Command::CopyValues, CommandGroup::Tile, QT_TRANSLATE_NOOP("Command", "Copy the values seen"),
        kControlShift | Qt::Key_C},
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
    all.push_back({row.command, row.group, translated(row.title), QKeySequence{row.key}, row.inMenu});
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
          {translated("Click on a decision of SkewScout"), translated("Fork the run from there")},
          {translated("Double click in a plot"), translated("Show everything and follow")},
          {translated("Double click on a title"), translated("Maximise the view, or back")},
          {translated("Drag a title"), translated("Move the view to another place")},
          {translated("Click on a name in the legend"), translated("Hide or show its lines")},
          {translated("Point at a name in the legend"), translated("Make its lines stand out")}};
}

}  // namespace lab::ui
