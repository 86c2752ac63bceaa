#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/data/dataset.h"
#include "engine/nn/operations.h"

namespace lab {

// A network as data: which operations, over which inputs and parameters. Plans need no LibTorch; what computes
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
  int lengthOf = -1;       ///< a gain: starts at the lengths of that parameter's rows [out], not from the filler

  [[nodiscard]] std::int64_t size() const;
};

/// One operation and the shape of what it gives. Linear and GlobalAveragePool give {features, 1, 1}.
struct Node {
  Operation operation;
  ImageShape output;
  std::vector<int> inputs{};  ///< nodes before it, kImages for the network's input; empty: the node right before
  bool auxiliary = false;     ///< part of an auxiliary head: computed in training only
};

/// As a node's input: what the network is given.
inline constexpr int kImages = -1;

/// A second classifier on half-finished features, which helps the layers below it to learn. Nobody predicts with it.
struct AuxiliaryHead {
  int node = 0;       ///< gives its logits
  double weight = 0;  ///< of its loss in what is minimised; the main loss has 1
};

/// Pulls the features of each image towards the centre of its class: engine/nn/centre_loss.h.
struct CentreLoss {
  int centres = -1;   ///< parameter [classes, F]
  double weight = 0;  ///< in what is minimised; the main loss has 1
};

/// A network: an acyclic graph whose last node gives the logits.
struct Plan {
  ImageShape input;
  std::vector<ParameterInfo> parameters;
  std::vector<Node> nodes;             ///< each after its inputs
  std::vector<AuxiliaryHead> heads{};  ///< in order
  std::optional<int> feature{};        ///< the node whose F numbers describe an image, where the network has one
  std::optional<CentreLoss> centreLoss{};  ///< on that node's numbers
  std::vector<NormLayer> normLayers;   ///< in order
  std::int64_t statistics = 0;         ///< untrained numbers: B
  std::int64_t together = 0;           ///< channels normalized over the minibatches of all partitions at once
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
