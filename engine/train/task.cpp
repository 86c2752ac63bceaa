#include "engine/train/task.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/nn/model.h"

namespace lab::task {

const TaskEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &TaskEntry::id);
  if (found != all().end()) return *found;
  std::string known;
  for (const auto& entry : all()) known += (known.empty() ? "" : ", ") + entry.id;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "task.id",
               .problem = "'" + id + "' is unknown",
               .expected = "one of " + known,
               .remedy = ""});
}

Plan plan(const ExperimentSpec& spec, const ImageShape& input, std::int64_t classes) {
  Plan network = model::plan(spec.model, spec.normalization, input, classes);
  named(spec.task.id).complete(network, classes, spec.task.params);
  return network;
}

}  // namespace lab::task
