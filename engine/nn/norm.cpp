#include "engine/nn/norm.h"

#include <algorithm>

#include "engine/core/error.h"

namespace lab::norm {

const NormEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &NormEntry::id);
  if (found != all().end()) return *found;
  std::string known;
  for (const auto& entry : all()) known += (known.empty() ? "" : ", ") + entry.id;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "model.normalization",
               .problem = "'" + id + "' is unknown",
               .expected = "one of " + known,
               .remedy = ""});
}

StatisticsPolicy statisticsPolicy(const NormEntry& entry, const ParamValues& params) {
  if (std::ranges::find(entry.params, "statistics", &ParamInfo::key) == entry.params.end()) return entry.statistics;
  return static_cast<StatisticsPolicy>(static_cast<int>(value(entry.params, params, "statistics")));
}

std::int64_t minibatchesToMeasure(const NormEntry& entry, const ParamValues& params) {
  return static_cast<std::int64_t>(value(entry.params, params, "statistics_minibatches"));
}

}  // namespace lab::norm
