#pragma once

#include <vector>

#include <QDialog>
#include <QMainWindow>
#include <QString>

namespace lab::ui {

/// Keys that belong together.
struct ShortcutSection {
  struct Row {
    QString keys;
    QString what;
  };

  QString title;
  std::vector<Row> rows;
};

/// Every key and every use of the mouse there is: the actions of the menus and of the rest of the window, and
/// the table that plots and the menus of views work with. Nothing is written down a second time.
[[nodiscard]] std::vector<ShortcutSection> shortcutSections(const QMainWindow& window);

/// Shows them; stays open beside the work. Deletes itself when closed.
class ShortcutList final : public QDialog {
  Q_OBJECT

 public:
  ShortcutList(const std::vector<ShortcutSection>& sections, QWidget* parent);
};

}  // namespace lab::ui
