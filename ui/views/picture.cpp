#include "ui/views/picture.h"

#include <cstddef>

namespace lab::ui {

QImage pictureOf(const PictureShape& shape, const std::vector<std::uint8_t>& pixels) {
  const auto width = static_cast<int>(shape.width);
  const auto height = static_cast<int>(shape.height);
  const auto plane = static_cast<std::size_t>(shape.width * shape.height);
  QImage image{width, height, QImage::Format_RGB32};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto at =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
      const auto channel = [&](std::size_t c) { return int{pixels[(shape.channels < 3 ? 0 : c * plane) + at]}; };
      image.setPixel(x, y, qRgb(channel(0), channel(1), channel(2)));
    }
  }
  return image;
}

}  // namespace lab::ui
