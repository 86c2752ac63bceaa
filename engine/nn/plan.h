#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/events.h"
#include "engine/data/dataset.h"

namespace lab {

// A network as data: which operations, in which order, over which parameters. Plans need no LibTorch; what computes
// them is engine/nn/network.h. Shapes and parameter counts are therefore tested without a tensor.

/// How a parameter starts (Caffe's fillers, paper section 5).
struct Filler {
  enum class Kind { Constant, Gaussian, Uniform };
  Kind kind = Kind::Constant;
  double value = 0;  ///< the constant, the standard deviation, or the half-width of the interval around 0
};

[[nodiscard]] Filler gaussian(double deviation);
[[nodiscard]] Filler xavier(std::int64_t fanIn);       ///< uniform(+-sqrt(3 / fan-in)), Caffe's default form
[[nodiscard]] Filler he(std::int64_t fanIn);           ///< Gaussian sqrt(2 / fan-in) (He et al. 2015)
[[nodiscard]] Filler torchDefault(std::int64_t fanIn); ///< uniform(+-1 / sqrt(fan-in)), PyTorch's linear and conv

struct ParameterInfo {
  std::string name;                 ///< "conv1.weight"
  std::vector<std::int64_t> shape;  ///< [out, in, kernel, kernel], [out, in] or [channels]
  Filler filler;
  double rateFactor = 1;   ///< of the learning rate (Caffe's lr_mult)
  double decayFactor = 1;  ///< of the weight decay (Caffe's decay_mult)

  [[nodiscard]] std::int64_t size() const;
};

// The operations. A parameter is named by its index in Plan::parameters, -1 means that there is none.
struct Convolution {
  std::int64_t kernel = 1, stride = 1, padding = 0;
  int weight = -1, bias = -1;
};
struct Linear {  ///< flattens what comes in
  int weight = -1, bias = -1;
};
struct MaxPool {  ///< output ceil((size - kernel) / stride) + 1, as Caffe does
  std::int64_t kernel = 2, stride = 2;
};
struct AveragePool {  ///< the same shape; divides by the part of the window inside the image
  std::int64_t kernel = 2, stride = 2;
};
struct Relu {};
struct LocalResponse {  ///< across channels: x / (1 + alpha / size * sum of squares) ^ beta
  std::int64_t size = 3;
  double alpha = 5e-5, beta = 0.75;
};

/// Normalizes each channel over the minibatch (paper 5.3). Its statistics M, V, c are running sums with
/// forgetting: M <- decay M + mean, V <- decay V + unbiased variance, c <- decay c + 1; in test the mean is M / c
/// and the variance V / c. Layout from `statistics` on: M [C], V [C], c [1].
struct BatchNorm {
  std::int64_t channels = 0, statistics = 0;
  int scale = -1, shift = -1;
  double decay = 0.999, epsilon = 1e-5;
};

/// Normalizes each sample over groups of consecutive channels (paper 5.2): 1 group is LayerNorm, as many groups as
/// channels is InstanceNorm. No statistics, the same in training and test.
struct GroupNorm {
  std::int64_t channels = 0, groups = 1;
  int scale = -1, shift = -1;
  double epsilon = 1e-5;
};

using Operation =
    std::variant<Convolution, Linear, MaxPool, AveragePool, Relu, LocalResponse, BatchNorm, GroupNorm>;

/// One operation and the shape of what it gives. Linear gives {features, 1, 1}.
struct Node {
  Operation operation;
  ImageShape output;
};

struct Plan {
  ImageShape input;
  std::vector<ParameterInfo> parameters;
  std::vector<Node> nodes;             ///< in order; each takes what the one before gives
  std::vector<NormLayer> normLayers;   ///< in order
  std::int64_t statistics = 0;         ///< untrained numbers: B
  bool channelsLast = true;            ///< the memory format that is faster for it (rule, never a timing)

  [[nodiscard]] std::int64_t parameterCount() const;  ///< P
};

/// A stretch of the flat weight vector whose numbers share their factors.
struct Segment {
  std::int64_t begin = 0, end = 0;
  double rateFactor = 1, decayFactor = 1;
};

/// The parameters of a plan as stretches of one vector of P numbers, in order, neighbours with equal factors merged.
[[nodiscard]] std::vector<Segment> segments(const Plan& plan);

}  // namespace lab
