#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "engine/core/spec.h"

/// One parameter in JSON and back, whatever its kind.
namespace lab {

/// The shortest number that reads back as the same one: 1 rather than 1.0.
[[nodiscard]] nlohmann::ordered_json numberJson(double value);

/// A number, or the name of one, as far as the kind of the parameter allows it; nothing for Text and Table.
[[nodiscard]] std::optional<double> paramValue(const ParamInfo& info, const nlohmann::ordered_json& value);

/// Takes the value of the parameter over into `choice`; false, and nothing is taken, when it is of the wrong
/// type.
[[nodiscard]] bool takeParam(const ParamInfo& info, const nlohmann::ordered_json& value, Choice& choice);

/// What `choice` says about the parameter, or its fallback.
[[nodiscard]] nlohmann::ordered_json paramJson(const ParamInfo& info, const Choice& choice);

}  // namespace lab
