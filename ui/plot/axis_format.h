#pragma once

#include <optional>

#include <QFont>
#include <QString>

#include "ui/plot/follow_range.h"
#include "ui/plot/format.h"
#include "ui/theme/theme.h"

class QCPAxis;

namespace lab::ui {

/// What an axis shows.
struct AxisText {
  QString title;  ///< without its unit, which depends on the size of the numbers
  Quantity quantity = Quantity::Number;
  QString unit{};  ///< for Quantity::Number, e.g. "nats"
  QString note{};  ///< how the numbers were treated, e.g. "smoothed"; never left out of the title
  std::optional<Range> fixed{};  ///< never shows anything else unless the user zooms in
};

/// Pens, font and grid.
void styleAxis(QCPAxis& axis, const Theme& theme, const QFont& font);

/// Linear or logarithmic, with ticks that suit the quantity.
void setScale(QCPAxis& axis, Quantity quantity, bool logarithmic);

/// Title with the unit that suits the range shown now; the unit alone (or nothing) where `length` pixels
/// are too few for both; a note stays in any case. Cheap: call it whenever the range has changed.
void updateTitle(QCPAxis& axis, const AxisText& text, int length);

}  // namespace lab::ui
