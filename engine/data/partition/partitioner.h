#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/core/rng.h"

namespace lab {

/// What a split is made from.
struct PartitionRequest {
  std::span<const std::int64_t> labels;  ///< [n], in 0..classes-1
  std::int64_t classes = 0;
  std::int64_t partitions = 0;  ///< K >= 1
  ParamValues params{};         ///< of the scheme
  ParamTexts texts{};
  ParamTables tables{};
  std::span<const std::string> attribute{};  ///< [n] values of a column, for schemes that deal by attribute
};

/// For each partition the indices of its samples, ascending: the order of the data set, as in the paper's
/// files.
using Partition = std::vector<std::vector<std::int64_t>>;

/// One way to deal samples to partitions. `split` is a pure function of its arguments, deals every sample
/// exactly once and something to every partition, and throws Error{Usage} where the request cannot be met
/// (e.g. more partitions than samples).
struct PartitionerEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;
  bool byAttribute = false;  ///< deals by the column that the parameter "column" names
  Partition (*split)(const PartitionRequest& request, Seed seed) = nullptr;
};

namespace partition {

/// Every scheme, in menu order.
[[nodiscard]] const std::vector<PartitionerEntry>& all();

/// Throws Error{Usage} that lists the known ids.
[[nodiscard]] const PartitionerEntry& named(const std::string& id);

}  // namespace partition
}  // namespace lab
