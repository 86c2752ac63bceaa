#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace lab {

/// The parameter of an algorithm that trades traffic for accuracy, as a controller sees it: a ladder of
/// settings.
struct Knob {
  std::string_view parameter;      ///< key of the algorithm's parameter: "threshold"; empty: there is none
  std::span<const double> ladder;  ///< its settings from talkative to silent
  double start = 0;                ///< one of them
  std::optional<double> bsp{};     ///< the setting at which the algorithm is BSP; nothing: there is none
};

}  // namespace lab
