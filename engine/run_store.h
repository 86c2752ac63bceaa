#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/replay.h"
#include "engine/run_notes.h"

namespace lab {

/// The folder runs go to when nobody says otherwise: $SKEWLAB_RUNS, or $XDG_DATA_HOME/skewlab/runs, or
/// ~/.local/share/skewlab/runs. Made when absent.
[[nodiscard]] std::filesystem::path runStoreFolder();

/// `name` as a part of a file name: letters, digits and what is harmless in every shell and on every disk;
/// everything else becomes a hyphen, but for the characters of `alsoKept`. At most 60 characters.
[[nodiscard]] std::string fileWord(std::string_view name, std::string_view alsoKept = {});

/// A file name in the store that no run has yet: date, algorithm, name. Nobody else gets it, in any program: an empty
/// file `RUN.h5.part` claims it until a Recorder takes its place or goes.
[[nodiscard]] std::filesystem::path newRunPath(const ExperimentSpec& spec);

/// One row of the store: a summary, or why the file cannot be read.
struct StoredRun {
  RunSummary summary;
  std::string problem;  ///< empty when readable
  RunNotes notes{};
  std::string notesProblem{};  ///< why the notes cannot be read; empty when they can
};

/// Every run file of the folder, newest first. Unreadable files are rows too. Not for the window's thread.
[[nodiscard]] std::vector<StoredRun> listRuns(const std::filesystem::path& folder);

/// `RUN.h5` -> `RUN.h5.checkpoint`.
[[nodiscard]] std::filesystem::path checkpointOf(const std::filesystem::path& run);

/// Moves run, checkpoints and side file to the store's `trash` folder and returns the new place of the run;
/// undo is restoring the returned path. Throws Error{Run}, also for a run that is locked or being recorded.
std::filesystem::path moveToTrash(const std::filesystem::path& run);

/// The inverse: moves everything back to the store and returns the place of the run there. Throws Error{Run}.
std::filesystem::path restoreFromTrash(const std::filesystem::path& trashed);

/// The store's folder of runs that were thrown away: listRuns() lists them, too.
[[nodiscard]] std::filesystem::path trashOf(const std::filesystem::path& store);

/// Deletes every run in the trash of the store with all that belongs to it, for good, and returns how many.
/// What is no run stays. Throws Error{Run}.
std::size_t emptyTrash(const std::filesystem::path& store);

}  // namespace lab
