#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace lab {

/// JSON text as a value with its keys in the order of the text. Throws Error{Usage} with line and column for
/// broken syntax and for a key that is given twice in one object. `origin` names the source in messages.
[[nodiscard]] nlohmann::ordered_json parseJson(std::string_view text, std::string_view origin);

}  // namespace lab
