// A test program with a QApplication: no display, our font, the C locale's English, so that results are the
// same everywhere.

#include <QApplication>
#include <QLocale>
#include <gtest/gtest.h>

#include "ui/theme/appearance.h"

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  testing::InitGoogleTest(&argc, argv);
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  lab::ui::applyAppearance(*qApp, lab::ui::Theme::of(lab::ui::ThemeId::Light));
  return RUN_ALL_TESTS();
}
