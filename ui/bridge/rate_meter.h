#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace lab::ui {

/// Iterations per second over the last few seconds of training, and how long the rest will take.
class RateMeter {
 public:
  /// `seconds` of training at which `iteration` was reached; neither may fall, except at reset().
  void add(double seconds, std::int64_t iteration);
  void reset() { points_.clear(); }

  /// 0 until two points differ in time.
  [[nodiscard]] double perSecond() const;

  /// Seconds until `iterations`; nothing while the rate is unknown.
  [[nodiscard]] std::optional<double> remaining(std::int64_t iterations) const;

  static constexpr double kWindowSeconds = 5;

 private:
  struct Point {
    double seconds = 0;
    std::int64_t iteration = 0;
  };
  std::deque<Point> points_;  // oldest first; the first is the newest that is at least the window old
};

}  // namespace lab::ui
