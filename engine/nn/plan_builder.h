#pragma once

#include <cstdint>
#include <string>

#include "engine/core/params.h"
#include "engine/nn/plan.h"

namespace lab {

struct NormEntry;

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
  void maxPool(std::int64_t kernel, std::int64_t stride);
  void averagePool(std::int64_t kernel, std::int64_t stride);
  void relu();
  void localResponse(const LocalResponse& operation);

  /// What the experiment has chosen, here; `affine` adds a trained scale and shift per channel.
  void normalize(bool affine);
  [[nodiscard]] bool normalizes() const;  ///< false for the choice "none"

  // For the entries of the normalization catalogue.
  void batchNorm(bool affine);
  void groupNorm(std::int64_t groups, bool affine);

  [[nodiscard]] const ImageShape& shape() const { return shape_; }
  [[nodiscard]] Plan finish();

 private:
  int parameter(ParameterInfo info);
  void append(Operation operation, const ImageShape& output);
  void pool(std::int64_t kernel, std::int64_t stride, bool average);
  struct Affine {
    int scale = -1, shift = -1;
  };
  Affine affineOf(const std::string& name, bool wanted);

  Plan plan_;
  ImageShape shape_;
  const NormEntry& norm_;
  const ParamValues& normParams_;
};

}  // namespace lab
