#include "tests/ui/end_to_end/user.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWindow>
#include <gtest/gtest.h>

#include "tests/ui/window/sandbox.h"

namespace lab::ui::test {
namespace {

QString textOn(const QWidget* widget) {
  if (const auto* label = qobject_cast<const QLabel*>(widget)) return label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) return button->text().remove('&');
  if (const auto* line = qobject_cast<const QLineEdit*>(widget)) return line->text();
  if (const auto* box = qobject_cast<const QComboBox*>(widget)) return box->currentText();
  return {};
}

bool canBeSeen(const QWidget* widget) {
  return widget->isVisible() && !widget->visibleRegion().isEmpty();
}

QWindow* windowOf(const QWidget* widget) {
  return widget->window()->windowHandle();
}

QPoint inWindow(const QWidget* widget, const QPoint& place) {
  return widget->mapTo(widget->window(), place);
}

// Whoever clicks at a place means what is on top there.
void expectOnTop(const QWidget* widget, const QPoint& place) {
  const QWidget* child = widget->window()->childAt(inWindow(widget, place));
  const QWidget* top = child == nullptr ? widget->window() : child;
  EXPECT_TRUE(top == widget || widget->isAncestorOf(top))
      << "something lies over " << widget->metaObject()->className() << ' ' << textOn(widget).toStdString();
}

QAbstractButton* buttonThatReads(const QString& text) {
  for (auto* widget : QApplication::allWidgets()) {
    auto* button = qobject_cast<QAbstractButton*>(widget);
    if (button != nullptr && canBeSeen(button) && textOn(button) == text) return button;
  }
  return nullptr;
}

}  // namespace

std::string User::reads() {
  std::string all;
  for (const auto* widget : QApplication::allWidgets()) {
    const QString text = textOn(widget);
    if (!text.isEmpty() && canBeSeen(widget)) all += text.toStdString() + '\n';
  }
  return all;
}

bool User::comesToRead(const std::string& text) {
  return eventually([&text] { return reads().find(text) != std::string::npos; });
}

void User::press(int key, Qt::KeyboardModifiers modifiers) {
  ASSERT_TRUE(eventually([] { return QGuiApplication::focusWindow() != nullptr; }))
      << "no window has the focus";
  QTest::keyClick(QGuiApplication::focusWindow(), static_cast<Qt::Key>(key), modifiers);
}

void User::type(const QString& text) {
  for (const QChar letter : text) QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
}

void User::click(const QString& text) {
  QAbstractButton* button = nullptr;
  ASSERT_TRUE(eventually([&] { return (button = buttonThatReads(text)) != nullptr; }))
      << "no button " << text.toStdString() << " among\n"
      << reads();
  EXPECT_TRUE(button->isEnabled()) << text.toStdString();
  clickAt(button, button->rect().center());
}

void User::clickAt(QWidget* widget, const QPoint& place, Qt::MouseButton button,
                   Qt::KeyboardModifiers modifiers) {
  expectOnTop(widget, place);
  QTest::mouseClick(windowOf(widget), button, modifiers, inWindow(widget, place));
}

void User::doubleClickAt(QWidget* widget, const QPoint& place) {
  expectOnTop(widget, place);
  QTest::mouseDClick(windowOf(widget), Qt::LeftButton, Qt::NoModifier, inWindow(widget, place));
}

void User::whileOpen(const std::function<void()>& act, const std::function<bool()>& then) {
  bool done = false;
  QTimer often;
  QObject::connect(&often, &QTimer::timeout, &often, [&] {
    if (!done && then()) done = true;
  });
  often.start(20);
  act();
  EXPECT_TRUE(eventually([&] { return done; })) << "it did not open";
}

void User::chooseAt(QWidget* widget, const QPoint& place, const QString& entry) {
  whileOpen([&] { clickAt(widget, place, Qt::RightButton); },
            [&entry] {
              auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
              if (menu == nullptr || !menu->windowHandle()->isExposed()) return false;
              for (auto* action : menu->actions()) {
                if (action->text().remove('&') != entry) continue;
                clickAt(menu, menu->actionGeometry(action).center());
                return true;
              }
              ADD_FAILURE() << "no entry " << entry.toStdString();
              menu->close();
              return true;
            });
}

void User::saveWith(const QString& button, const std::filesystem::path& file) {
  whileOpen([&button] { click(button); },
            [&file] {
              auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
              if (dialog == nullptr) return false;
              if (QGuiApplication::focusWindow() != windowOf(dialog)) {
                dialog->activateWindow();
                return false;
              }
              press(Qt::Key_A, Qt::ControlModifier);
              type(QString::fromStdString(file.string()));
              press(Qt::Key_Return);
              return !dialog->isVisible();
            });
}

void User::drop(const std::filesystem::path& file, QWidget* onto) {
  QMimeData carried;
  carried.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
  const QPoint place = inWindow(onto, onto->rect().center());
  QDragEnterEvent enter{place, Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(windowOf(onto), &enter);
  EXPECT_TRUE(enter.isAccepted()) << "the window does not take the file";
  QDropEvent let{place, Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(windowOf(onto), &let);
}

}  // namespace lab::ui::test
