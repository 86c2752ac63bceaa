#include "engine/data/partition/partitioner.h"

#include <algorithm>

#include "engine/core/error.h"

namespace lab::partition {

const PartitionerEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &PartitionerEntry::id);
  if (found != all().end()) return *found;
  std::vector<std::string> ids;
  std::string list;
  for (const auto& entry : all()) {
    ids.push_back(entry.id);
    list += (list.empty() ? "" : ", ") + entry.id;
  }
  const std::string meant = nearest(id, ids);
  throw Error({.kind = ErrorKind::Usage,
               .doing = "partition.scheme",
               .problem = '"' + id + "\" is not known",
               .expected = "one of " + list,
               .remedy = meant.empty() ? "" : "did you mean \"" + meant + "\"?"});
}

}  // namespace lab::partition
