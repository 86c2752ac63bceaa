#include "ui/recent_files.h"

#include <QFileInfo>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

const QString& key() {
  static const QString name = QStringLiteral("files/recent");
  return name;
}

}  // namespace

RecentFiles::RecentFiles(QMenu& menu, QObject* parent) : QObject(parent), menu_(menu) {
  menu.setToolTipsVisible(true);
  connect(&menu, &QMenu::aboutToShow, this, &RecentFiles::fill);
}

QStringList RecentFiles::files() const {
  return settings_.value(key()).toStringList();
}

void RecentFiles::add(const std::filesystem::path& file) {
  const QString path = QFileInfo{toQString(file.string())}.absoluteFilePath();
  QStringList all = files();
  all.removeAll(path);
  all.prepend(path);
  settings_.setValue(key(), all.mid(0, kMost));
}

// Which files are there is asked each time: they come and go behind the program's back.
void RecentFiles::fill() {
  menu_.clear();
  int number = 1;
  for (const QString& file : files()) addEntry(number++, file);
  if (menu_.isEmpty()) {
    menu_.addAction(tr("Nothing has been opened yet"))->setEnabled(false);
    return;
  }
  menu_.addSeparator();
  connect(menu_.addAction(tr("&Forget these files")), &QAction::triggered, this,
          [this] { settings_.remove(key()); });
}

void RecentFiles::addEntry(int number, const QString& file) {
  const QFileInfo info{file};
  const QString name = info.fileName().replace('&', QStringLiteral("&&"));
  const QString digit = number < 10 ? QStringLiteral("&%1  ").arg(number) : QStringLiteral("    ");
  const bool there = info.isFile();
  QAction* action = menu_.addAction(digit + (there ? name : tr("%1 (no longer there)").arg(name)));
  action->setEnabled(there);
  action->setToolTip(there ? file : tr("%1 has been moved or deleted.").arg(file));
  connect(action, &QAction::triggered, this, [this, file] { Q_EMIT chosen(file.toStdString()); });
}

}  // namespace lab::ui
