#include <array>

#include "engine/nn/norm.h"
#include "engine/nn/norms/policies.h"

namespace lab::norm {
namespace {

// Training looks at the running statistics, so there must be some: neither "drop" nor "recompute".
constexpr std::array kPolicies{kAverage, kAsInCode, kLocal, kPooled};

constexpr ParamInfo step(const char* key, const char* title, double fallback, const char* help) {
  return {.key = key,
          .title = title,
          .fallback = fallback,
          .low = 0,
          .high = 1e9,
          .help = help,
          .source = "authors' files: 5000, 20000 and 20000 of 64000 iterations"};
}

constexpr std::array kParams{
    ParamInfo{.key = "statistics",
              .title = "Running statistics",
              .kind = ParamKind::Choice,
              .fallback = static_cast<double>(StatisticsPolicy::Average),
              .names = kPolicies,
              .help = "What happens to the running means and variances when the partitions talk.",
              .source = "Hsieh 2020, authors' code: batch_renorm_layer"},
    step("step_to_init", "Correction starts at", 0.078125,
         "BatchNorm until then. Up to 1 a fraction of the run, above it iterations."),
    step("step_to_r_max", "r reaches its limit at", 0.3125,
         "The limit of r rises linearly from 1. Up to 1 a fraction of the run, above it iterations."),
    step("step_to_d_max", "d reaches its limit at", 0.3125,
         "The limit of d rises linearly from 0. Up to 1 a fraction of the run, above it iterations."),
    ParamInfo{.key = "r_max",
              .title = "Limit of r",
              .fallback = 4,
              .low = 1,
              .high = 1000,
              .help = "The minibatch's deviation is corrected by at most this factor.",
              .source = "authors' files"},
    ParamInfo{.key = "d_max",
              .title = "Limit of d",
              .fallback = 6,
              .low = 0,
              .high = 1000,
              .help = "The minibatch's mean is corrected by at most so many running deviations.",
              .source = "authors' files"},
    ParamInfo{.key = "running_fraction",
              .title = "Running fraction",
              .unit = "fraction",
              .fallback = 0.99,
              .low = 0,
              .high = 0.999999,
              .help = "Share of the running statistics that each iteration keeps.",
              .source = "authors' files: 0.99 or 0.999"}};

void append(PlanBuilder& builder, const ParamValues& given, const Affine& affine) {
  const auto number = [&](const char* key) { return value(kParams, given, key); };
  builder.batchNorm({.decay = number("running_fraction"),
                     .policy = static_cast<StatisticsPolicy>(static_cast<int>(number("statistics"))),
                     .renormalization = Renormalization{.stepToInit = number("step_to_init"),
                                                        .stepToRMax = number("step_to_r_max"),
                                                        .stepToDMax = number("step_to_d_max"),
                                                        .rMax = number("r_max"),
                                                        .dMax = number("d_max")}},
                    affine);
}

}  // namespace

/// BatchNorm that corrects the minibatch's moments towards the running ones, so that training and test do
/// nearly the same. Source: Ioffe 2017; limits and ramps of the authors' code (paper 5.4).
NormEntry batch_renorm() {
  return {.id = "batch-renorm",
          .title = "Batch renorm",
          .summary = "Batch normalization, corrected towards the running statistics while it trains.",
          .source = "Ioffe 2017",
          .params = kParams,
          .append = append,
          .scope = NormScope::Minibatch};
}

}  // namespace lab::norm
