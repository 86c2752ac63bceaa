#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lab {

/// Which answers to look at: those of one partition's model about the test images of one class.
struct WrongAnswersQuestion {
  int partition = 0;
  int label = 0;
  std::size_t most = 60;  ///< so many images at most

  friend bool operator==(const WrongAnswersQuestion&, const WrongAnswersQuestion&) = default;
};

/// A test image that a model took for one of another class.
struct WrongAnswer {
  std::int64_t image = 0;            ///< of the test set
  int answer = 0;                    ///< the class it was taken for
  float certainty = 0;               ///< softmax of that class, a fraction
  std::vector<std::uint8_t> pixels;  ///< [C][H][W], as in the data set
};

/// What a model of a checkpoint gets wrong.
struct WrongAnswers {
  std::int64_t iteration = 0;         ///< of the checkpoint
  std::int64_t asked = 0, wrong = 0;  ///< test images of the class that this partition is tested on
  std::int64_t channels = 0, height = 0, width = 0;  ///< of an image
  std::vector<WrongAnswer> images;                   ///< the surest first, at most as many as were wanted
};

}  // namespace lab
