#pragma once

#include <cstddef>
#include <string_view>

#include "ui/forms/editor.h"

namespace lab::ui {

/// The control for the row with this dotted key: a list of words where the catalogues or the program know
/// them all, otherwise what the description asks for.
[[nodiscard]] Editor* editorFor(const ParamInfo& info, QWidget* parent);

/// The five groups of the form, in the order in which people decide.
enum class GroupId : std::size_t { Data, Algorithm, Model, Training, Reproducibility };
inline constexpr std::size_t kGroups = 5;

[[nodiscard]] GroupId groupOf(std::string_view key);
[[nodiscard]] QString groupTitle(GroupId group);

/// How the row of one of the four choices of the spec is described.
[[nodiscard]] ParamInfo choiceInfo(std::string_view key);

}  // namespace lab::ui
