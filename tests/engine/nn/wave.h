#pragma once

#include <cmath>

#include <ATen/ATen.h>

namespace lab::test {

/// The numbers that the scripts in tests/golden fill weights and images with.
inline at::Tensor wave(at::IntArrayRef shape, double phase, double scale) {
  auto values = at::empty(shape);
  for (std::int64_t i = 0; i < values.numel(); ++i) {
    const double angle = 0.7 * std::pow(static_cast<double>(i), 1.2) + phase;
    values.data_ptr<float>()[i] = static_cast<float>(scale * std::sin(angle));
  }
  return values;
}

}  // namespace lab::test
