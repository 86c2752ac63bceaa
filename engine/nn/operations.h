#pragma once

#include <cstdint>
#include <optional>
#include <variant>

namespace lab {

// The operations of a plan. A parameter is named by its index in Plan::parameters, -1 means that there is
// none.

/// A gain [out] makes the weights those of weight normalization: gain * weight / |weight| per output
/// (Salimans and Kingma 2016).
struct Convolution {
  std::int64_t kernel = 1, stride = 1, padding = 0;
  int weight = -1, bias = -1, gain = -1;
};
struct Linear {  ///< flattens what comes in; gain as above
  int weight = -1, bias = -1, gain = -1;
};
struct MaxPool {  ///< output ceil((size + 2 padding - kernel) / stride) + 1, as Caffe does
  std::int64_t kernel = 2, stride = 2, padding = 0;
};
struct AveragePool {  ///< the same shape; divides by the part of the window inside the image
  std::int64_t kernel = 2, stride = 2;
};
struct GlobalAveragePool {};  ///< one number per channel
struct Relu {};
struct PRelu {  ///< x where it is positive, slope * x otherwise; one slope per channel (He et al. 2015)
  int slope = -1;
};
struct LocalResponse {  ///< across channels: x / (1 + alpha / size * sum of squares) ^ beta
  std::int64_t size = 3;
  double alpha = 5e-5, beta = 0.75;
};
struct Dropout {  ///< inverted: in training each number is 0 with chance `rate`, otherwise divided by 1 -
                  ///< rate
  double rate = 0.5;
};
struct Add {};     ///< of inputs of one shape
struct Concat {};  ///< of the inputs' channels, in order

/// What happens to the running statistics of BatchNorm: when partitions talk, and in test.
enum class StatisticsPolicy {
  Average,    ///< exchanged densely and averaged whenever the algorithm may talk: the clean form
  AsInCode,   ///< ordinary parameters of the algorithm, as in the authors' code: summed, filtered, top-k'ed
  Local,      ///< each partition keeps its own
  Drop,       ///< none: in test, too, with the moments of the images that are looked at together
  Recompute,  ///< none kept: measured on training minibatches of the partition before an evaluation
  Pooled,     ///< averaged as second moments, so that the spread between partition means counts as variance
};

/// Batch renormalization (Ioffe 2017; paper 5.4): the minibatch's moments are corrected towards the running
/// ones, x^ r + d with r = clip(s_B / s, 1 / rMax, rMax), d = clip((mean_B - mean) / s, -dMax, dMax), both
/// constants in the backward pass. Steps up to 1 are fractions of the run, larger ones iterations.
struct Renormalization {
  double stepToInit = 0;                  ///< BatchNorm until then
  double stepToRMax = 0, stepToDMax = 0;  ///< the limits rise linearly until then
  double rMax = 4, dMax = 6;

  struct Limits {
    double r = 1, d = 0;
  };
  [[nodiscard]] Limits at(std::int64_t iteration, std::int64_t iterations) const;
};

/// Normalizes each channel over the minibatch (paper 5.3). Its statistics M, V, c are running sums with
/// forgetting: M <- decay M + mean, V <- decay V + unbiased variance, c <- decay c + 1; in test the mean is M
/// / c and the variance V / c. Layout from `statistics` on: M [C], V [C], c [1]. Pooled statistics hold the
/// mean of the squares in V, so that the variance is V / c - (M / c)^2: the average of squares over
/// partitions is that of all their images, the average of variances is not.
struct BatchNorm {
  std::int64_t channels = 0, statistics = 0;
  int scale = -1, shift = -1;
  double decay = 0.999, epsilon = 1e-5;
  StatisticsPolicy policy = StatisticsPolicy::Average;
  bool together = false;  ///< over the minibatches of all partitions (sync-batch)
  std::optional<Renormalization> renormalization{};
};

/// Normalizes each sample over groups of consecutive channels (paper 5.2): 1 group is LayerNorm, as many
/// groups as channels is InstanceNorm. No statistics, the same in training and test.
struct GroupNorm {
  std::int64_t channels = 0, groups = 1;
  int scale = -1, shift = -1;
  double epsilon = 1e-5;
};

using Operation = std::variant<Convolution, Linear, MaxPool, AveragePool, GlobalAveragePool, Relu,
                               PRelu, LocalResponse, Dropout, Add, Concat, BatchNorm, GroupNorm>;

}  // namespace lab
