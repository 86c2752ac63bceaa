#pragma once

#include <cstdint>

#include <QString>

namespace lab::ui {

/// What a number on an axis is, and therefore how it is written.
enum class Quantity {
  Number,   ///< plain, e.g. nats
  Whole,    ///< a count, e.g. iterations
  Percent,  ///< 0 to 100
  Bytes,    ///< decimal units: kB, MB, GB
  Seconds,  ///< s, min, h
};

/// A unit large enough for numbers up to some limit: 1 of it is `size` of the quantity.
struct Unit {
  QString name;  ///< empty when the quantity has none
  double size = 1;
};

[[nodiscard]] Unit unitFor(Quantity quantity, double largest);

/// One number with its unit in the user's locale, e.g. "61.2 %", "12.4 MB", "2.5 min"; a dash for anything
/// not finite.
[[nodiscard]] QString formatted(double value, Quantity quantity);

/// "12.4" or "1,234.5": so many digits that steps of `step` can be told apart.
[[nodiscard]] QString formattedStep(double value, double step);

/// A count in the user's locale: "1,240".
[[nodiscard]] QString formattedCount(std::int64_t count);

/// Percentage points with one digit, without a unit; a dash for anything not finite.
[[nodiscard]] QString formattedPoints(double points);

/// "P3": partitions are numbered from 0, as in the run file and the paper.
[[nodiscard]] QString partitionName(int index);

}  // namespace lab::ui
