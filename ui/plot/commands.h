#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QKeySequence>
#include <QString>

class QKeyEvent;

namespace lab::ui {

/// What can be done to a plot or to its tile, by key and by menu.
enum class Command {
  Follow,
  Fit,
  Back,
  Forward,
  ZoomIn,
  ZoomOut,
  ZoomInY,
  ZoomOutY,
  PanLeft,
  PanRight,
  PanUp,
  PanDown,
  Logarithmic,
  Smooth,
  Crosshair,
  NextPoint,
  PreviousPoint,
  CursorA,
  CursorB,
  Target,
  RaiseTarget,
  LowerTarget,
  Fork,
  Clear,
  Maximise,
  Detach,
  MoveLeft,
  MoveRight,
  CopyValues,
};

/// Which part of the window a command is about.
enum class CommandGroup { Range, Lines, Readings, Tile };

/// What a command means to somebody who could carry it out.
struct CommandState {
  bool applies = false;    ///< it makes sense here at all
  bool available = false;  ///< it can be done now
  bool checkable = false;
  bool on = false;
};

/// One row of the table.
struct CommandInfo {
  Command command{};
  CommandGroup group{};
  QString title;  ///< translated, as in menus
  QKeySequence key;
  bool inMenu = true;  ///< false: only useful with the key
};

/// Whoever carries commands out.
struct CommandHandler {
  std::function<CommandState(Command)> state;
  std::function<void(Command)> carryOut;
};

/// Every command once, in the order of menus. Keys, menus and the list of shortcuts all come from here, so
/// that none of them can promise what another does not keep.
[[nodiscard]] std::vector<CommandInfo> commands();

/// What a pressed key asks for; nothing when no command has that key.
[[nodiscard]] std::optional<Command> commandOf(const QKeyEvent& event);

/// What the mouse does in a plot, for the list of shortcuts.
struct Gesture {
  QString how;
  QString what;
};
[[nodiscard]] std::vector<Gesture> gestures();

}  // namespace lab::ui
