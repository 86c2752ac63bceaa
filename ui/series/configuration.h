#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab::ui {

// What two experiments have in common, asked of their resolved JSON as run files hold it. Text that is no
// JSON object counts as an experiment without settings.

/// Equal for runs that differ in seed and in what a person calls them only.
[[nodiscard]] std::string configurationKey(std::string_view specJson);

/// Equal for runs on the same data, split, network and seed: what a baseline shares with a run.
[[nodiscard]] std::string baselineKey(std::string_view specJson);

/// Equal for runs whose accuracies may be compared: the same task on the same test images.
[[nodiscard]] std::string testKey(std::string_view specJson);

/// One setting in several experiments.
struct SettingRow {
  std::string key;                  ///< dotted: "algorithm.threshold"
  std::vector<std::string> values;  ///< of each experiment; empty where it has no such setting
  bool differs = false;
};

/// Every setting of any of them, in the order of the files, without what only names a run.
[[nodiscard]] std::vector<SettingRow> compareSettings(std::span<const std::string> specJsons);

/// Runs that are seeds of one configuration: indices into `specJsons`, groups and members in their order.
[[nodiscard]] std::vector<std::vector<std::size_t>> seedGroups(std::span<const std::string> specJsons);

/// The BSP run to compare `specJson` with among `candidates`: the one with the same training, too, otherwise
/// the first that shares data, split, network and seed. Nothing when there is none.
[[nodiscard]] std::optional<std::size_t> findBaseline(std::string_view specJson,
                                                      std::span<const std::string> candidates);

}  // namespace lab::ui
