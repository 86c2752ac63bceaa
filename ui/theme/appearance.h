#pragma once

#include <QFont>

#include "ui/theme/theme.h"

class QApplication;

namespace lab::ui {

/// The font of the program, bundled with it, so that a window looks the same on every desktop, offscreen and
/// in screenshots. `theme.fontScale` is applied. Needs a QGuiApplication.
[[nodiscard]] QFont applicationFont(const Theme& theme);

/// The same, a little smaller: axes, legends, badges.
[[nodiscard]] QFont smallFont(const Theme& theme);

/// The whole look: Fusion, font, palette, style sheet. May be called again when the theme changes.
void applyAppearance(QApplication& application, const Theme& theme);

}  // namespace lab::ui
