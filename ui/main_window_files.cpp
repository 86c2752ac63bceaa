// The window and its files: experiments in and out, dropped files, and the two pages of help.

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QSaveFile>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "ui/bridge/background.h"
#include "ui/forms/sweep_plan.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"
#include "ui/shortcut_list.h"

namespace lab::ui {
namespace {

QString nameOf(const std::filesystem::path& file) {
  return toQString(file.filename().string());
}

// Throws Error{Data}; experiments are small, so this may run where it is needed.
std::string contentsOf(const std::filesystem::path& path) {
  QFile file{toQString(path.string())};
  if (file.open(QIODevice::ReadOnly)) return file.readAll().toStdString();
  throw Error({.kind = ErrorKind::Data,
               .doing = path.filename().string(),
               .problem = file.errorString().toStdString(),
               .expected = "an experiment file",
               .remedy = "choose another"});
}

}  // namespace

void MainWindow::newExperiment() {
  if (panel_ == nullptr) return;
  experimentDock_->show();
  showWorkspace();
  panel_->focusFirst();
}

void MainWindow::loadSpec(const ExperimentSpec& spec, const QString& origin) {
  panel_->setSpec(spec, origin);
  experimentDock_->show();
}

void MainWindow::loadExperiment(const std::filesystem::path& file) {
  const auto text = attempt([&file] { return contentsOf(file); });
  if (!text.value) return report(text.problem);
  if (isSweep(*text.value)) return offerSweep(*text.value, nameOf(file));
  const auto read = attempt(
      [&] { return specFromJson(*text.value, catalogue::vocabulary(), file.filename().string()); });
  if (!read.value) return report(read.problem);
  loadSpec(*read.value, nameOf(file));
  showWorkspace();
}

void MainWindow::openFile(const std::filesystem::path& file) {
  preferences_.setFolder(toQString(file.parent_path().string()));
  if (std::filesystem::is_regular_file(file)) recent_->add(file);
  if (file.extension() == ".json") {
    loadExperiment(file);
  } else if (isFigureFile(file)) {
    openRecipe(file);
  } else {
    stage_->open(file);
  }
}

void MainWindow::browse(const QString& title, const QString& filter) {
  const bool runs = filter.contains(QStringLiteral("h5"));
  const QString start = runs ? toQString(library_->folder().string()) : preferences_.folder();
  const QString file = QFileDialog::getOpenFileName(this, title, start, filter);
  if (!file.isEmpty()) openFile(file.toStdString());
}

void MainWindow::saveExperiment() {
  saveText(tr("Save experiment as"), QStringLiteral("experiment.json"), tr("Experiments (*.json)"),
           toJson(panel_->spec(), catalogue::vocabulary()));
}

void MainWindow::saveText(const QString& title, const QString& name, const QString& filter,
                          const std::string& text) {
  const QString path = QFileDialog::getSaveFileName(this, title, preferences_.folder() + '/' + name, filter);
  if (path.isEmpty()) return;
  preferences_.setFolder(QFileInfo{path}.path());
  QSaveFile file{path};
  const QByteArray bytes = QByteArray::fromStdString(text);
  // Only commit() gives the file its name, so a full disk never leaves half a file.
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) {
    return recent_->add(path.toStdString());
  }
  report(tr("%1 could not be written: %2. Choose another folder.").arg(path, file.errorString()));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!droppedFile(event->mimeData()).empty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  openFile(droppedFile(event->mimeData()));
}

void MainWindow::showShortcuts() {
  auto* list = new ShortcutList{shortcutSections(*this), this};
  list->show();
}

void MainWindow::showAbout() {
  auto* box =
      new QMessageBox{QMessageBox::NoIcon, tr("About Skewlab"),
                      tr("<h3>Skewlab %1</h3><p>A desktop lab for decentralized learning on label-skewed "
                         "data.</p><p>Everything stays on this machine.</p>")
                          .arg(QCoreApplication::applicationVersion()),
                      QMessageBox::Close, this};
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setModal(false);
  box->show();
}

}  // namespace lab::ui
