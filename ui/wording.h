#pragma once

#include <optional>
#include <string>

#include <QString>

#include "engine/core/spec.h"

namespace lab::ui {

/// The spec a run file or RunStarted holds; nothing when this program cannot read it.
[[nodiscard]] std::optional<ExperimentSpec> readSpec(const std::string& json);

/// "Gaia"; the id itself when the catalogue does not know it.
[[nodiscard]] QString algorithmTitle(const ExperimentSpec& spec);

/// "Gaia · 5 partitions · by label 100 % · LeNet with GroupNorm · fashion-mini"
[[nodiscard]] QString specSentence(const ExperimentSpec& spec);

}  // namespace lab::ui
