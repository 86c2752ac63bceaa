#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>

#include "ui/theme/theme.h"

namespace lab::ui {

/// What a view says while it has nothing to show.
struct EmptyText {
  QString title;
  QString hint{};
};

/// In the middle of `area`, the hint below the title. Where there is no room for both, the title alone, if need be
/// in one line: half a sentence says less than none.
void drawEmptyText(QPainter& painter, const QRectF& area, const EmptyText& text, const Theme& theme);

/// Whether there is room for both.
[[nodiscard]] bool fitsHint(const QRectF& area, const EmptyText& text, const Theme& theme);

}  // namespace lab::ui
