#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include <nlohmann/json.hpp>

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
  };
  [[nodiscard]] static std::optional<Stamp> stampOf(const std::filesystem::path& path);

  explicit RunIndex(const std::filesystem::path& folder);

  /// What was known of the file in this state; it stays known.
  [[nodiscard]] std::optional<RunSummary> find(const std::filesystem::path& path, const Stamp& stamp);
  void add(const RunSummary& summary, const Stamp& stamp);
  void save() const;  ///< Forgets files that were neither found nor added.

 private:
  void keep(const std::filesystem::path& path, const Stamp& stamp, nlohmann::json summary);

  std::filesystem::path path_;
  nlohmann::json old_ = nlohmann::json::object();
  nlohmann::json now_ = nlohmann::json::object();
};

}  // namespace lab
