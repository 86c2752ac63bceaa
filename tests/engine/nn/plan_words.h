#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/error.h"
#include "engine/nn/plan.h"

namespace lab::test {

/// The operations of a plan as words; those of auxiliary heads are left out.
inline std::vector<std::string> kindsOf(const Plan& plan) {
  struct Name {
    std::string operator()(const Convolution&) const { return "conv"; }
    std::string operator()(const Linear&) const { return "linear"; }
    std::string operator()(const MaxPool&) const { return "max"; }
    std::string operator()(const AveragePool&) const { return "average"; }
    std::string operator()(const GlobalAveragePool&) const { return "global"; }
    std::string operator()(const Relu&) const { return "relu"; }
    std::string operator()(const PRelu&) const { return "prelu"; }
    std::string operator()(const LocalResponse&) const { return "lrn"; }
    std::string operator()(const Dropout&) const { return "dropout"; }
    std::string operator()(const Add&) const { return "add"; }
    std::string operator()(const Concat&) const { return "concat"; }
    std::string operator()(const BatchNorm&) const { return "batch"; }
    std::string operator()(const GroupNorm&) const { return "group"; }
  };
  std::vector<std::string> kinds;
  for (const auto& node : plan.nodes) {
    if (!node.auxiliary) kinds.push_back(std::visit(Name{}, node.operation));
  }
  return kinds;
}

/// Side of the image wherever it changes on the way to the logits; 0 where one is not square.
inline std::vector<std::int64_t> sidesOf(const Plan& plan) {
  std::vector<std::int64_t> sides{plan.input.height};
  for (const auto& node : plan.nodes) {
    const std::int64_t side = node.output.height == node.output.width ? node.output.height : 0;
    if (!node.auxiliary && side != sides.back()) sides.push_back(side);
  }
  return sides;
}

inline const ParameterInfo& parameterOf(const Plan& plan, const std::string& name) {
  for (const auto& info : plan.parameters) {
    if (info.name == name) return info;
  }
  throw Error({.doing = "Looking for " + name, .problem = "the plan has no such parameter"});
}

/// Images that are large enough for a network: as small as they may be for the face net.
inline ImageShape imagesFor(const std::string& model) {
  const std::int64_t side = model == "face-net" ? 33 : 32;
  return {3, side, side};
}

/// Networks whose images become 1x1 before a normalization: InstanceNorm would have one number per group.
inline bool refused(const std::string& model, const std::string& norm) {
  return norm == "instance" && (model == "mlp" || model == "googlenet" || model == "resnet10" ||
                                model == "face-net");
}

}  // namespace lab::test
