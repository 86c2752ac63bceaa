#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lab::ui {

/// What `skewlab figure` is asked for, in the words of the command line. What is empty takes the default.
struct FigureRequest {
  std::vector<std::filesystem::path> runs;
  std::vector<std::string> labels;  ///< one per run, or none
  std::vector<std::string> views;
  std::filesystem::path output;
  std::string x, preset, size, theme, legend, title;
  std::optional<double> fontPoints, linePoints;
  std::optional<int> dpi, columns;
  bool allPoints = false, logarithmic = false, letters = true, recipe = true;
};

/// Draws the figure without a display and returns the files written. Starts Qt, so it may be called once in a
/// process, and not beside a window. Throws Error.
std::vector<std::filesystem::path> drawFigure(const FigureRequest& request);

// For the help of the command.
[[nodiscard]] std::vector<std::string> figureViewIds();
[[nodiscard]] std::vector<std::string> figurePresetIds();

}  // namespace lab::ui
