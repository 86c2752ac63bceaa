#include "engine/nn/model.h"

namespace lab::model {
namespace {

constexpr LocalResponse kResponse{.size = 5, .alpha = 1e-4, .beta = 0.75};

// One row of the paper's table.
struct Inception {
  const char* name;
  std::int64_t single;              // 1x1
  std::int64_t reduce3, triple;     // 1x1 then 3x3
  std::int64_t reduce5, quintuple;  // 1x1 then 5x5
  std::int64_t projection;          // 3x3 maximum then 1x1
};

struct Window {
  std::int64_t size = 1, stride = 1;
};

// What the layers of this network have in common.
class Layers {
 public:
  Layers(PlanBuilder& net, std::int64_t classes) : net_(net), classes_(classes) {}

  // A normalization with its own scale and shift, where one is chosen, takes the place of the bias.
  void convolution(const std::string& name, std::int64_t outputs, Window window = {}) {
    net_.convolution({.name = name,
                      .outputs = outputs,
                      .kernel = window.size,
                      .stride = window.stride,
                      .padding = window.size / 2,
                      .filler = xavier(net_.shape().channels * window.size * window.size),
                      .biasFiller = kBias,
                      .bias = !net_.normalizes(),
                      .biasRate = 2,
                      .biasDecay = 0});
    net_.normalize({.wanted = true});
    net_.relu();
  }

  void inception(const Inception& row) {
    const std::string name = row.name;
    net_.concat({[&] { convolution(name + ".1x1", row.single); },
                 [&] {
                   convolution(name + ".3x3_reduce", row.reduce3);
                   convolution(name + ".3x3", row.triple, {.size = 3});
                 },
                 [&] {
                   convolution(name + ".5x5_reduce", row.reduce5);
                   convolution(name + ".5x5", row.quintuple, {.size = 5});
                 },
                 [&] {
                   net_.maxPool(3, 1, 1);
                   convolution(name + ".projection", row.projection);
                 }});
  }

  void classifier(const std::string& name) {
    net_.linear({.name = name,
                 .outputs = classes_,
                 .filler = xavier(net_.shape().size()),
                 .biasRate = 2,
                 .biasDecay = 0});
  }

  void auxiliaryHead(const std::string& name) {
    net_.auxiliaryHead(0.3, [&] {
      net_.averagePool(2, 1);
      convolution(name + ".conv", 128);
      net_.linear({.name = name + ".fc1",
                   .outputs = 1024,
                   .filler = xavier(net_.shape().size()),
                   .biasFiller = kBias,
                   .biasRate = 2,
                   .biasDecay = 0});
      net_.relu();
      net_.dropout(0.7);
      classifier(name + ".fc2");
    });
  }

 private:
  static constexpr Filler kBias{Filler::Kind::Constant, 0.2};
  PlanBuilder& net_;
  std::int64_t classes_;
};

void build(PlanBuilder& net, std::int64_t classes, const ParamValues&) {
  Layers layers{net, classes};
  layers.convolution("conv1", 64, {.size = 7, .stride = 2});
  net.maxPool(3, 2);
  net.localResponse(kResponse);
  layers.convolution("conv2_reduce", 64);
  layers.convolution("conv2", 192, {.size = 3});
  net.localResponse(kResponse);
  net.maxPool(3, 2);
  layers.inception({"3a", 64, 96, 128, 16, 32, 32});
  layers.inception({"3b", 128, 128, 192, 32, 96, 64});
  net.maxPool(3, 2);
  layers.inception({"4a", 192, 96, 208, 16, 48, 64});
  layers.auxiliaryHead("head1");
  layers.inception({"4b", 160, 112, 224, 24, 64, 64});
  layers.inception({"4c", 128, 128, 256, 24, 64, 64});
  layers.inception({"4d", 112, 144, 288, 32, 64, 64});
  layers.auxiliaryHead("head2");
  layers.inception({"4e", 256, 160, 320, 32, 128, 128});
  net.maxPool(3, 2);
  layers.inception({"5a", 256, 160, 320, 32, 128, 128});
  layers.inception({"5b", 384, 192, 384, 48, 128, 128});
  layers.classifier("fc");
}

}  // namespace

/// GoogLeNet's form for 32x32 images: 6,401,870 parameters, two auxiliary heads included. The paper's has no
/// normalization; a chosen one stands between each convolution and its ReLU. Source: Hsieh 2020, authors'
/// prototxt files (paper 5.1); Szegedy et al. 2015.
ModelEntry googlenet() {
  return {.id = "googlenet",
          .title = "GoogLeNet",
          .summary = "Nine inception blocks and two auxiliary heads, for 32x32 images.",
          .source = "Hsieh 2020, authors' prototxt files",
          .params = {},
          .build = build};
}

}  // namespace lab::model
