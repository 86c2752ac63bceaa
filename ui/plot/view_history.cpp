#include "ui/plot/view_history.h"

namespace lab::ui {
namespace {

constexpr std::size_t kMost = 100;

std::optional<SeenRange> move(std::vector<SeenRange>& from, std::vector<SeenRange>& to,
                              const SeenRange& now) {
  if (from.empty()) return std::nullopt;
  const SeenRange next = from.back();
  from.pop_back();
  to.push_back(now);
  return next;
}

}  // namespace

void ViewHistory::leave(const SeenRange& seen) {
  ahead_.clear();
  if (!behind_.empty() && behind_.back() == seen) return;
  if (behind_.size() == kMost) behind_.erase(behind_.begin());
  behind_.push_back(seen);
}

std::optional<SeenRange> ViewHistory::back(const SeenRange& now) {
  return move(behind_, ahead_, now);
}

std::optional<SeenRange> ViewHistory::forward(const SeenRange& now) {
  return move(ahead_, behind_, now);
}

}  // namespace lab::ui
