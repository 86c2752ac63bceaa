#include "ui/window_style.h"

#include <utility>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr auto kRules = R"(
QLabel#fieldProblem { color: @error; }
QLabel#pageTitle { font-size: 21pt; font-weight: 600; }
QLabel#cardTitle { font-weight: 600; }
QToolButton#groupHead { font-weight: 600; text-align: left; padding: 0.35em 0.2em; }
QToolButton#groupHead:checked { background: transparent; border-color: transparent; color: @text; }
QToolButton#groupHead:focus { border-color: @accent; }
QFrame#messageBar { background: @panel; border: 1px solid @border; border-radius: 8px; }
QFrame#messageBar[tone="problem"] { border: 1px solid @error; border-left: 5px solid @error; }
QFrame#messageBar[tone="result"] { border: 1px solid @success; border-left: 5px solid @success; }
QFrame#messageBar[tone="note"] { border-left: 5px solid @accent; }
QFrame#forkChip { background: @panel; border: 1px solid @accent; border-radius: 8px; }
QFrame#dropTarget { border: 2px dashed @border; border-radius: 10px; }
QFrame#dropTarget[active="true"] { border-color: @accent; }
QPushButton#heroButton { font-size: @largept; padding: 0.7em 1.6em; }
QTableView::item { padding: 0 0.6em; }
QPushButton#recentRun { text-align: left; }
)";

}  // namespace

QString windowStyle(const Theme& theme) {
  QString sheet = QString::fromLatin1(kRules);
  const std::pair<const char*, QColor> words[]{{"@error", theme.error},     {"@success", theme.success},
                                               {"@accent", theme.accent},
                                               {"@border", theme.border},   {"@panel", theme.panel},
                                               {"@text", theme.text}};
  constexpr double kLarge = 1.3;
  sheet.replace(QLatin1String{"@large"}, QString::number(kLarge * applicationFont(theme).pointSizeF()));
  for (const auto& [word, colour] : words) sheet.replace(QLatin1String{word}, colour.name());
  return sheet;
}

}  // namespace lab::ui
