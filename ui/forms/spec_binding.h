#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/params.h"
#include "engine/core/spec.h"
#include "ui/forms/editor.h"

namespace lab::ui {

/// The fixed fields of the spec in the order of the file, as rows of the form.
[[nodiscard]] std::vector<ParamInfo> fixedFields();

/// Whether the fixed field is edited as text: words, lists, and numbers that may be absent.
[[nodiscard]] bool isText(std::string_view key);

/// The fixed field, or id of a choice, with that dotted key. Lists are written with commas.
[[nodiscard]] FieldValue readField(const ExperimentSpec& spec, std::string_view key);

/// The inverse. Returns what is wrong with the text, leaving `spec` as it was; empty when it was taken.
[[nodiscard]] QString writeField(ExperimentSpec& spec, std::string_view key, const FieldValue& value);

/// The chosen entry's parameter as the run would see it: given, or the fallback.
/// A table's rows end with semicolons, its numbers with spaces.
[[nodiscard]] FieldValue readParam(const Choice& choice, const ParamInfo& info);

/// The inverse. Returns what is wrong with the text, leaving `choice` as it was; empty when it was taken.
[[nodiscard]] QString writeParam(Choice& choice, const ParamInfo& info, const FieldValue& value);

/// What the run takes where the fixed field is empty: the chosen algorithm's ladder and start for SkewScout. Empty when
/// nothing is taken.
[[nodiscard]] QString whenEmpty(const ExperimentSpec& spec, std::string_view key);

/// Whether the row means anything with the other choices of `spec`, e.g. the power of a schedule that is not
/// poly.
[[nodiscard]] bool isRelevant(const ExperimentSpec& spec, std::string_view key);

/// Rows that most experiments leave alone: shown on request, when changed, and when they have a problem.
[[nodiscard]] bool isSpecialist(std::string_view key);

}  // namespace lab::ui
