#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace lab {

/// Which models SkewScout sends on their way.
enum class Travellers {
  All,    ///< every partition's, to another partition
  Mean,   ///< the mean of all models, to every partition
  Nobody  ///< every partition compares its model with what all share of it
};

/// What SkewScout's accuracy loss compares: a word of `skewscout.loss`, and what follows from it. accuracyLoss()
/// in engine/train says the formulas. Source: paper.md 10.3; the mean's and the shared one are ours.
struct LossReading {
  std::string_view word;
  std::string_view title;
  Travellers travellers;
  bool againstHost;  ///< a guest is compared with its host's own model, not with itself at home
};

inline constexpr std::array kLossReadings{
    LossReading{"home-minus-away", "home minus away", Travellers::All, false},
    LossReading{"host-minus-guest", "host minus guest", Travellers::All, true},
    LossReading{"home-minus-mean", "home minus mean", Travellers::Mean, false},
    LossReading{"home-minus-shared", "home minus shared", Travellers::Nobody, false}};

/// The reading of that word; the first, which is the spec's default, for one that is unknown.
[[nodiscard]] constexpr const LossReading& lossReading(std::string_view word) {
  const auto* found = std::ranges::find(kLossReadings, word, &LossReading::word);
  return found == kLossReadings.end() ? kLossReadings.front() : *found;
}

}  // namespace lab
