#include "ui/figure/table.h"

#include <array>
#include <charconv>
#include <cmath>

namespace lab::ui {
namespace {

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string{letter};
  return quoted + '"';
}

std::string field(const QString& text) {
  return field(text.toStdString());
}

void addLines(std::string& csv, const Panel& panel) {
  for (const auto& plot : panel.plots()) {
    for (const auto& line : plot.lines) {
      const std::string begin = field(panel.view()) + ',' + field(line.run) + ',' + field(line.line.name) +
                                ',' + field(plot.x) + ',';
      for (std::size_t i = 0; i < line.x.size(); ++i) {
        csv += begin + numberText(line.x[i]) + ',' + field(plot.y) + ',' + numberText(line.y[i]) + '\n';
      }
    }
  }
}

void addMap(std::string& csv, const Panel& panel, const HeatMapData& map) {
  std::size_t cell = 0;
  for (const auto& row : map.rows) {
    for (const auto& column : map.columns) {
      csv += field(panel.view()) + ',' + field(panel.run()) + ',' + field(row) + ',' +
             field(map.columnTitle) + ',' + field(column) + ',' + field(map.valueTitle) + ',' +
             numberText(map.values[cell++]) + '\n';
    }
  }
}

}  // namespace

std::string numberText(double value) {
  if (!std::isfinite(value)) return {};
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string csvOf(const Figure& figure) {
  std::string csv = "view,run,line,x axis,x,y axis,y\n";
  for (const auto& panel : figure.panels()) {
    if (const auto* map = panel.map()) {
      addMap(csv, panel, *map);
    } else {
      addLines(csv, panel);
    }
  }
  return csv;
}

}  // namespace lab::ui
