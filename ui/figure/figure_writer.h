#pragma once

#include <filesystem>
#include <vector>

#include "ui/figure/figure.h"

class QImage;

namespace lab::ui {

/// Endings that writeFigure() knows, without the dot.
[[nodiscard]] const std::vector<const char*>& figureFormats();

/// Writes the figure in the format that the file's ending names and returns what was written, the file itself
/// first. No half file is ever left under a final name. Throws Error{Usage} for an unknown ending, Error{Run}
/// when the file cannot be written.
std::vector<std::filesystem::path> writeFigure(const Figure& figure, const std::filesystem::path& file);

/// The figure as pixels, without recipe.
[[nodiscard]] QImage imageOf(const Figure& figure, double dotsPerInch);

}  // namespace lab::ui
