#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lab {

/// Everything a run is between two iterations, as named lists of numbers. Whoever owns a part of the state writes it
/// here under its own names and reads it back.
struct Checkpoint {
  std::string specJson;  ///< resolved; a checkpoint only fits its own experiment
  std::string changedSpecJson{};  ///< what that has become by changes while the run went; empty: it is as it was
  std::int64_t iteration = 0;
  double seconds = 0;  ///< of training
  std::map<std::string, std::vector<float>> vectors;
  std::map<std::string, std::vector<double>> reals;
  std::map<std::string, std::vector<std::int64_t>> integers;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Writes under a temporary name beside `path`, synced to the disk; then calls `beforeRename` and renames, so that at
/// any moment the file under `path` is whole. Throws Error{Run}.
void writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                     const std::function<void()>& beforeRename = {});

/// Throws Error{Data} when the file is missing, cut off or damaged.
[[nodiscard]] Checkpoint readCheckpoint(const std::filesystem::path& path);

/// The same for the checkpoint of a known experiment; any other is refused, too.
[[nodiscard]] Checkpoint readCheckpoint(const std::filesystem::path& path, const std::string& specJson);

}  // namespace lab
