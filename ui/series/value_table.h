#pragma once

#include <span>
#include <string>
#include <vector>

namespace lab::ui {

/// A line with its name, x ascending.
struct NamedLine {
  std::string name;
  std::span<const double> x, y;
};

/// Which part of a table is wanted, and what its first column is called.
struct TablePart {
  std::string xName;
  double lower = 0;
  double upper = 1;
};

/// The points of several lines as text for a spreadsheet: a header line, then one line per x that any of them
/// has a point at; tabs between columns, numbers as in C and never rounded, nothing where a line has no
/// number. Of several points of one line at the same x the last counts.
[[nodiscard]] std::string valueTable(const std::vector<NamedLine>& lines, const TablePart& part);

}  // namespace lab::ui
