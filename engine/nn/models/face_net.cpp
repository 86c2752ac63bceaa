#include <array>
#include <cmath>

#include "engine/nn/model.h"

namespace lab::model {
namespace {

constexpr std::array kParams{
    ParamInfo{.key = "width",
              .title = "Width",
              .unit = "fraction",
              .fallback = 1,
              .low = 0.03125,
              .high = 1,
              .help = "Share of the authors' channels and features; less for short runs.",
              .source = "Hsieh 2020, authors' prototxt file: all"}};

class Layers {
 public:
  Layers(PlanBuilder& net, double width) : net_(net), width_(width) {}

  // Without padding, as in the file: a face fills its image.
  void convolution(const std::string& name, std::int64_t outputs) {
    net_.convolution({.name = name,
                      .outputs = wide(outputs),
                      .kernel = 3,
                      .filler = xavier(net_.shape().channels * 9),
                      .bias = !net_.normalizes(),
                      .biasRate = 2,
                      .biasDecay = 0});
    activate(name);
  }

  // Two convolutions and what came in; their biases stay at 0.
  void unit(const std::string& name) {
    net_.residual([&] {
      for (const char* part : {"a", "b"}) {
        net_.convolution({.name = name + part,
                          .outputs = net_.shape().channels,
                          .kernel = 3,
                          .padding = 1,
                          .filler = gaussian(0.01),
                          .bias = !net_.normalizes(),
                          .biasRate = 0,
                          .biasDecay = 0});
        activate(name + part);
      }
    });
  }

  void linear(const std::string& name, std::int64_t outputs) {
    net_.linear({.name = name,
                 .outputs = outputs,
                 .filler = xavier(net_.shape().size()),
                 .biasRate = 2,
                 .biasDecay = 0});
  }

  [[nodiscard]] std::int64_t wide(std::int64_t channels) const {
    return std::llround(width_ * static_cast<double>(channels));
  }

 private:
  void activate(const std::string& name) {
    net_.normalize({.wanted = true});
    net_.prelu(name);
  }

  PlanBuilder& net_;
  double width_;
};

struct Stage {
  const char* name;
  std::int64_t outputs = 0;
  int units = 0;
};

void build(PlanBuilder& net, std::int64_t classes, const ParamValues& given) {
  Layers layers{net, value(kParams, given, "width")};
  layers.convolution("conv1a", 32);
  for (const auto& [name, outputs, units] :
       {Stage{"conv1b", 64, 1}, Stage{"conv2", 128, 2}, Stage{"conv3", 256, 5}, Stage{"conv4", 512, 3}}) {
    layers.convolution(name, outputs);
    net.maxPool(2, 2);
    for (int unit = 1; unit <= units; ++unit) layers.unit(std::string{name} + ".unit" + std::to_string(unit));
  }
  layers.linear("fc5", layers.wide(512));
  net.feature();
  layers.linear("fc6", classes);
}

}  // namespace

/// The paper's network for faces: 32,968,047 parameters on images of 96x112 and 10,575 identities, for sides
/// of 33 and up. A chosen normalization stands before each PReLU and takes the place of the biases. Source:
/// Wen et al. 2016; Hsieh 2020, authors' prototxt file (paper 5.5).
ModelEntry face_net() {
  return {.id = "face-net",
          .title = "Face net",
          .summary = "Residual units with PReLU and a feature of 512 numbers, for images of 33x33 and up.",
          .source = "Wen et al. 2016; Hsieh 2020, authors' prototxt file",
          .params = kParams,
          .build = build};
}

}  // namespace lab::model
