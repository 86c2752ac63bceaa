// What leaves the figure editor: files and the clipboard.

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>

#include "engine/core/error.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_settings.h"
#include "ui/figure/figure_writer.h"

namespace lab::ui {
namespace {

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

}  // namespace

void FigureEditor::chooseFile() {
  const QString ending = settings_->format();
  const QString name = QFileDialog::getSaveFileName(this, tr("Export figure as"),
                                                    folder_ + QStringLiteral("/figure.") + ending,
                                                    tr("Figure (*.%1)").arg(ending));
  if (name.isEmpty()) return;
  std::filesystem::path file{name.toStdString()};
  if (file.extension().empty()) file += '.' + ending.toStdString();
  folder_ = QFileInfo{name}.path();
  exportTo(file);
}

void FigureEditor::exportTo(const std::filesystem::path& file) {
  if (!figure_) return;
  try {
    figure_->setSpec(settings_->spec());
    const auto files = writeFigure(*figure_, file);
    written_ = text(file.filename().string());
    const bool carries = figure_->spec().recipe && file.extension() != ".csv" && file.extension() != ".tex";
    const QString size = QLocale{}.formattedDataSize(static_cast<qint64>(std::filesystem::file_size(file)), 0,
                                                     QLocale::DataSizeSIFormat);
    QString sentence = tr("Wrote %1 (%2).").arg(text(file.string()), size);
    if (files.size() == 2) sentence = tr("Wrote %1 and a file with its numbers.").arg(text(file.string()));
    if (files.size() > 2) {
      sentence = tr("Wrote %1 and %2 files with its numbers.").arg(text(file.string())).arg(files.size() - 1);
    }
    if (carries) sentence += QLatin1Char(' ') + tr("It carries the experiment and the numbers.");
    say(sentence, false);
  } catch (const Error& error) {
    report(text(error.what()));
  }
}

void FigureEditor::copyPicture() {
  if (!figure_) return;
  QGuiApplication::clipboard()->setImage(imageOf(*figure_, settings_->spec().dpi));
  say(tr("The picture is in the clipboard, at %1 dpi.").arg(settings_->spec().dpi), false);
}

void FigureEditor::copyInclude() {
  const QString name = written_.isEmpty() ? QStringLiteral("figure.pdf") : written_;
  const bool tex = name.endsWith(QStringLiteral(".tex"));
  QGuiApplication::clipboard()->setText(tex ? QStringLiteral("\\input{%1}").arg(name)
                                            : QStringLiteral("\\includegraphics{%1}").arg(name));
  say(tr("The line for %1 is in the clipboard.").arg(name), false);
}

}  // namespace lab::ui
