#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>

#include "engine/core/params.h"
#include "engine/nn/plan.h"

namespace lab {

struct NormEntry;

/// The trained scale and shift per channel behind a normalization: what Caffe puts into a Scale layer.
struct Affine {
  bool wanted = false;
  double decay = 0;      ///< factor of the weight decay on both
  double shiftRate = 1;  ///< factor of the learning rate on the shift
};

/// Builds a plan from input to output. Shapes are checked as it goes: a network that does not fit its input throws
/// Error{Usage}. The normalization is injected: a network says *where*, never *which*.
class PlanBuilder {
 public:
  PlanBuilder(ImageShape input, const NormEntry& norm, const ParamValues& normParams);

  /// `filler` of the weights; a bias starts at 0 unless `biasFiller` says otherwise.
  struct Layer {
    std::string name;
    std::int64_t outputs = 0, kernel = 1, stride = 1, padding = 0;
    Filler filler;
    Filler biasFiller{};
    bool bias = true;
    double weightRate = 1, weightDecay = 1, biasRate = 1, biasDecay = 1;
  };
  void convolution(const Layer& layer);
  void linear(const Layer& layer);
  void maxPool(std::int64_t kernel, std::int64_t stride, std::int64_t padding = 0);
  void averagePool(std::int64_t kernel, std::int64_t stride);
  void globalAveragePool();
  void relu();
  void prelu(const std::string& name);  ///< slopes start at 0.25, Caffe's default
  void dropout(double rate);
  void localResponse(const LocalResponse& operation);

  // Forks. A path appends operations; each one starts from here.
  using Path = std::function<void()>;
  void concat(std::initializer_list<Path> paths);  ///< goes on with the channels of all, in order
  void residual(const Path& body, const Path& shortcut = {});  ///< goes on with the sum; no shortcut: with what is here
  void auxiliaryHead(double weight, const Path& head);  ///< ends in logits; the network goes on from here

  /// What is here describes the image: what two images are compared by.
  void feature();

  /// What the experiment has chosen, here.
  void normalize(const Affine& affine);
  [[nodiscard]] bool normalizes() const;        ///< normalize() puts a layer there
  [[nodiscard]] bool normalizesOverBatch() const;  ///< and that layer works on each channel alone

  // For the entries of the normalization catalogue.
  void batchNorm(BatchNorm operation, const Affine& affine);
  void groupNorm(std::int64_t groups, const Affine& affine);

  [[nodiscard]] const ImageShape& shape() const { return place_.shape; }
  [[nodiscard]] Plan finish();

 private:
  struct Place {
    int node = kImages;
    ImageShape shape;
  };
  struct Weights {
    int weight = -1, bias = -1, gain = -1;
  };
  struct ScaleShift {
    int scale = -1, shift = -1;
  };
  int parameter(ParameterInfo info);
  Weights weights(const Layer& layer, std::vector<std::int64_t> shape);
  ScaleShift scaleShift(const std::string& name, const Affine& affine);
  void append(Operation operation, const ImageShape& output, std::vector<int> inputs = {});
  [[nodiscard]] ImageShape pooled(std::int64_t kernel, std::int64_t stride, std::int64_t padding) const;
  [[nodiscard]] Place endOf(const Path& path);

  Plan plan_;
  Place place_;
  const NormEntry& norm_;
  const ParamValues& normParams_;
  bool auxiliary_ = false;
};

}  // namespace lab
