#include <numeric>

#include "engine/train/evaluate.h"
#include "engine/train/setup.h"
#include "engine/train/task.h"

namespace lab::task {
namespace {

std::vector<std::int64_t> everyImage(const DeviceImages& images) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(images.size()));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  return all;
}

// Every replica on its slice of the test set, their mean on all of it.
std::optional<std::vector<Score>> test(const Setup& setup, const Rounds& rounds) {
  std::vector<Examination> examinations;
  for (std::size_t k = 0; k < setup.replicas.size(); ++k) {
    examinations.push_back({&setup.replicas[k], &setup.test, setup.test.indices(setup.slices[k])});
  }
  examinations.push_back({&setup.average, &setup.test, setup.test.indices(everyImage(setup.test))});
  const auto marks = evaluate(examinations, setup.dataset.classes(), rounds);
  if (!marks) return {};
  std::vector<Score> scores;
  for (const auto& mark : *marks) scores.push_back({mark.accuracy(), mark.loss(), mark.classAccuracy()});
  return scores;
}

}  // namespace

/// Which of the classes is it? The loss is the cross-entropy alone, with that of auxiliary heads; the
/// accuracy is the share of test images whose largest logit is that of their class. Source: paper, section 2.
TaskEntry classification() {
  return {.id = "classification",
          .title = "Classification",
          .summary = "Which class an image belongs to, tested on new images of the same classes.",
          .source = "Hsieh 2020",
          .params = {},
          .complete = [](Plan&, std::int64_t, const ParamValues&) {},
          .test = test};
}

}  // namespace lab::task
