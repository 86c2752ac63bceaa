#include "ui/series/smoothing.h"

#include <cmath>
#include <limits>

namespace lab::ui {

// The formula of the header with the mean put in for s: it moves towards the number by a share that falls
// from 1 to 1 - w. Written so, rounding cannot move the mean of a constant.
double ExponentialMean::add(double value) {
  if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
  rest_ *= weight_;
  mean_ += (1 - weight_) / (1 - rest_) * (value - mean_);
  return mean_;
}

}  // namespace lab::ui
