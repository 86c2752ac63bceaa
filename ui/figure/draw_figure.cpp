#include "ui/figure/draw_figure.h"

#include <array>
#include <iostream>

#include <QApplication>
#include <QLocale>

#include "engine/core/error.h"
#include "ui/figure/figure_writer.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

FigureSpec specOf(const FigureRequest& request) {
  FigureSpec spec;
  if (!request.views.empty()) spec.views = request.views;
  if (!request.preset.empty()) applyPreset(spec, request.preset);
  if (!request.size.empty()) spec.millimetres = sizeNamed(request.size);
  if (!request.x.empty()) spec.x = xAxisNamed(request.x);
  if (!request.theme.empty()) spec.theme = themeNamed(request.theme);
  if (!request.legend.empty()) spec.legend = legendPlaceNamed(request.legend);
  spec.title = QString::fromStdString(request.title);
  spec.fontPoints = request.fontPoints.value_or(spec.fontPoints);
  spec.linePoints = request.linePoints.value_or(spec.linePoints);
  spec.dpi = request.dpi.value_or(spec.dpi);
  spec.columns = request.columns.value_or(spec.columns);
  spec.allPoints = request.allPoints;
  spec.logarithmic = request.logarithmic;
  spec.letters = request.letters;
  spec.recipe = request.recipe;
  check(spec);
  return spec;
}

std::vector<FigureRun> runsOf(const FigureRequest& request) {
  if (!request.labels.empty() && request.labels.size() != request.runs.size()) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "--label",
                 .problem = std::to_string(request.labels.size()) + " labels for " +
                            std::to_string(request.runs.size()) + " runs",
                 .expected = "one for each run, in their order",
                 .remedy = ""});
  }
  std::vector<FigureRun> runs;
  for (const auto& path : request.runs) runs.push_back(readRun(path));
  labelRuns(runs);
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    runs[i].label = QString::fromStdString(request.labels[i]);
  }
  return runs;
}

}  // namespace

std::vector<std::filesystem::path> drawFigure(const FigureRequest& request) {
  // Never a display, even where there is one: the same command gives the same figure everywhere.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  // Qt has remarks on the desktop that is not there, such as a missing folder for run-time files.
  qInstallMessageHandler([](QtMsgType kind, const QMessageLogContext&, const QString& text) {
    if (kind == QtFatalMsg || kind == QtCriticalMsg) std::cerr << text.toStdString() << std::endl;
  });
  int count = 1;
  std::array<char, 8> name{"skewlab"};
  char* arguments[]{name.data(), nullptr};
  const QApplication application{count, arguments};

  const FigureSpec spec = specOf(request);
  applyAppearance(*qApp, Theme::of(spec.theme));
  return writeFigure(Figure{runsOf(request), spec}, request.output);
}

std::vector<std::string> figureViewIds() {
  std::vector<std::string> ids;
  for (const auto& entry : views::all()) ids.push_back(entry.id);
  return ids;
}

std::vector<std::string> figurePresetIds() {
  std::vector<std::string> ids;
  for (const auto& preset : figurePresets()) ids.emplace_back(preset.id);
  return ids;
}

}  // namespace lab::ui
