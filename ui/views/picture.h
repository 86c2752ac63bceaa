#pragma once

#include <cstdint>
#include <vector>

#include <QImage>

namespace lab::ui {

struct PictureShape {
  std::int64_t channels = 0, height = 0, width = 0;
};

/// An image of a data set, [C][H][W] bytes. One channel is grey; of more than three, the first three are looked at.
[[nodiscard]] QImage pictureOf(const PictureShape& shape, const std::vector<std::uint8_t>& pixels);

}  // namespace lab::ui
