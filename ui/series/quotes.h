#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace lab::ui {

/// What every point of a series says in numbers, so that an earlier one can be quoted. `Now` has an
/// `iteration`, which ascends.
template <class Now>
class Quotes {
 public:
  void add(Now now) {
    all_.push_back(std::move(now));
    choose();
  }

  /// The moment that is looked at; nothing: the newest.
  void lookAt(std::optional<std::int64_t> iteration) {
    time_ = iteration;
    choose();
  }

  /// The last one at or before that moment.
  [[nodiscard]] const std::optional<Now>& shown() const { return shown_; }

 private:
  void choose() {
    const auto after = time_ ? std::ranges::upper_bound(all_, *time_, {}, &Now::iteration) : all_.end();
    shown_ = after == all_.begin() ? std::nullopt : std::optional{*(after - 1)};
  }

  std::vector<Now> all_;
  std::optional<std::int64_t> time_;
  std::optional<Now> shown_;
};

}  // namespace lab::ui
