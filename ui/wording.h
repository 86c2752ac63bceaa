#pragma once

#include <optional>
#include <string>

#include <QString>

#include "engine/core/spec.h"

namespace lab::ui {

/// The spec a run file or RunStarted holds; nothing when this program cannot read it.
[[nodiscard]] std::optional<ExperimentSpec> readSpec(const std::string& json);

/// What a split is called and how skewed it is by its own measure, the scheme's first number.
struct Split {
  QString title{};                 ///< "Degree of label skew"
  std::optional<double> degree{};  ///< nothing for a scheme without numbers
  QString degreeText{};            ///< "80 %"
};
[[nodiscard]] Split splitOf(const Choice& choice);

/// "Gaia"; the id itself when the catalogue does not know it.
[[nodiscard]] QString algorithmTitle(const ExperimentSpec& spec);

/// "Gaia · 5 partitions · by label 100 % · LeNet, Group norm · fashion-mini"
[[nodiscard]] QString specSentence(const ExperimentSpec& spec);

}  // namespace lab::ui
