#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/control/memory.h"
#include "engine/core/rng.h"

namespace lab {

/// Where a search stands on the ladder, position 0 being the most talkative setting.
struct Outlook {
  std::size_t position = 0;
  std::size_t rungs = 1;
  bool tooMuchLoss = false;  ///< the accuracy loss is beyond the tolerance
  double objective = 0;      ///< of this position, just measured
  std::int64_t decision = 0;
  const Memory* memory = nullptr;
  Random* random = nullptr;  ///< a stream of this decision alone

  /// The neighbour that talks more or less; nothing at an end of the ladder.
  [[nodiscard]] std::optional<std::size_t> tighter() const;
  [[nodiscard]] std::optional<std::size_t> looser() const;
  /// What a position cost when it was last tried; nothing when that is forgotten or there is no such
  /// position.
  [[nodiscard]] std::optional<double> remembered(std::optional<std::size_t> at) const;
};

/// Why a search goes where it goes; the controller turns it into a sentence.
enum class Motive {
  TooMuchLoss,    ///< the loss is beyond the tolerance, so talk more
  RoomToSave,     ///< the loss is within the tolerance, so try to talk less
  CheaperBefore,  ///< the neighbour cost less when it was last tried
  Exploring,      ///< chance: a worse or unknown place may lead to a better one
  NothingBetter,  ///< the neighbours that are known cost more
  EndOfLadder,    ///< the promising direction ends here
  NotMeasured,    ///< without a measurement the careful side is the talkative one
  Fixed,          ///< the setting is not to be moved
};

struct Move {
  std::size_t position = 0;
  Motive motive = Motive::NothingBetter;
};

/// One way to look for the cheapest setting: a pure function of the outlook.
struct SearchEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  Move (*next)(const Outlook& outlook) = nullptr;
};

namespace control {

[[nodiscard]] const std::vector<SearchEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const SearchEntry& named(const std::string& id);

}  // namespace control
}  // namespace lab
