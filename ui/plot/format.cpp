#include "ui/plot/format.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

namespace lab::ui {
namespace {

QString translated(const char* text) {
  return QCoreApplication::translate("Units", text);
}

Unit byteUnit(double largest) {
  static constexpr std::array kNames{"B", "kB", "MB", "GB", "TB", "PB"};
  Unit unit{translated(kNames[0]), 1};
  for (std::size_t i = 1; i < kNames.size() && largest >= unit.size * 1000; ++i) {
    unit = {translated(kNames[i]), unit.size * 1000};
  }
  return unit;
}

Unit timeUnit(double largest) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  if (largest < 5 * kMinute) return {translated("s"), 1};
  if (largest < 3 * kHour) return {translated("min"), kMinute};
  return {translated("h"), kHour};
}

/// Three significant digits for what has a unit prefix: 1.23, 12.3, 123.
QString threeDigits(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2;
  return QLocale{}.toString(value, 'f', decimals);
}

/// 1,234.5  12.35  1.235  0.123  0.00123: as many digits in a column of similar numbers.
QString plain(double value) {
  const double size = std::abs(value);
  if (size > 0 && (size < 0.01 || size >= 1e7)) return QLocale{}.toString(value, 'g', 3);
  return QLocale{}.toString(value, 'f', size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

}  // namespace

Unit unitFor(Quantity quantity, double largest) {
  switch (quantity) {
    case Quantity::Number:
    case Quantity::Whole:
      return {};
    case Quantity::Percent:
      return {QStringLiteral("%"), 1};
    case Quantity::Bytes:
      return byteUnit(largest);
    case Quantity::Seconds:
      return timeUnit(largest);
  }
  return {};
}

QString formatted(double value, Quantity quantity) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  const QLocale locale;
  switch (quantity) {
    case Quantity::Number:
      return plain(value);
    case Quantity::Whole:
      return locale.toString(value, 'f', 0);
    case Quantity::Percent:
      return locale.toString(value, 'f', 1) + QStringLiteral(" %");
    case Quantity::Bytes:
    case Quantity::Seconds: {
      const Unit unit = unitFor(quantity, std::abs(value));
      const bool whole = quantity == Quantity::Bytes && unit.size == 1;
      const double scaled = value / unit.size;
      return (whole ? locale.toString(scaled, 'f', 0) : threeDigits(scaled)) + QStringLiteral(" ") +
             unit.name;
    }
  }
  return {};
}

QString formattedStep(double value, double step) {
  constexpr int kMostDigits = 9;
  int digits = 0;
  double scaled = step;
  for (; digits < kMostDigits && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; ++digits)
    scaled *= 10;
  const double shown = std::abs(value) < step * 1e-6 ? 0.0 : value;  // never "-0"
  return QLocale{}.toString(shown, 'f', digits);
}

QString formattedCount(std::int64_t count) {
  return QLocale{}.toString(qlonglong{count});
}

QString formattedPoints(double points) {
  return std::isfinite(points) ? QLocale{}.toString(points, 'f', 1) : formatted(points, Quantity::Number);
}

QString partitionName(int index) {
  return QStringLiteral("P%1").arg(index);
}

}  // namespace lab::ui
