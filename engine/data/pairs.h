#pragma once

#include <cstdint>

namespace lab {

/// Two test images and whether they show the same thing: what a network that verifies is tested on. `first` and
/// `second` are indices of test images; `fold` is 0..9, the part of a ten-fold cross-validation.
struct ImagePair {
  std::int64_t first = 0, second = 0;
  bool same = false;
  int fold = 0;
};

}  // namespace lab
