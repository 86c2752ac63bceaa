#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <QString>

#include "engine/core/events.h"

namespace lab::ui {

/// A recorded run as far as figures need it.
struct FigureRun {
  QString label;     ///< in legends
  std::string file;  ///< its name, without folders
  std::vector<Event> events;

  [[nodiscard]] const RunStarted& started() const;  ///< the first event of every recording
};

/// Reads the whole run; it may still be written. Throws Error{Data}.
[[nodiscard]] FigureRun readRun(const std::filesystem::path& path);

/// Labels the runs by the names of their experiments where these tell them apart, else by their files.
void labelRuns(std::span<FigureRun> runs);

}  // namespace lab::ui
