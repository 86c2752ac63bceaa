#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <QCoreApplication>

namespace lab::ui {
namespace {

constexpr std::array kDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

// The five colours of each set were checked together: contrast against their background of at least 3:1, and
// far enough apart for normal, protanope, deuteranope and tritanope eyes. A sixth would break that, hence the
// dashes.
constexpr std::array<QRgb, 5> kOnLight{0x0072B2, 0x009E73, 0xD55E00, 0xCC79A7, 0x000000};
constexpr std::array<QRgb, 5> kOnDark{0x56B4E9, 0xF0E442, 0xD55E00, 0xA960F2, 0x30F2B1};

// Both maps have evenly falling (light) or rising (dark) lightness in OKLCH, so that equal steps look equal
// and "more" always stands out from the background.
constexpr std::array<QRgb, 9> kSequentialLight{0xF9F39A, 0xBAE484, 0x68D287, 0x00B898, 0x04979B,
                                               0x037893, 0x00598C, 0x1F3681, 0x2B195A};
constexpr std::array<QRgb, 9> kSequentialDark{0x281657, 0x1D337E, 0x015687, 0x0A748D, 0x0D9295,
                                              0x07B294, 0x62CD82, 0xB4DD7E, 0xF2ED94};
constexpr std::array<QRgb, 9> kDivergingLight{0x0465AF, 0x4F89C3, 0x85ADD6, 0xBAD0E7, 0xF3F3F3,
                                              0xE3C7B5, 0xCE9C7B, 0xB77241, 0x974C00};
constexpr std::array<QRgb, 9> kDivergingDark{0x6EB6FF, 0x5892CD, 0x496F96, 0x3B4E61, 0x2E2E2E,
                                             0x5D4637, 0x8E6040, 0xC07B4A, 0xF49752};

QColor rgb(QRgb value) {
  return QColor{value};
}

std::array<QColor, 9> colours(const std::array<QRgb, 9>& stops) {
  std::array<QColor, 9> map;
  std::ranges::transform(stops, map.begin(), rgb);
  return map;
}

Theme light() {
  Theme theme;
  theme.id = ThemeId::Light;
  theme.name = QCoreApplication::translate("Theme", "Light");
  theme.window = rgb(0xF4F5F7);
  theme.panel = rgb(0xFFFFFF);
  theme.text = rgb(0x1B1F24);
  theme.mutedText = rgb(0x5A6472);
  theme.accent = rgb(0x2563EB);
  theme.accentText = rgb(0xFFFFFF);
  theme.border = rgb(0xDCE0E6);
  theme.warning = rgb(0xB45309);
  theme.error = rgb(0xC42B2B);
  theme.success = rgb(0x1B7F4B);
  theme.plotBackground = rgb(0xFFFFFF);
  theme.grid = rgb(0xECEEF1);
  theme.axis = rgb(0x9AA3AF);
  theme.reference = rgb(0x6B7280);
  theme.crosshair = rgb(0x5A6472);
  theme.sequential = colours(kSequentialLight);
  theme.diverging = colours(kDivergingLight);
  return theme;
}

Theme dark() {
  Theme theme;
  theme.id = ThemeId::Dark;
  theme.name = QCoreApplication::translate("Theme", "Dark");
  theme.window = rgb(0x16181B);
  theme.panel = rgb(0x1E2024);
  theme.text = rgb(0xE7E9EC);
  theme.mutedText = rgb(0xA5ADB8);
  theme.accent = rgb(0x7DB3FF);
  theme.accentText = rgb(0x0E1726);
  theme.border = rgb(0x33373E);
  theme.warning = rgb(0xF2B84B);
  theme.error = rgb(0xFF8A80);
  theme.success = rgb(0x5FD39A);
  theme.plotBackground = rgb(0x1E2024);
  theme.grid = rgb(0x2B2E34);
  theme.axis = rgb(0x6B7380);
  theme.reference = rgb(0x9AA3AF);
  theme.crosshair = rgb(0xA5ADB8);
  theme.sequential = colours(kSequentialDark);
  theme.diverging = colours(kDivergingDark);
  return theme;
}

/// For a wall: everything larger and thicker, greys pushed towards black.
Theme projector() {
  Theme theme = light();
  theme.id = ThemeId::Projector;
  theme.name = QCoreApplication::translate("Theme", "Projector");
  theme.window = rgb(0xFFFFFF);
  theme.text = rgb(0x000000);
  theme.mutedText = rgb(0x30363F);
  theme.accent = rgb(0x0B4FCB);
  theme.border = rgb(0xA9B0BA);
  theme.grid = rgb(0xDDE1E6);
  theme.axis = rgb(0x30363F);
  theme.reference = rgb(0x4B5563);
  theme.crosshair = rgb(0x000000);
  theme.lineWidth = 2.8;
  theme.fontScale = 1.6;
  return theme;
}

Theme print() {
  Theme theme = light();
  theme.id = ThemeId::Print;
  theme.name = QCoreApplication::translate("Theme", "Print");
  theme.window = rgb(0xFFFFFF);
  theme.text = rgb(0x000000);
  theme.mutedText = rgb(0x333333);
  theme.border = rgb(0xBFBFBF);
  theme.grid = rgb(0xE6E6E6);
  theme.axis = rgb(0x000000);
  theme.lineWidth = 1.0;
  return theme;
}

double luminance(const QColor& colour) {
  const auto linear = [](double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(static_cast<double>(colour.redF())) +
         0.7152 * linear(static_cast<double>(colour.greenF())) +
         0.0722 * linear(static_cast<double>(colour.blueF()));
}

}  // namespace

Theme Theme::of(ThemeId id) {
  switch (id) {
    case ThemeId::Light:
      return light();
    case ThemeId::Dark:
      return dark();
    case ThemeId::Projector:
      return projector();
    case ThemeId::Print:
      return print();
  }
  return light();
}

SeriesStyle Theme::partition(int index) const {
  const auto place = static_cast<std::size_t>(std::max(index, 0));
  const auto& set = id == ThemeId::Dark ? kOnDark : kOnLight;
  return {.colour = QColor{set[place % set.size()]},
          .dash = kDashes[place / set.size() % kDashes.size()],
          .marker = static_cast<int>(place)};
}

SeriesStyle Theme::traffic(int kind) const {
  const auto place = static_cast<std::size_t>(std::max(kind, 0));
  return {.colour = sample(sequential, 0.4 + 0.15 * static_cast<double>(place)),
          .dash = kDashes[(place + 1) % kDashes.size()],
          .marker = static_cast<int>(place)};
}

QColor Theme::sample(const std::array<QColor, 9>& map, double position) {
  const double place = std::clamp(std::isfinite(position) ? position : 0.0, 0.0, 1.0) * 8.0;
  const auto lower = std::min<std::size_t>(static_cast<std::size_t>(place), map.size() - 2);
  const double share = place - static_cast<double>(lower);
  const auto mix = [share](int from, int to) {
    return static_cast<int>(std::lround(from + share * (to - from)));
  };
  const QColor& from = map[lower];
  const QColor& to = map[lower + 1];
  return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

QColor Theme::textOn(const QColor& background) {
  const QColor dark = rgb(0x0C0E10);
  const QColor bright = rgb(0xFFFFFF);
  const double middle =
      luminance(background) + 0.05;  // the contrast of two colours is the ratio of such sums
  return middle * middle > (luminance(dark) + 0.05) * (luminance(bright) + 0.05) ? dark : bright;
}

}  // namespace lab::ui
