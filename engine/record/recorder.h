#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/fork.h"
#include "engine/core/sink.h"

namespace lab {

/// Version of the HDF5 library that records: "1.10.8".
[[nodiscard]] std::string hdf5Version();

/// Writes every event of a run to an HDF5 file (contract.md section 3, engine/record/FORMAT.md), readable by
/// others while it grows (SWMR) and after the writer was killed. The file is created at RunStarted: all
/// objects first, then SWMR, then appends; flushed at least once a second.
///
/// on() must not throw: when the disk fails, recording stops and problem() has the sentence.
class Recorder final : public EventSink {
 public:
  enum class Existing { Refuse, Replace, Continue };

  /// Refuse throws Error{Usage} at once when `path` exists. Continue (for resume) opens an existing run file
  /// at the resumed RunStarted and drops whatever was recorded after `fromIteration`, the iteration of the
  /// checkpoint.
  explicit Recorder(std::filesystem::path path, Existing existing = Existing::Refuse,
                    std::int64_t fromIteration = 0);
  /// For a fork: a new file that begins with what the parent recorded up to the checkpoint, as far as the fork's
  /// own spec asks for it. Throws Error{Usage} when `path` is the parent's file, or exists and is not to be replaced.
  Recorder(std::filesystem::path path, Existing existing, const Fork& fork);
  ~Recorder() override;

  void on(const Event& event) override;

  [[nodiscard]] const std::filesystem::path& path() const;
  [[nodiscard]] std::string problem() const;  ///< empty while all is well; any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lab
