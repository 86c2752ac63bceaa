#pragma once

#include <cstdint>
#include <string>

namespace lab::app {

// Numbers as people read them, in English. NaN is "n/a".

[[nodiscard]] std::string fixed(double value, int digits);  ///< "3.14"
[[nodiscard]] std::string percent(double fraction);         ///< "81.2 %"
[[nodiscard]] std::string grouped(std::int64_t count);      ///< "64,000"
[[nodiscard]] std::string size(std::int64_t bytes);         ///< "12.3 MB", powers of 1000
[[nodiscard]] std::string duration(double seconds);         ///< "18.3 s", "2:05 min", "1:02:05 h"

/// `text` with blanks behind it (or before it, when `width` is negative) up to |width| characters of UTF-8.
[[nodiscard]] std::string padded(const std::string& text, int width);

}  // namespace lab::app
