#pragma once

namespace lab::ui {

/// Exponential mean of a line as it grows, corrected for its start as in Adam (Kingma and Ba, 2015, algorithm
/// 1): s_n = w s_(n-1) + (1 - w) y_n with s_0 = 0, and the mean is s_n / (1 - w^n). The first mean is
/// therefore the first number, and the mean of a constant is that constant exactly.
class ExponentialMean {
 public:
  explicit ExponentialMean(double weight) : weight_(weight) {}

  /// The mean of the finite numbers so far, this one included; NaN, and nothing is kept, for any other.
  [[nodiscard]] double add(double value);

 private:
  double weight_;    // w: what the mean keeps of itself; at least 0 and below 1
  double rest_ = 1;  // w^n
  double mean_ = 0;
};

}  // namespace lab::ui
