#pragma once

#include <QDockWidget>

namespace lab::ui {

/// Hides a dock while the window is too small for it besides the plots, and brings it back with the room.
/// Acts only when the window crosses that size: whoever opens the dock in a small window wants it there.
class DockRoom {
 public:
  explicit DockRoom(QDockWidget& dock) : dock_(dock) {}

  void setRoom(bool room);            ///< of the window as it is now
  void show(bool wanted, bool room);  ///< from the start: shown where it is wanted and there is room

 private:
  QDockWidget& dock_;
  bool room_ = true;
  bool squeezed_ = false;  // hidden, to come back with the room
};

}  // namespace lab::ui
