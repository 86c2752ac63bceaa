#include "engine/control/search.h"

namespace lab::control {

/// Travels and measures, but never moves: what SkewScout and the Oracle's rungs are compared with.
SearchEntry fixed() {
  return {.id = "fixed",
          .title = "Fixed",
          .summary = "Models travel and are measured, but the setting stays where it starts.",
          .source = "for comparison",
          .next = [](const Outlook& outlook) {
            return Move{outlook.position, Motive::Fixed};
          }};
}

}  // namespace lab::control
