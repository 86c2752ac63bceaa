#include "ui/theme/appearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStringList>
#include <QStyleFactory>

// Must be outside any namespace: it declares a function that the resource compiler has named.
static void initializeFonts() {
  Q_INIT_RESOURCE(lab_fonts);
}

namespace lab::ui {
namespace {

constexpr double kPointSize = 9.5;

/// Empty when the font could not be read; Qt then takes the desktop's own.
QString family() {
  static const QString name = [] {
    initializeFonts();
    QString found;
    for (const auto* file : {":/fonts/Inter-Regular.otf", ":/fonts/Inter-SemiBold.otf"}) {
      const int font = QFontDatabase::addApplicationFont(QLatin1String{file});
      const QStringList families = QFontDatabase::applicationFontFamilies(font);
      if (found.isEmpty() && !families.isEmpty()) found = families.front();
    }
    return found;
  }();
  return name;
}

}  // namespace

QFont applicationFont(const Theme& theme) {
  QFont font;
  if (!family().isEmpty()) font.setFamilies({family(), QStringLiteral("DejaVu Sans")});
  font.setPointSizeF(kPointSize * theme.fontScale);
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

QFont smallFont(const Theme& theme) {
  constexpr double kSmall = 0.92;
  QFont font = applicationFont(theme);
  font.setPointSizeF(font.pointSizeF() * kSmall);
  return font;
}

void applyAppearance(QApplication& application, const Theme& theme) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setFont(applicationFont(theme));
  QApplication::setPalette(theme.palette());
  application.setStyleSheet(theme.styleSheet());
}

}  // namespace lab::ui
