#include "engine/control/memory.h"

#include <algorithm>
#include <utility>

namespace lab {
namespace {

constexpr std::int64_t kNever = -1;

}  // namespace

Memory::Memory(std::size_t rungs, std::int64_t age)
    : age_(age), objectives_(rungs), decisions_(rungs, kNever) {}

void Memory::remember(std::size_t position, double objective, std::int64_t decision) {
  objectives_.at(position) = objective;
  decisions_.at(position) = decision;
}

void Memory::know(std::size_t position, double objective) {
  known_ = {position, objective};
}

void Memory::forget() {
  std::ranges::fill(decisions_, kNever);
}

std::optional<double> Memory::recall(std::size_t position, std::int64_t decision) const {
  if (known_ && known_->first == position) return known_->second;
  const std::int64_t tried = decisions_.at(position);
  if (tried == kNever || decision - tried > age_) return {};
  return objectives_.at(position);
}

void Memory::restore(std::vector<double> objectives, std::vector<std::int64_t> decisions) {
  objectives_ = std::move(objectives);
  decisions_ = std::move(decisions);
}

}  // namespace lab
