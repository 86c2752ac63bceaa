#pragma once

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>

namespace lab::ui::test {

/// A user of its own: settings and run store in a temporary folder, gone with the object.
class Sandbox {
 public:
  Sandbox() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.path());
    qputenv("SKEWLAB_RUNS", folder_.filePath(QStringLiteral("runs")).toUtf8());
    std::filesystem::create_directories(runs());
  }

  [[nodiscard]] std::filesystem::path runs() const {
    return folder_.filePath(QStringLiteral("runs")).toStdString();
  }

 private:
  QTemporaryDir folder_;
};

/// Runs the event loop until `condition` holds; false when it does not within a generous time.
template <class Condition>
[[nodiscard]] bool eventually(const Condition& condition) {
  const QDeadlineTimer deadline{std::chrono::seconds{30}};
  while (!condition()) {
    if (deadline.hasExpired()) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    QThread::yieldCurrentThread();
  }
  return true;
}

}  // namespace lab::ui::test
