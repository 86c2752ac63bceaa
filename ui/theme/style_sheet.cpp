#include <utility>

#include "ui/theme/theme.h"

namespace lab::ui {
namespace {

// Only what a palette cannot say. Combo boxes, spin boxes and check boxes stay Fusion's: a style sheet would
// take their arrows away. Lengths are in em where they must grow with the font of the projector theme.
constexpr auto kRules = R"(
QToolTip { background: @text; color: @panel; border: none; padding: 5px 8px; }
QFrame[tile="true"], QWidget[tile="true"] {
  background: @panel; border: 1px solid @border; border-radius: 8px; }
QLabel#tileTitle { color: @text; }
QLabel#mutedText { color: @muted; }
QPushButton {
  background: @panel; color: @text; border: 1px solid @border; border-radius: 6px; padding: 0.35em 1em; }
QPushButton:hover { border-color: @accent; }
QPushButton:pressed { background: @window; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton[chip="true"] { background: @accent; color: @accentText; border: none; border-radius: 0.55em; padding: 0.2em 0.9em; }
QPushButton[primary="true"] { background: @accent; color: @accentText; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:disabled { background: @border; color: @muted; border-color: @border; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @border; padding: 4px 8px; spacing: 4px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 0.3em 0.6em; }
QToolButton:hover { background: @window; }
QToolButton:focus { border-color: @accent; }
QToolButton[pill="true"] { border: 1px solid @border; border-radius: 0.5em; padding: 0 0.7em; color: @muted; }
QToolButton[pill="true"]:hover, QToolButton[pill="true"]:focus { border-color: @accent; }
QToolButton[pill="true"]:checked { background: @accent; border-color: @accent; color: @accentText; }
QToolButton[tileMenu="true"] { padding: 0 0.45em; color: @muted; font-weight: 600; }
QToolButton[tileMenu="true"]::menu-indicator { image: none; }
QToolButton:checked { background: @window; border-color: @border; color: @accent; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @window; padding: 6px 10px; }
QMainWindow::separator { background: @window; width: 6px; height: 6px; }
QSplitter::handle { background: @window; }
QStatusBar { background: @panel; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QMenu { background: @panel; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 0.35em 1.6em; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { background: @border; height: 1px; margin: 4px 8px; }
QHeaderView::section {
  background: @panel; color: @muted; border: none; border-bottom: 1px solid @border; padding: 0.35em 0.6em; }
QTableView { border: none; gridline-color: @grid; }
QTabWidget::pane { border: none; }
QTabBar::tab { color: @muted; border: none; border-bottom: 2px solid transparent; padding: 0.45em 0.9em; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @text; }
QProgressBar { background: @grid; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; margin: 1px; min-width: 24px; min-height: 24px; }
QScrollBar::handle:hover { background: @axis; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

}  // namespace

QString Theme::styleSheet() const {
  QString sheet = QString::fromLatin1(kRules);
  // Longer names first: "@accent" is the beginning of "@accentText".
  const std::pair<const char*, QColor> words[]{{"@accentText", accentText},
                                               {"@accent", accent},
                                               {"@border", border},
                                               {"@window", window},
                                               {"@panel", panel},
                                               {"@muted", mutedText},
                                               {"@text", text},
                                               {"@grid", grid},
                                               {"@axis", axis}};
  for (const auto& [word, colour] : words) sheet.replace(QLatin1String{word}, colour.name());
  return sheet;
}

}  // namespace lab::ui
