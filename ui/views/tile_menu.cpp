#include "ui/views/tile_menu.h"

#include <optional>
#include <utility>

#include <QMenu>

namespace lab::ui {

TileMenu::TileMenu(QWidget* parent) : QToolButton(parent), menu_(new QMenu{this}) {
  setText(QStringLiteral("⋯"));
  setToolTip(tr("What can be done with this view"));
  setAccessibleName(tr("Menu of the view"));
  setPopupMode(QToolButton::InstantPopup);
  setMenu(menu_);
  setProperty("tileMenu", true);
  setFocusPolicy(Qt::TabFocus);
  hide();
  connect(menu_, &QMenu::aboutToShow, this, &TileMenu::fill);
}

void TileMenu::addHandler(CommandHandler handler) {
  handlers_.push_back(std::move(handler));
  show();
}

void TileMenu::addExtra(QAction* action) {
  extras_.push_back(action);
  show();
}

// Anew each time: what can be done, and what is on, changes with the run.
void TileMenu::fill() {
  menu_->clear();
  std::optional<CommandGroup> group;
  for (const auto& info : commands()) {
    if (!info.inMenu) continue;
    for (const auto& handler : handlers_) {
      const CommandState state = handler.state(info.command);
      if (!state.applies) continue;
      if (group && *group != info.group) menu_->addSeparator();
      group = info.group;
      // The key is only told: it is the plot or the tile that listens to it, wherever the focus is in there.
      QAction* action =
          menu_->addAction(info.title + QLatin1Char('\t') + info.key.toString(QKeySequence::NativeText));
      action->setEnabled(state.available);
      action->setCheckable(state.checkable);
      action->setChecked(state.on);
      connect(action, &QAction::triggered, this,
              [carryOut = handler.carryOut, command = info.command] { carryOut(command); });
      break;
    }
  }
  if (!extras_.empty()) menu_->addSeparator();
  for (QAction* extra : extras_) menu_->addAction(extra);
}

}  // namespace lab::ui
