#pragma once

#include <optional>
#include <vector>

#include "ui/plot/follow_range.h"

namespace lab::ui {

/// What of a plot is seen.
struct SeenRange {
  Range x, y;
  bool follows = true;  ///< x and y then go where the run goes

  friend bool operator==(const SeenRange&, const SeenRange&) = default;
};

/// The views of a plot the user has left, to go back to and forward again, as in a browser.
class ViewHistory {
 public:
  void leave(const SeenRange& seen);  ///< forgets what lay ahead; the same twice in a row counts once

  /// Where to go from `now`; nothing at the end of the list.
  [[nodiscard]] std::optional<SeenRange> back(const SeenRange& now);
  [[nodiscard]] std::optional<SeenRange> forward(const SeenRange& now);

  [[nodiscard]] bool canGoBack() const { return !behind_.empty(); }
  [[nodiscard]] bool canGoForward() const { return !ahead_.empty(); }

 private:
  std::vector<SeenRange> behind_, ahead_;  // the nearest is last
};

}  // namespace lab::ui
