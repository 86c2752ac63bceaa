#include <array>

#include "engine/nn/model.h"

namespace lab::model {
namespace {

const std::array<ParamInfo, 1>& params() {
  static const std::array<ParamInfo, 1> known{variantParam()};
  return known;
}

// What the two forms of the network differ in.
struct Form {
  bool paper = true;
  bool bias = true;           // of convolutions
  Affine affine;              // behind every normalization
  double weightDecay = 1;     // factor on the weights of convolutions and the last layer
  std::int64_t shortcut = 1;  // kernel of the strided shortcut
};

class Layers {
 public:
  Layers(PlanBuilder& net, const Form& form) : net_(net), form_(form) {}

  struct Window {
    std::int64_t size = 3, stride = 1;
  };

  void convolution(const std::string& name, std::int64_t outputs, Window window) {
    const std::int64_t fanIn = net_.shape().channels * window.size * window.size;
    net_.convolution({.name = name,
                      .outputs = outputs,
                      .kernel = window.size,
                      .stride = window.stride,
                      .padding = window.size == 3 ? 1 : 0,
                      .filler = form_.paper ? xavier(fanIn) : he(fanIn),
                      .bias = form_.bias,
                      .weightDecay = form_.weightDecay,
                      .biasDecay = 0});
    net_.normalize(form_.affine);
  }

  void block(const std::string& name, std::int64_t outputs, std::int64_t stride) {
    const auto body = [&] {
      convolution(name + ".conv1", outputs, {.stride = stride});
      net_.relu();
      convolution(name + ".conv2", outputs, {});
    };
    if (stride == 1) {
      net_.residual(body);
    } else {
      net_.residual(body, [&] {
        convolution(name + ".shortcut", outputs, {.size = form_.shortcut, .stride = stride});
      });
    }
    if (!form_.paper) net_.relu();
  }

 private:
  PlanBuilder& net_;
  Form form_;
};

Form formOf(const PlanBuilder& net, Variant variant) {
  if (variant == Variant::Paper) {
    return {.affine = {.wanted = true, .decay = 1}, .weightDecay = 2, .shortcut = 2};
  }
  return {.paper = false, .bias = !net.normalizes(), .affine = {.wanted = true}};
}

void build(PlanBuilder& net, std::int64_t classes, const ParamValues& given) {
  const auto variant = static_cast<Variant>(static_cast<int>(value(params(), given, "variant")));
  const auto form = formOf(net, variant);
  Layers layers{net, form};
  layers.convolution("conv0", 16, {});
  net.relu();
  for (const std::int64_t stage : {1, 2, 3}) {
    for (const std::int64_t block : {1, 2, 3}) {
      const bool halves = stage > 1 && block == 1;
      layers.block("block" + std::to_string(stage) + std::to_string(block), 8 << stage, halves ? 2 : 1);
    }
  }
  net.globalAveragePool();
  net.linear({.name = "fc",
              .outputs = classes,
              .filler = xavier(net.shape().size()),
              .weightDecay = form.weightDecay,
              .biasDecay = 0});
}

}  // namespace

/// ResNet20 for 32x32 images: 280,938 parameters and, with BatchNorm, 1,589 statistics. The paper's form:
/// convolutions with bias, 2x2 shortcuts, no ReLU behind the additions, twice the weight decay on weights
/// (paper 5.1). The standard form: ReLU behind the additions and 1x1 shortcuts (He et al. 2016). Without
/// normalization both go without scale and shift.
ModelEntry resnet20() {
  return {.id = "resnet20",
          .title = "ResNet20",
          .summary = "Nine residual blocks of two 3x3 convolutions; its own normalization is batch.",
          .source = "Hsieh 2020, authors' prototxt files; He et al. 2016",
          .params = params(),
          .build = build};
}

}  // namespace lab::model
