#include "engine/nn/model.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/nn/norm.h"

namespace lab::model {
namespace {

constexpr std::array kVariants{
    NamedValue{"paper", static_cast<double>(Variant::Paper), "the authors' exact network and fillers"},
    NamedValue{"standard", static_cast<double>(Variant::Standard),
               "He initialisation and affine normalization: learns in seconds"}};

constexpr ParamInfo kVariant{.key = "variant",
                             .title = "Variant",
                             .kind = ParamKind::Choice,
                             .fallback = static_cast<double>(Variant::Paper),
                             .names = kVariants,
                             .help = "The paper's network starts from tiny weights and needs many iterations; the "
                                     "standard one is for short runs and lessons.",
                             .source = "Hsieh 2020, authors' prototxt files"};

}  // namespace

const ParamInfo& variantParam() { return kVariant; }

const ModelEntry& named(const std::string& id) {
  const auto found = std::ranges::find(all(), id, &ModelEntry::id);
  if (found != all().end()) return *found;
  std::string known;
  for (const auto& entry : all()) known += (known.empty() ? "" : ", ") + entry.id;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "model.architecture",
               .problem = "'" + id + "' is unknown",
               .expected = "one of " + known,
               .remedy = ""});
}

Plan plan(const Choice& model, const Choice& normalization, ImageShape input, std::int64_t classes) {
  PlanBuilder builder{input, norm::named(normalization.id), normalization.params};
  named(model.id).build(builder, classes, model.params);
  return builder.finish();
}

}  // namespace lab::model
