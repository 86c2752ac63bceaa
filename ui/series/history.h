#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "engine/core/events.h"

namespace lab::ui {

/// Keeps what a `Series` of the newest state needs to be what it was at any earlier moment: the start of the
/// run and every `Change`, an event with an iteration.
template <class Series, class Change>
class History {
 public:
  void add(const Event& event) {
    if (std::holds_alternative<RunStarted>(event)) {
      start_ = {};
      start_.add(event);
      changes_.clear();
    } else if (const auto* change = std::get_if<Change>(&event)) {
      changes_.push_back(*change);
    }
  }

  /// As if the stream had ended with `iteration`.
  [[nodiscard]] Series until(std::int64_t iteration) const {
    Series series = start_;
    for (const auto& change : changes_) {
      if (change.iteration <= iteration) series.add(change);
    }
    return series;
  }

 private:
  Series start_;
  std::vector<Change> changes_;
};

}  // namespace lab::ui
