#include "ui/series/value_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace lab::ui {
namespace {

std::string plain(double value) {
  if (!std::isfinite(value)) return {};
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

}  // namespace

std::string valueTable(const std::vector<NamedLine>& lines, const TablePart& part) {
  std::map<double, std::vector<std::string>> rows;  // by x
  std::string text = part.xName;
  for (std::size_t column = 0; column < lines.size(); ++column) {
    const NamedLine& line = lines[column];
    text += '\t' + line.name;
    for (std::size_t i = 0; i < std::min(line.x.size(), line.y.size()); ++i) {
      if (!(line.x[i] >= part.lower && line.x[i] <= part.upper)) continue;
      auto& row = rows[line.x[i]];
      row.resize(lines.size());
      row[column] = plain(line.y[i]);
    }
  }
  text += '\n';
  for (const auto& [x, cells] : rows) {
    text += plain(x);
    for (const auto& cell : cells) text += '\t' + cell;
    text += '\n';
  }
  return text;
}

}  // namespace lab::ui
