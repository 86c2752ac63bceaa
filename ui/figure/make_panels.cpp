// From recorded runs to panels: the views of the window, or several of them merged into one plot.

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "engine/core/error.h"
#include "ui/figure/panel.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/strips.h"
#include "ui/series/mean_line.h"

namespace lab::ui {
namespace {

constexpr double kRunWidth = 1.4;  // of a line that stands for a run
constexpr int kTall = 4000;        // px, of views that leave parts out where there is no room

QString text(const char* source) {
  return QCoreApplication::translate("figures", source);
}

const ViewEntry& entryOf(const std::string& id) {
  return *std::ranges::find(views::all(), id, &ViewEntry::id);
}

std::unique_ptr<View> viewOf(const ViewEntry& entry, const FigureRun& run, const FigureSpec& spec,
                             const Theme& theme) {
  std::unique_ptr<View> view{entry.make(nullptr)};
  view->resize(kTall, kTall);
  view->setTheme(theme);
  view->setXAxis(spec.x);
  view->consume(run.events);
  if (spec.logarithmic) {
    for (auto* plot : view->parts().plots) plot->setLogarithmic(true);
  }
  return view;
}

/// What one run adds to a plot of several.
struct Contribution {
  struct Piece {
    Line line;
    std::vector<double> x, y;
  };
  std::vector<Piece> pieces;
  bool averaged = false;  ///< of several lines, because none stands for the run
};

std::vector<double> copied(std::span<const double> values) {
  return {values.begin(), values.end()};
}

Contribution contributionOf(const LinePlot& plot) {
  Contribution contribution;
  std::vector<std::span<const double>> lines;
  std::span<const double> x;
  for (int i = 0; i < plot.lineCount(); ++i) {
    if (plot.pointCount(i) == 0) continue;
    if (plot.line(i).headline) {
      contribution.pieces.push_back({plot.line(i), copied(plot.x(i)), copied(plot.y(i))});
    } else if (plot.line(i).role == LineRole::Line) {
      if (lines.empty()) x = plot.x(i);
      lines.push_back(plot.y(i));
    }
  }
  if (!contribution.pieces.empty() || lines.empty()) return contribution;
  contribution.averaged = lines.size() > 1;
  contribution.pieces.push_back({Line{}, copied(x), meanLine(lines)});
  return contribution;
}

/// The line in the colour of its run. A second line of the same run has its name and is dashed.
Line lineOfRun(const Line& line, const QString& run, const SeriesStyle& style, bool first) {
  Line own{.name = run, .style = style, .width = kRunWidth, .role = line.role, .markers = true, .group = {}};
  if (line.role == LineRole::BandLower || line.role == LineRole::BandUpper) {
    own.name = QStringLiteral("%1, %2").arg(run, line.name);
    own.group = run;
    own.markers = false;
  } else if (!first) {
    own.name = QStringLiteral("%1, %2").arg(run, line.name);
    own.style.dash = Qt::DashLine;
    own.markers = false;
  }
  return own;
}

/// All runs may only share an axis that means the same for all of them.
void requireSameAxes(const std::vector<std::unique_ptr<View>>& views, std::size_t plot,
                     const std::string& id) {
  const AxisText& first = views.front()->parts().plots[plot]->yAxis();
  for (const auto& view : views) {
    const AxisText& other = view->parts().plots[plot]->yAxis();
    if (other.title == first.title && other.unit == first.unit) continue;
    throw Error(
        {.kind = ErrorKind::Usage,
         .doing = "--view " + id,
         .problem = "one run shows " + first.title.toStdString() + ", another " + other.title.toStdString(),
         .expected = "runs that share an axis",
         .remedy = "draw them one by one"});
  }
}

/// Fills one plot with what every run has to say, and returns whose line is whose.
std::vector<QString> mergeInto(LinePlot& target, const std::vector<std::unique_ptr<View>>& views,
                               std::size_t plot, const std::vector<FigureRun>& runs, const Theme& theme) {
  std::vector<Line> lines;
  std::vector<QString> owners;
  std::vector<Contribution> all;
  bool averaged = false;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    all.push_back(contributionOf(*views[run]->parts().plots[plot]));
    bool first = true;
    for (const auto& piece : all.back().pieces) {
      lines.push_back(lineOfRun(piece.line, runs[run].label, theme.partition(static_cast<int>(run)), first));
      owners.push_back(runs[run].label);
      first = first && piece.line.role != LineRole::Line;
    }
    averaged |= all.back().averaged;
  }
  const LinePlot& model = *views.front()->parts().plots[plot];
  AxisText y = model.yAxis();
  if (averaged) y.title = text("%1, mean").arg(y.title);
  target.setAxes(model.xAxis(), y);
  target.setLogarithmic(model.isLogarithmic());
  target.setLines(lines);
  int line = 0;
  for (const auto& contribution : all) {
    for (const auto& piece : contribution.pieces) target.extend(line++, piece.x, piece.y);
  }
  return owners;
}

bool hasPoints(const std::vector<std::unique_ptr<View>>& views, std::size_t plot) {
  return std::ranges::any_of(views, [plot](const auto& view) {
    const LinePlot* part = view->parts().plots[plot];
    return !part->isHidden() && part->longest() > 0;
  });
}

Panel mergedPanel(const ViewEntry& entry, const std::vector<std::unique_ptr<View>>& views,
                  const std::vector<FigureRun>& runs, const Theme& theme) {
  const ViewParts model = views.front()->parts();
  auto strips = std::make_unique<Strips>(model.shares, nullptr);
  std::vector<AxisText> y;
  std::vector<std::vector<QString>> owners;
  double newest = 0;
  for (std::size_t i = 0; i < model.plots.size(); ++i) {
    LinePlot& plot = strips->at(static_cast<int>(i));
    if (hasPoints(views, i)) requireSameAxes(views, i, entry.id);
    owners.push_back(mergeInto(plot, views, i, runs, theme));
    y.push_back(plot.yAxis());
    newest = std::max(newest, plot.newestX());
  }
  strips->setTheme(theme);
  strips->setAxes(model.plots.front()->xAxis(), y);
  if (y.size() == 1) strips->at(0).setStrip(false, {});  // its axis says it
  strips->setEnd(newest, true);
  ViewParts parts{.shares = model.shares};
  for (std::size_t i = 0; i < model.plots.size(); ++i) {
    LinePlot& plot = strips->at(static_cast<int>(i));
    plot.setReach(newest);
    strips->setShown(static_cast<int>(i), hasPoints(views, i));
    parts.plots.push_back(&plot);
  }
  std::vector<std::unique_ptr<QWidget>> widgets;
  widgets.push_back(std::move(strips));
  Panel panel{
      entry.id, QCoreApplication::translate("views", entry.title.c_str()), {}, std::move(widgets), parts};
  panel.setRuns(std::move(owners));
  return panel;
}

Panel panelOfRun(const ViewEntry& entry, std::unique_ptr<View> view, const FigureRun& run, bool several) {
  const ViewParts parts = view->parts();
  const QString title = QCoreApplication::translate("views", entry.title.c_str());
  std::vector<std::unique_ptr<QWidget>> widgets;
  widgets.push_back(std::move(view));
  return {entry.id, several ? QStringLiteral("%1, %2").arg(title, run.label) : title, run.label,
          std::move(widgets), parts};
}

/// At its beginning a run says what it will have to show, and what not.
[[noreturn]] void refuseEmpty(const ViewEntry& entry, const FigureRun& run, const FigureSpec& spec,
                              const Theme& theme) {
  FigureRun beginning = run;
  beginning.events.resize(1);
  const Panel panel = panelOfRun(entry, viewOf(entry, beginning, spec, theme), run, false);
  throw Error({.kind = ErrorKind::Data,
               .doing = run.file,
               .problem = "has nothing to draw in the view " + entry.id +
                          (panel.message().isEmpty() ? "" : " (" + panel.message().toStdString() + ')'),
               .expected = "",
               .remedy = "choose another view"});
}

void addView(std::vector<Panel>& panels, const ViewEntry& entry, const std::vector<FigureRun>& runs,
             const FigureSpec& spec, const Theme& theme) {
  std::vector<std::unique_ptr<View>> made;
  for (const auto& run : runs) {
    made.push_back(viewOf(entry, run, spec, theme));
    if (isEmpty(made.back()->parts())) refuseEmpty(entry, run, spec, theme);
  }
  if (runs.size() > 1 && !made.front()->parts().plots.empty()) {
    panels.push_back(mergedPanel(entry, made, runs, theme));
    return;
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    panels.push_back(panelOfRun(entry, std::move(made[i]), runs[i], runs.size() > 1));
  }
}

}  // namespace

std::vector<Panel> makePanels(const std::vector<FigureRun>& runs, const FigureSpec& spec,
                              const Theme& theme) {
  std::vector<Panel> panels;
  for (const auto& id : spec.views) addView(panels, entryOf(id), runs, spec, theme);
  return panels;
}

}  // namespace lab::ui
