#pragma once

#include <QIcon>

#include "ui/theme/theme.h"

namespace lab::ui {

/// A piece of a line as it looks in the plots, for tables.
[[nodiscard]] QIcon swatchIcon(const SeriesStyle& style, const Theme& theme);

}  // namespace lab::ui
