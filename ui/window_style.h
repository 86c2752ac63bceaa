#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace lab::ui {

/// The style of the window's own parts (form heads, sentences, message bars, cards) on top of
/// Theme::styleSheet().
[[nodiscard]] QString windowStyle(const Theme& theme);

}  // namespace lab::ui
