#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ui/figure/figure.h"

namespace lab::ui {

// What a figure file carries of the experiment behind it.
inline constexpr auto kRecipeName = "skewlab-recipe.json";  ///< attachment of a PDF; key in PNG and SVG
inline constexpr auto kDataName = "skewlab-data.csv";       ///< likewise, with the plotted numbers

/// The recipe as JSON: program, look of the figure, and for every run its experiment, its environment
/// (versions, data hash) and when it was made. Folders are left out of file names, and the names of user and
/// host out of whatever people have written.
[[nodiscard]] std::string recipeOf(const Figure& figure);

/// A recipe read back.
struct Recipe {
  struct Run {
    std::string label, file, created;
    std::string specJson;
  };
  FigureSpec figure;
  std::vector<Run> runs;  ///< never empty
};

/// Throws Error{Data} that names `origin` when the text is no recipe of ours.
[[nodiscard]] Recipe recipeFrom(const std::string& json, const std::string& origin);

/// The text of the recipe in a PDF, PNG or SVG. Throws Error{Data} when the file cannot be read or carries
/// none.
[[nodiscard]] std::string recipeTextIn(const std::filesystem::path& file);

/// By its ending: whether the file may carry a recipe.
[[nodiscard]] bool isFigureFile(const std::filesystem::path& file);

[[nodiscard]] inline Recipe recipeIn(const std::filesystem::path& file) {
  return recipeFrom(recipeTextIn(file), file.filename().string());
}

}  // namespace lab::ui
