#include "engine/core/events.h"

namespace lab {
namespace {

constexpr std::array<std::string_view, 5> kNames{"running", "finished", "stopped", "failed", "interrupted"};

}  // namespace

std::string_view toText(RunStatus status) {
  return kNames.at(static_cast<std::size_t>(status));
}

RunStatus runStatus(std::string_view text) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames.at(i) == text) return static_cast<RunStatus>(i);
  }
  return RunStatus::Interrupted;
}

}  // namespace lab
