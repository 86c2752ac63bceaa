#include <array>
#include <limits>

#include "engine/core/error.h"
#include "engine/train/evaluate.h"
#include "engine/train/pair_accuracy.h"
#include "engine/train/setup.h"
#include "engine/train/task.h"

namespace lab::task {
namespace {

constexpr std::array kParams{ParamInfo{.key = "centre_weight",
                                       .title = "Weight of centres",
                                       .fallback = 0.003,
                                       .low = 0,
                                       .high = 1000,
                                       .help = "Of the centre loss, beside the cross-entropy's 1.",
                                       .source = "Hsieh 2020, authors' prototxt file: 0.003"},
                             ParamInfo{.key = "centre_rate",
                                       .title = "Rate of centres",
                                       .fallback = 0.25,
                                       .low = 0,
                                       .high = 1000,
                                       .help = "Of the centres, as a factor of the learning rate.",
                                       .source = "Hsieh 2020, authors' prototxt file: 0.25"}};

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

// The centres are parameters like all others, behind the network's own.
void complete(Plan& plan, std::int64_t classes, const ParamValues& params) {
  if (!plan.feature) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "task.id",
                 .problem = "\"verification\" compares features, but this network has no feature layer",
                 .expected = "one that has, such as \"face-net\" or \"mlp\"",
                 .remedy = "set model.architecture to it"});
  }
  const std::int64_t size = plan.nodes[static_cast<std::size_t>(*plan.feature)].output.size();
  plan.centreLoss = {.centres = static_cast<int>(plan.parameters.size()),
                     .weight = value(kParams, params, "centre_weight")};
  plan.parameters.push_back({.name = "centres",
                             .shape = {classes, size},
                             .filler = xavier(size),
                             .rateFactor = value(kParams, params, "centre_rate")});
}

std::vector<float> similarities(const at::Tensor& features, std::span<const ImagePair> pairs) {
  const auto size = static_cast<std::size_t>(features.size(1));
  const auto row = [&](std::int64_t image) {
    return std::span{features.data_ptr<float>() + image * features.size(1), size};
  };
  std::vector<float> all;
  for (const auto& pair : pairs) all.push_back(cosine(row(pair.first), row(pair.second)));
  return all;
}

// Every model on all pairs: slices would leave too few for a threshold.
std::optional<std::vector<Score>> test(const Setup& setup, const Rounds& rounds) {
  std::vector<const Replica*> models;
  for (const auto& replica : setup.replicas) models.push_back(&replica);
  models.push_back(&setup.average);
  std::vector<Score> scores;
  for (const auto* model : models) {
    const auto features = featuresOf(*model, setup.test, rounds);
    if (!features) return {};
    const auto accuracy = pairAccuracy(similarities(*features, setup.dataset.pairs), setup.dataset.pairs);
    scores.push_back(
        {.accuracy = accuracy,
         .loss = kNothing,
         .classAccuracy = std::vector<float>(static_cast<std::size_t>(setup.dataset.classes()), kNothing)});
  }
  return scores;
}

}  // namespace

/// Do two images show the same? Trained as a classifier of identities whose features gather around a centre
/// for each:
///
///     loss = cross-entropy + centre_weight / (2 N) sum_i |x_i - c_y(i)|^2
///
/// The accuracy is that of the cosine similarity on pairs of test images against the threshold that is best
/// on the other folds (engine/train/pair_accuracy.h). Test images may show identities nobody was trained on,
/// so there is neither a test loss nor an accuracy by class: both are NaN. Source: Wen et al. 2016; paper,
/// sections 5.5 and 6.3.
TaskEntry verification() {
  return {.id = "verification",
          .title = "Verification",
          .summary = "Whether two images show the same identity, by the similarity of their features.",
          .source = "Wen et al. 2016; Hsieh 2020",
          .params = kParams,
          .complete = complete,
          .test = test,
          .comparesPairs = true};
}

}  // namespace lab::task
