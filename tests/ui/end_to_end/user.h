#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include <QPoint>
#include <QString>
#include <QWidget>

namespace lab::ui::test {

/// Somebody at the screen. Reads what stands there and uses mouse and keyboard at the place where things are:
/// everything goes in as events of the windows, so what is covered, disabled or without focus does not react.
class User {
 public:
  /// The texts of all labels, buttons and fields that can be seen now, one in each line.
  [[nodiscard]] static std::string reads();
  /// True as soon as that can be read; false when it does not come within a generous time.
  [[nodiscard]] static bool comesToRead(const std::string& text);

  static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  static void type(const QString& text);

  /// Clicks the button with that text; a failure when none can be seen or something lies over it.
  static void click(const QString& button);
  static void clickAt(QWidget* widget, const QPoint& place, Qt::MouseButton button = Qt::LeftButton,
                      Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  static void doubleClickAt(QWidget* widget, const QPoint& place);
  /// Opens the context menu at that place and clicks an entry of it.
  static void chooseAt(QWidget* widget, const QPoint& place, const QString& entry);

  /// Presses that button and, in the file dialog that opens, types `file` and Enter.
  static void saveWith(const QString& button, const std::filesystem::path& file);
  static void drop(const std::filesystem::path& file, QWidget* onto);

 private:
  /// Does `act`, which does not return before what it opens is closed, and meanwhile `then` as often as it
  /// returns false.
  static void whileOpen(const std::function<void()>& act, const std::function<bool()>& then);
};

}  // namespace lab::ui::test
