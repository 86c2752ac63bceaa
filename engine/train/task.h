#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/core/spec.h"
#include "engine/nn/plan.h"

namespace lab {

struct Rounds;
struct Setup;

/// How a model did in a test.
struct Score {
  float accuracy = 0;                ///< fraction, as the task defines it
  float loss = 0;                    ///< nats; NaN where the task has none on test images
  std::vector<float> classAccuracy;  ///< [C]; NaN where a class was not asked for
};

/// What is learnt and how it is tested. The main loss is always the cross-entropy of the logits; a task may
/// add terms.
struct TaskEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;

  /// Adds to a network what the task's loss needs. Throws Error{Usage} when the network does not serve the
  /// task.
  void (*complete)(Plan& plan, std::int64_t classes, const ParamValues& params) = nullptr;

  /// Tests the K replicas, then their mean: [K + 1]. Nothing when `rounds` was told to stop.
  std::optional<std::vector<Score>> (*test)(const Setup& setup, const Rounds& rounds) = nullptr;

  bool comparesPairs = false;  ///< needs a data set with pairs of test images
};

namespace task {

[[nodiscard]] const std::vector<TaskEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const TaskEntry& named(const std::string& id);

/// The network of an experiment, completed by its task. Throws Error{Usage} when they do not fit together.
[[nodiscard]] Plan plan(const ExperimentSpec& spec, const ImageShape& input, std::int64_t classes);

}  // namespace task
}  // namespace lab
