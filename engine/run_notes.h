#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lab {

/// What a person has said about a run after it was made, kept beside it in `RUN.h5.json`. What is not set
/// here is as the experiment itself says.
struct RunNotes {
  std::optional<std::string> name{};
  std::optional<std::string> notes{};
  std::optional<std::vector<std::string>> tags{};
  bool star = false;
  bool locked = false;  ///< must not go to the trash

  friend bool operator==(const RunNotes&, const RunNotes&) = default;
};

/// `RUN.h5` -> `RUN.h5.json`.
[[nodiscard]] std::filesystem::path notesOf(const std::filesystem::path& run);

/// Nothing said when there is no such file. Throws Error{Data} when it holds something else.
[[nodiscard]] RunNotes readNotes(const std::filesystem::path& run);

/// Replaces the file at once or not at all; what others have written into it stays. Throws Error{Data} when
/// it holds something that is not ours to replace, Error{Run} when the disk refuses.
void writeNotes(const std::filesystem::path& run, const RunNotes& notes);

}  // namespace lab
