#pragma once

#include <string>
#include <vector>

#include "ui/figure/figure.h"

namespace lab::ui {

/// Exactly what the figure shows as CSV, one number per row, C locale, a header line of names:
/// view,run,line,x axis,x,y axis,y. Of a map the line is the row and x the column. A gap is an empty field.
[[nodiscard]] std::string csvOf(const Figure& figure);

/// The shortest text that reads back as the same number; empty for NaN.
[[nodiscard]] std::string numberText(double value);

struct NamedFile {
  std::string name, text;
};

/// The figure for LaTeX: `stem`.tex to \input and one `stem`-N.dat beside it for each line or map.
[[nodiscard]] std::vector<NamedFile> pgfplotsOf(const Figure& figure, const std::string& stem);

}  // namespace lab::ui
