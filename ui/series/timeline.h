#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/places.h"

namespace lab::ui {

/// The moments of a run that something is recorded of, so that a slider can go from one to the next.
class Timeline {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] std::size_t size() const { return iterations_.size(); }
  [[nodiscard]] std::span<const std::int64_t> iterations() const { return iterations_; }  ///< ascending

  /// Where a moment lies on all axes: seconds and bytes are interpolated between communication points, and
  /// are those of the newest one beyond it. Precondition: moment < size().
  [[nodiscard]] Place at(std::size_t moment) const;

  /// The last moment at or before `iteration`; 0 when there is none.
  [[nodiscard]] std::size_t nearest(std::int64_t iteration) const;

 private:
  Clock clock_;
  Place newest_;  // of all communication points
  std::vector<std::int64_t> iterations_;
};

}  // namespace lab::ui
