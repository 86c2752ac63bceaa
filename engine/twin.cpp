#include "engine/twin.h"

#include <array>
#include <string_view>

#include "engine/core/error.h"
#include "engine/run_store.h"
#include "engine/spec_difference.h"
#include "engine/train/lockstep.h"

namespace lab {
namespace {

// Sections with the dot at the end. Of the model's section the normalization is left out below.
constexpr std::array<std::string_view, 6> kShared{
    "seed", "dataset.", "task.", "partition.", "training.batch_size", "model."};

}  // namespace

std::string twinProblem(const ExperimentSpec& left, const ExperimentSpec& right) {
  auto same = right;
  same.normalization = left.normalization;
  for (const auto& [key, before, after] : differences(left, same)) {
    if (!isOneOf(key, kShared)) continue;
    return key + " is " + before + " on the left and " + after +
           " on the right, but twins share seed, data set, partitions, minibatch size and network";
  }
  return {};
}

void requireTwins(const ExperimentSpec& left, const ExperimentSpec& right) {
  const auto problem = twinProblem(left, right);
  if (problem.empty()) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "Twin run",
               .problem = problem,
               .expected = "",
               .remedy = "make it the same in both, or run the two one after the other"});
}

std::array<std::filesystem::path, 2> newTwinPaths(const ExperimentSpec& left, const ExperimentSpec& right) {
  auto first = left;
  auto second = right;
  first.name += " left";
  second.name += " right";
  return {newRunPath(first), newRunPath(second)};
}

std::array<TwinPlace, 2> twinPlaces(const std::filesystem::path& left, const std::filesystem::path& right) {
  const auto lockstep = std::make_shared<Lockstep>(2);
  return {TwinPlace{lockstep, 0, right.filename().string()},
          TwinPlace{lockstep, 1, left.filename().string()}};
}

}  // namespace lab
