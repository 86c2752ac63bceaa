#include "engine/train/checkpoint_archive.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "engine/core/error.h"

namespace lab {

namespace fs = std::filesystem;

CheckpointArchive::CheckpointArchive(const fs::path& checkpoint, std::int64_t keep)
    : checkpoint_(checkpoint), keep_(keep) {}

fs::path CheckpointArchive::placeOf(std::int64_t iteration) const {
  return fs::path{checkpoint_.string() + "s"} / std::to_string(iteration);
}

std::vector<std::int64_t> CheckpointArchive::with(std::int64_t iteration, Stay stay) const {
  auto passing = passing_;
  std::erase(passing, iteration);
  if (stay == Stay::Passing && keep_ > 1) passing.push_back(iteration);
  const auto surplus = static_cast<std::ptrdiff_t>(passing.size()) - static_cast<std::ptrdiff_t>(keep_);
  if (surplus > 0) passing.erase(passing.begin(), passing.begin() + surplus);
  return passing;
}

void CheckpointArchive::restore(const std::vector<std::int64_t>& passing) {
  passing_ = passing;
}

void CheckpointArchive::add(std::int64_t iteration, Stay stay) {
  const auto kept = with(iteration, stay);
  const fs::path place = placeOf(iteration);
  std::error_code error;
  if (stay == Stay::ForGood || keep_ > 1) {
    fs::create_directories(place.parent_path(), error);
    fs::remove(place, error);
    fs::create_hard_link(checkpoint_, place, error);
    if (error) fs::copy_file(checkpoint_, place, error);  // not every file system has links
    if (error) {
      throw Error({.kind = ErrorKind::Run,
                   .doing = "Keeping the checkpoint " + place.filename().string(),
                   .problem = error.message(),
                   .expected = "",
                   .remedy = "make room, or set checkpoint.keep to 1"});
    }
  }
  for (const auto older : passing_) {
    if (older != iteration && std::ranges::find(kept, older) == kept.end()) fs::remove(placeOf(older), error);
  }
  passing_ = kept;
}

}  // namespace lab
