#include "engine/train/wrong_answers.h"

#include <algorithm>
#include <functional>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/core/error.h"
#include "engine/train/examiner.h"
#include "engine/train/setup.h"

namespace lab {
namespace {

constexpr std::int64_t kPiece = 250;  // images at a time, as in an evaluation

void inTurn(std::int64_t count, const std::function<void(std::int64_t)>& f) {
  for (std::int64_t i = 0; i < count; ++i) f(i);
}

void requireKnown(const Setup& setup, const WrongAnswersQuestion& question) {
  const auto partitions = static_cast<int>(setup.replicas.size());
  const bool partition = question.partition >= 0 && question.partition < partitions;
  const bool label = question.label >= 0 && question.label < setup.dataset.classes();
  if (partition && label) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "Looking at wrong answers",
               .problem = "partition " + std::to_string(question.partition) + ", class " +
                          std::to_string(question.label),
               .expected = "one of " + std::to_string(partitions) + " partitions and " +
                           std::to_string(setup.dataset.classes()) + " classes"});
}

// The test images of the class that the partition is tested on.
std::vector<std::int64_t> imagesOf(const Setup& setup, const WrongAnswersQuestion& question) {
  auto images = setup.slices[static_cast<std::size_t>(question.partition)];
  std::erase_if(images, [&](std::int64_t image) {
    return setup.dataset.test.labels[static_cast<std::size_t>(image)] != question.label;
  });
  return images;
}

std::vector<WrongAnswer> wrongAmong(const std::vector<std::int64_t>& images, const Setup& setup,
                                    const WrongAnswersQuestion& question) {
  const auto& replica = setup.replicas[static_cast<std::size_t>(question.partition)];
  const auto logits = replica.predict(setup.test.images(setup.test.indices(images)));
  const auto [certainties, classes] = at::softmax(logits, 1).max(1);
  std::vector<WrongAnswer> wrong;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto place = static_cast<std::int64_t>(i);
    const int answer = static_cast<int>(classes[place].item<std::int64_t>());
    if (answer == question.label) continue;
    wrong.push_back({.image = images[i],
                     .answer = answer,
                     .certainty = certainties[place].item<float>(),
                     .pixels = {}});
  }
  return wrong;
}

}  // namespace

WrongAnswers wrongAnswers(const ExperimentSpec& spec, const Checkpoint& checkpoint,
                          const WrongAnswersQuestion& question) {
  at::set_num_threads(1);  // of this thread: a run in progress needs the other cores
  const at::NoGradGuard noGrad;
  Setup setup{spec, at::Device{at::kCPU}};
  requireKnown(setup, question);
  for (std::size_t k = 0; k < setup.replicas.size(); ++k) {
    setup.participants[k].restore(checkpoint, setup.replicas[k]);
  }
  refreshStatistics(spec, setup, checkpoint.iteration, inTurn);

  const auto images = imagesOf(setup, question);
  WrongAnswers answers{.iteration = checkpoint.iteration,
                       .asked = std::ssize(images),
                       .channels = setup.dataset.shape.channels,
                       .height = setup.dataset.shape.height,
                       .width = setup.dataset.shape.width,
                       .images = {}};
  for (std::size_t begin = 0; begin < images.size(); begin += kPiece) {
    const auto end = std::min<std::size_t>(begin + kPiece, images.size());
    const auto wrong = wrongAmong({images.begin() + static_cast<std::ptrdiff_t>(begin),
                                   images.begin() + static_cast<std::ptrdiff_t>(end)},
                                  setup, question);
    answers.images.insert(answers.images.end(), wrong.begin(), wrong.end());
  }
  answers.wrong = std::ssize(answers.images);
  std::ranges::stable_sort(answers.images, std::greater{}, &WrongAnswer::certainty);
  answers.images.resize(std::min(answers.images.size(), question.most));
  for (auto& answer : answers.images) answer.pixels = setup.test.bytes(answer.image);
  return answers;
}

}  // namespace lab
