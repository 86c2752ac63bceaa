#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/picture.h"
#include "tests/engine/data/data_files.h"

namespace lab::test {

/// The content of a PNG file with this picture.
[[nodiscard]] Bytes png(const dataset::Picture& picture);

/// The content of a JPEG file with this picture, in the best quality.
[[nodiscard]] Bytes jpeg(const dataset::Picture& picture);

/// A picture of one colour.
[[nodiscard]] dataset::Picture plain(std::int64_t height, std::int64_t width, const Bytes& colour);

}  // namespace lab::test
