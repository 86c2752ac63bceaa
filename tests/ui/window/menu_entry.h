#pragma once

#include <QAction>
#include <QWidget>

namespace lab::ui::test {

/// The menu entry of that title below `window`, without its mnemonic; nullptr when there is none.
[[nodiscard]] inline QAction* menuEntry(const QWidget& window, const QString& title) {
  for (auto* action : window.findChildren<QAction*>()) {
    if (action->text().remove('&') == title) return action;
  }
  return nullptr;
}

}  // namespace lab::ui::test
