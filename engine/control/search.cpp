#include "engine/control/search.h"

#include <algorithm>

#include "engine/core/error.h"

namespace lab {

std::optional<std::size_t> Outlook::tighter() const {
  if (position == 0) return {};
  return position - 1;
}

std::optional<std::size_t> Outlook::looser() const {
  if (position + 1 >= rungs) return {};
  return position + 1;
}

std::optional<double> Outlook::remembered(std::optional<std::size_t> at) const {
  return at ? memory->recall(*at, decision) : std::nullopt;
}

namespace control {

const SearchEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &SearchEntry::id);
  if (found != all().end()) return *found;
  std::string known;
  for (const auto& entry : all()) known += (known.empty() ? "" : ", ") + entry.id;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "skewscout.search",
               .problem = "'" + id + "' is unknown",
               .expected = "one of " + known,
               .remedy = ""});
}

}  // namespace control
}  // namespace lab
