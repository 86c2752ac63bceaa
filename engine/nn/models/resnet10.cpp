#include "engine/nn/model.h"

namespace lab::model {
namespace {

// Caffe's Scale layer as in this definition: decayed, and the shift learns twice as fast.
constexpr Affine kScale{.wanted = true, .decay = 1, .shiftRate = 2};

class Layers {
 public:
  explicit Layers(PlanBuilder& net) : net_(net) {}

  struct Window {
    std::int64_t size = 3, stride = 1;
  };

  void convolution(const std::string& name, std::int64_t outputs, Window window) {
    net_.convolution({.name = name,
                      .outputs = outputs,
                      .kernel = window.size,
                      .stride = window.stride,
                      .padding = window.size / 2,
                      .filler = he(net_.shape().channels * window.size * window.size),
                      .bias = false});
  }

  void activate() {
    net_.normalize(kScale);
    net_.relu();
  }

  // The first block stands behind a ReLU already; the others start with one and halve the sides.
  void block(std::int64_t outputs) {
    const std::string name = "block" + std::to_string(outputs);
    const bool first = outputs == 64;
    if (!first) activate();
    const auto body = [&] {
      convolution(name + ".conv1", outputs, {.stride = first ? 1 : 2});
      activate();
      convolution(name + ".conv2", outputs, {});
    };
    if (first) {
      net_.residual(body);
    } else {
      net_.residual(body, [&] { convolution(name + ".expand", outputs, {.size = 1, .stride = 2}); });
    }
  }

 private:
  PlanBuilder& net_;
};

void build(PlanBuilder& net, std::int64_t classes, const ParamValues&) {
  Layers layers{net};
  // In place of a mean image. A normalization of single samples has nothing to do here: an image is no
  // minibatch.
  if (net.normalizesOverBatch()) net.normalize(kScale);
  net.convolution({.name = "conv1",
                   .outputs = 64,
                   .kernel = 7,
                   .stride = 2,
                   .padding = 3,
                   .filler = he(64 * 7 * 7),  // by the fan-out
                   .biasRate = 2});
  layers.activate();
  net.maxPool(3, 2);
  for (const std::int64_t outputs : {64, 128, 256, 512}) layers.block(outputs);
  layers.activate();
  net.globalAveragePool();
  net.linear(
      {.name = "fc", .outputs = classes, .filler = {}, .biasRate = 2});  // starts at 0: the file names none
}

}  // namespace

/// ResNet10 with pre-activation, for images of 64x64 and up: 5,417,070 parameters and 3,984 statistics at
/// 1,000 classes. The authors name this network and leave its file out; this is the public definition that
/// their larger one follows. Source: Simon et al. 2016 (cvjena, ResNet10_cvgj); paper 5.5.
ModelEntry resnet10() {
  return {.id = "resnet10",
          .title = "ResNet10",
          .summary = "Four pre-activated residual blocks, for images of 64x64 and up.",
          .source = "Simon et al. 2016 (cvjena, ResNet10_cvgj)",
          .params = {},
          .build = build};
}

}  // namespace lab::model
