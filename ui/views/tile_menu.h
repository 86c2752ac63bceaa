#pragma once

#include <vector>

#include <QToolButton>

#include "ui/plot/commands.h"

class QMenu;

namespace lab::ui {

/// The "⋯" of a tile: every command of the table that somebody here carries out, each with its key. Hidden
/// while there is nobody.
class TileMenu final : public QToolButton {
  Q_OBJECT

 public:
  explicit TileMenu(QWidget* parent);

  void addHandler(CommandHandler handler);  ///< the first one that knows a command gets it
  void addExtra(QAction* action);           ///< something without a key, at the end of the menu

 private:
  void fill();

  std::vector<CommandHandler> handlers_;
  std::vector<QAction*> extras_;
  QMenu* menu_;  // owned by Qt
};

}  // namespace lab::ui
