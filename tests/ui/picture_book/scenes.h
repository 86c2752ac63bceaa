#pragma once

#include <filesystem>
#include <vector>

#include "tests/ui/picture_book/stage.h"

namespace lab::ui::test {

/// A state of the window, or a few that follow from each other: makes them and saves a picture of each.
struct Scene {
  void (*draw)(Stage& stage);
  bool presented = true;  ///< on the projector too; it has no docks
};

[[nodiscard]] std::vector<Scene> runScenes();     ///< one run from welcome to its end
[[nodiscard]] std::vector<Scene> twinScenes();    ///< two runs in lockstep
[[nodiscard]] std::vector<Scene> plotScenes();    ///< what can be done to a view
[[nodiscard]] std::vector<Scene> storeScenes();   ///< run table, queue, what is compared
[[nodiscard]] std::vector<Scene> figureScenes();  ///< the figure editor

/// Every tab with a recorded run, and the views that fill the window.
void drawRecorded(Stage& stage, const std::filesystem::path& run);

}  // namespace lab::ui::test
