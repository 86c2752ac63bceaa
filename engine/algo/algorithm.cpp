#include "engine/algo/algorithm.h"

#include <algorithm>

#include "engine/core/error.h"

namespace lab {

void Algorithm::turn(double) {
  throw Error({.kind = ErrorKind::Usage,
               .doing = "skewscout.enabled",
               .problem = "this algorithm has no setting to turn",
               .expected = "gaia, fedavg or dgc",
               .remedy = ""});
}

}  // namespace lab

namespace lab::algo {

const AlgorithmEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &AlgorithmEntry::id);
  if (found != all().end()) return *found;
  std::string known;
  for (const auto& entry : all()) known += (known.empty() ? "" : ", ") + entry.id;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "algorithm.id",
               .problem = "'" + id + "' is unknown",
               .expected = "one of " + known,
               .remedy = ""});
}

}  // namespace lab::algo
