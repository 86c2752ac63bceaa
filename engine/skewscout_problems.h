#pragma once

#include <vector>

#include "engine/core/params.h"
#include "engine/core/spec.h"

namespace lab {

/// What is wrong with the section `skewscout` of a spec whose algorithm is known: it needs something to turn,
/// somebody to visit, and a ladder of legal settings from talkative to silent. Nothing while SkewScout is
/// off.
[[nodiscard]] std::vector<Problem> skewScoutProblems(const ExperimentSpec& spec);

}  // namespace lab
