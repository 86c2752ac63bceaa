#include "ui/bridge/rate_meter.h"

#include <algorithm>

namespace lab::ui {

void RateMeter::add(double seconds, std::int64_t iteration) {
  if (!points_.empty() && seconds <= points_.back().seconds) return;
  points_.push_back({seconds, iteration});
  while (points_.size() > 2 && points_[1].seconds <= seconds - kWindowSeconds) points_.pop_front();
}

double RateMeter::perSecond() const {
  if (points_.size() < 2) return 0;
  const auto& first = points_.front();
  const auto& last = points_.back();
  return static_cast<double>(last.iteration - first.iteration) / (last.seconds - first.seconds);
}

std::optional<double> RateMeter::remaining(std::int64_t iterations) const {
  const double rate = perSecond();
  if (rate <= 0) return std::nullopt;
  return static_cast<double>(std::max<std::int64_t>(0, iterations - points_.back().iteration)) / rate;
}

}  // namespace lab::ui
