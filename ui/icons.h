#pragma once

#include <QIcon>
#include <QString>

#include "ui/theme/theme.h"

namespace lab::ui {

/// The drawing resources/icons/<name>.svg in the theme's text colour, paler where it is disabled. The
/// desktop's icon themes are not asked: they differ everywhere and are empty offscreen.
[[nodiscard]] QIcon icon(const QString& name, const Theme& theme);

/// The same in the accent colour, for the one button that matters most.
[[nodiscard]] QIcon accentIcon(const QString& name, const Theme& theme);

}  // namespace lab::ui
