#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lab {

/// Older checkpoints of a run, to fork from: `RUN.h5.checkpoints/ITERATION` beside `RUN.h5.checkpoint`. Holds
/// the newest `keep`, the present one included, and every one that was added for good.
class CheckpointArchive {
 public:
  CheckpointArchive(const std::filesystem::path& checkpoint, std::int64_t keep);

  enum class Stay { Passing, ForGood };

  /// The iterations of the passing ones once that of `iteration` is added: what a checkpoint must know of
  /// them.
  [[nodiscard]] std::vector<std::int64_t> with(std::int64_t iteration, Stay stay) const;
  void restore(const std::vector<std::int64_t>& passing);

  /// Takes in the checkpoint that has just been written, and removes passing ones beyond `keep`. Throws
  /// Error{Run}.
  void add(std::int64_t iteration, Stay stay);

 private:
  [[nodiscard]] std::filesystem::path placeOf(std::int64_t iteration) const;

  std::filesystem::path checkpoint_;
  std::int64_t keep_;
  std::vector<std::int64_t> passing_;  // iterations, oldest first; empty while only the newest is kept
};

}  // namespace lab
