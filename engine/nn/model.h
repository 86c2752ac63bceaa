#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/core/spec.h"
#include "engine/nn/plan_builder.h"

namespace lab {

/// One architecture: input shape in, plan out.
struct ModelEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;
  void (*build)(PlanBuilder& builder, std::int64_t classes, const ParamValues& params) = nullptr;
};

namespace model {

[[nodiscard]] const std::vector<ModelEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const ModelEntry& named(const std::string& id);

/// The plan of `model` with `normalization` for images of `input` and `classes` classes. Throws Error{Usage} when they
/// do not fit together, e.g. groups that do not divide the channels.
[[nodiscard]] Plan plan(const Choice& model, const Choice& normalization, ImageShape input, std::int64_t classes);

/// "paper" or "standard" of a network that has both forms.
enum class Variant { Paper, Standard };

/// The parameter that chooses; shared by all networks with two forms.
[[nodiscard]] const ParamInfo& variantParam();

}  // namespace model
}  // namespace lab
