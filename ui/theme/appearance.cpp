#include "ui/theme/appearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QProxyStyle>
#include <QStringList>
#include <QStyleOption>

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

/// Fusion, with boxes that can be seen: on a dark window it frames them darker still.
class Look final : public QProxyStyle {
 public:
  explicit Look(const QColor& frame) : QProxyStyle{QStringLiteral("Fusion")}, frame_(frame) {}

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_IndicatorCheckBox) return;
    constexpr double kCorner = 2;
    constexpr double kDisabled = 0.4;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(option->state.testFlag(State_Enabled) ? 1 : kDisabled);
    painter->setPen(QPen{frame_, 1});
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF{option->rect}.adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
    painter->restore();
  }

 private:
  QColor frame_;
};

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
  QApplication::setStyle(new Look{theme.mutedText});
  QApplication::setFont(applicationFont(theme));
  QApplication::setPalette(theme.palette());
  application.setStyleSheet(theme.styleSheet());
}

}  // namespace lab::ui
