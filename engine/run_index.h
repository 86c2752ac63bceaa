#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/record/replay.h"

namespace lab {

/// The summaries of the runs of a folder by name, size and time of their files, in `index.json` beside them:
/// a thousand runs are listed without opening one. It only repeats what the files say; whatever goes wrong
/// with it costs time and nothing else.
class RunIndex {
 public:
  /// What tells one state of a file from the next.
  struct Stamp {
    std::uintmax_t size = 0;
    std::int64_t time = 0;

    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  [[nodiscard]] static std::optional<Stamp> stampOf(const std::filesystem::path& path);

  explicit RunIndex(const std::filesystem::path& folder);

  /// What was known of the file in this state; it stays known.
  [[nodiscard]] std::optional<RunSummary> find(const std::filesystem::path& path, const Stamp& stamp);
  void add(const RunSummary& summary, const Stamp& stamp);
  void save() const;  ///< When something changed. Forgets files that were neither found nor added.

 private:
  struct Entry {
    Stamp stamp;
    RunSummary summary;
  };
  using Entries = std::map<std::string, Entry>;  // by file name

  std::filesystem::path path_;
  Entries old_;
  Entries now_;
  bool added_ = false;
};

}  // namespace lab
