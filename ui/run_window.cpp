#include "ui/run_window.h"

#include <filesystem>

#include <QApplication>
#include <QPalette>

#include "ui/main_window.h"
#include "ui/theme/appearance.h"

namespace lab::ui {

int runWindow(int& argc, char** argv) {
  QApplication application{argc, argv};
  QApplication::setApplicationName(QStringLiteral("skewlab"));
  QApplication::setApplicationDisplayName(QStringLiteral("Skewlab"));
  QApplication::setApplicationVersion(QStringLiteral(LAB_VERSION));
  // Asked before our own palette replaces the desktop's; Qt 6.4 has no better question.
  const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;

  applyAppearance(application, Theme::of(themeFor(Preferences{}.theme(), dark)));
  MainWindow window;
  window.setDarkDesktop(dark);
  window.show();
  QCoreApplication::processEvents();
  window.begin();
  for (const QString& argument : QCoreApplication::arguments().mid(1)) {
    const std::filesystem::path file{argument.toStdString()};
    if (std::filesystem::is_regular_file(file)) window.openFile(file);
  }
  return QApplication::exec();
}

}  // namespace lab::ui
