// Figures for LaTeX: numbers in files of their own, axes and colours in the text.

#include <cmath>

#include <QColor>

#include "ui/figure/table.h"

namespace lab::ui {
namespace {

std::string escaped(const QString& text) {
  std::string result;
  for (const char letter : text.toStdString()) {
    if (std::string_view{"%&#_{}$"}.find(letter) != std::string_view::npos) result += '\\';
    result += letter;
  }
  return result;
}

std::string number(double value) {
  const auto text = numberText(value);
  return text.empty() ? "nan" : text;
}

std::string colourOf(const QColor& colour) {
  return "{rgb,255:red," + std::to_string(colour.red()) + ";green," + std::to_string(colour.green()) +
         ";blue," + std::to_string(colour.blue()) + '}';
}

std::string dashOf(Qt::PenStyle style) {
  switch (style) {
    case Qt::DashLine:
      return "dashed";
    case Qt::DotLine:
      return "dotted";
    case Qt::DashDotLine:
      return "dash dot";
    default:
      return "solid";
  }
}

/// Builds the .tex and numbers the .dat files.
class Writer {
 public:
  explicit Writer(const Figure& figure, std::string stem) : figure_(figure), stem_(std::move(stem)) {}

  std::vector<NamedFile> write() {
    tex_ =
        "% Drawn by skewlab. Needs \\usepackage{pgfplots}\\pgfplotsset{compat=1.17}"
        "\\usepgfplotslibrary{fillbetween}.\n% The .dat files must lie where LaTeX finds them.\n";
    std::size_t axes = 0;
    for (const auto& panel : figure_.panels()) axes += panel.map() != nullptr ? 1 : panel.plots().size();
    height_ = figure_.millimetres().height() / static_cast<double>(std::max<std::size_t>(axes, 1));
    for (const auto& panel : figure_.panels()) {
      if (const auto* map = panel.map()) {
        addMap(*map, panel.heading());
      } else {
        for (const auto& plot : panel.plots()) addPlot(plot, panel.heading());
      }
    }
    std::vector<NamedFile> files{{stem_ + ".tex", tex_}};
    files.insert(files.end(), data_.begin(), data_.end());
    return files;
  }

 private:
  std::string addData(std::string text) {
    const auto name = stem_ + '-' + std::to_string(data_.size() + 1) + ".dat";
    data_.push_back({name, std::move(text)});
    return name;
  }

  void beginAxis(const std::string& options) {
    tex_ += "\\begin{tikzpicture}\n\\begin{axis}[width=" + number(figure_.millimetres().width()) +
            "mm, height=" + number(std::round(height_)) + "mm, " + options + "]\n";
  }
  void endAxis() { tex_ += "\\end{axis}\n\\end{tikzpicture}\n\n"; }

  void addPlot(const PlottedPlot& plot, const QString& heading) {
    beginAxis(
        "title={" + escaped(heading) + "}, xlabel={" + escaped(plot.x) + "}, ylabel={" + escaped(plot.y) +
        "},\n  enlarge x limits=false, " +
        (plot.fixedY ? "ymin=" + number(plot.fixedY->lower) + ", ymax=" + number(plot.fixedY->upper) + ", "
                     : "") +
        (plot.logarithmic ? "ymode=log, " : "") +
        "scaled ticks=false, unbounded coords=jump, grid=major,\n  reverse legend, legend pos=outer north "
        "east, legend cell align=left, legend style={draw=none, font=\\footnotesize}");
    // The first line lies on top, so it comes last.
    for (auto line = plot.lines.rbegin(); line != plot.lines.rend(); ++line) addLine(*line);
    endAxis();
  }

  void addLine(const PlottedLine& plotted) {
    std::string text = "x y\n";
    for (std::size_t i = 0; i < plotted.x.size(); ++i) {
      text += number(plotted.x[i]) + ' ' + number(plotted.y[i]) + '\n';
    }
    const auto file = addData(std::move(text));
    const Line& line = plotted.line;
    const bool band = line.role == LineRole::BandLower || line.role == LineRole::BandUpper;
    const std::string name = "skewlab" + std::to_string(data_.size());
    std::string style = "color=" + colourOf(line.style.colour) + ", ";
    if (band) {
      style = "draw=none, forget plot, name path=" + name;
    } else if (line.role == LineRole::Points) {
      style += "only marks, mark size=1pt";
    } else {
      style += dashOf(line.style.dash) + ", no marks, line width=" + number(0.7 * line.width) + "pt";
    }
    tex_ += "\\addplot[" + style + "] table {" + file + "};\n";
    if (!band) tex_ += "\\addlegendentry{" + escaped(line.name) + "}\n";
    if (line.role == LineRole::BandUpper) upper_ = name;
    if (line.role == LineRole::BandLower && !upper_.empty()) {
      tex_ += "\\addplot[forget plot, fill=" + colourOf(line.style.colour) +
              ", fill opacity=" + number(kBandOpacity) + "] fill between[of=" + upper_ + " and " + name +
              "];\n";
      upper_.clear();
    }
  }

  void addMap(const HeatMapData& map, const QString& heading) {
    const auto rows = static_cast<int>(map.rows.size()), columns = static_cast<int>(map.columns.size());
    std::string text = "x y value\n";
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        text += std::to_string(column) + ' ' + std::to_string(row) + ' ' +
                number(map.values[static_cast<std::size_t>(row * columns + column)]) + '\n';
      }
    }
    const auto file = addData(std::move(text));
    beginAxis("title={" + escaped(heading) + "}, xlabel={" + escaped(map.columnTitle) + "}, ylabel={" +
              escaped(map.rowTitle) + "}, y dir=reverse, enlargelimits=false, colorbar, colormap name=" +
              colourMap(map) + ",\n  point meta min=" + number(map.range.lower) +
              ", point meta max=" + number(map.range.upper) + ", colorbar style={title={" +
              escaped(map.valueTitle) + "}},\n  xtick={" + ticks(columns) + "}, xticklabels={" +
              names(map.columns) + "}, ytick={" + ticks(rows) + "}, yticklabels={" + names(map.rows) + '}');
    tex_ += "\\addplot[matrix plot*, mesh/cols=" + std::to_string(columns) +
            ", point meta=explicit] table[meta=value] {" + file + "};\n";
    endAxis();
  }

  /// Defines the map where it is first used, and returns its name.
  std::string colourMap(const HeatMapData& map) {
    const bool sequential = map.map == ColourMap::Sequential;
    const std::string name = sequential ? "skewlab sequential" : "skewlab diverging";
    const auto& stops = sequential ? figure_.theme().sequential : figure_.theme().diverging;
    std::string definition = "\\pgfplotsset{colormap={" + name + "}{";
    for (const auto& stop : stops) {
      definition += "rgb255=(" + std::to_string(stop.red()) + ',' + std::to_string(stop.green()) + ',' +
                    std::to_string(stop.blue()) + ") ";
    }
    const auto begin = tex_.find("\\begin{tikzpicture}");
    if (tex_.find(definition) == std::string::npos) {
      tex_.insert(begin == std::string::npos ? tex_.size() : begin, definition + "}}\n");
    }
    return name;
  }

  static std::string ticks(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += (i == 0 ? "" : ",") + std::to_string(i);
    return all;
  }

  static std::string names(const QStringList& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "{" : ",{") + escaped(name) + '}';
    return all;
  }

  const Figure& figure_;
  std::string stem_, tex_, upper_;
  std::vector<NamedFile> data_;
  double height_ = 0;  // mm of an axis
};

}  // namespace

std::vector<NamedFile> pgfplotsOf(const Figure& figure, const std::string& stem) {
  return Writer{figure, stem}.write();
}

}  // namespace lab::ui
