#include "ui/dock_room.h"

#include <utility>

namespace lab::ui {

void DockRoom::show(bool wanted, bool room) {
  room_ = room;
  squeezed_ = wanted && !room;
  dock_.setVisible(wanted && room);
}

void DockRoom::setRoom(bool room) {
  if (std::exchange(room_, room) == room) return;
  if (room) {
    if (squeezed_) dock_.show();
    squeezed_ = false;
  } else if (!dock_.isHidden()) {
    squeezed_ = true;
    dock_.hide();
  }
}

}  // namespace lab::ui
