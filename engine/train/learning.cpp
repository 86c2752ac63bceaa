#include "engine/train/learning.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <ATen/ATen.h>

namespace lab {
namespace {

using Means = std::vector<at::Tensor>;

bool looksAtSeveralImages(const Node& node) { return std::holds_alternative<BatchNorm>(node.operation); }

}  // namespace

bool learnsInHalves(const Plan& plan) {
  return !plan.centreLoss && std::ranges::none_of(plan.nodes, looksAtSeveralImages);
}

// One minibatch of one replica as two pieces of work. The second half has a gradient of its own; whoever ends last
// makes one of the two, always in the same order.
class Learning::Halves {
 public:
  Halves(Replica& replica, Participant& participant, const DeviceImages& images)
      : replica_(replica), participant_(participant), images_(images), assistant_(replica.assistant()) {}

  /// Learns half 0 or 1. True for the call that ends last: the replica's gradient is complete then.
  bool learn(std::size_t half, const Assignment& assignment) {
    auto& own = results_[half];
    own.means.clear();
    const auto lesson = halfLesson(half, assignment);
    own.images = lesson.labels.size(0);
    auto& learner = half == 0 ? replica_ : assistant_;
    own.loss = learner.learn(lesson.images, lesson.labels, lesson.occasion);
    if (++ended_ < results_.size()) return false;
    join();
    return true;
  }

 private:
  struct Result {
    std::int64_t images = 0;
    at::Tensor loss;
    Means means;
  };

  // Whoever comes first draws the minibatch for both.
  Lesson wholeLesson(const Assignment& assignment) {
    const std::lock_guard lock{mutex_};
    if (!whole_) whole_ = participant_.next(images_, assignment, results_[0].means);
    return *whole_;
  }

  Lesson halfLesson(std::size_t half, const Assignment& assignment) {
    auto lesson = wholeLesson(assignment);
    const std::int64_t size = lesson.labels.size(0);
    const std::int64_t middle = (size + 1) / 2;
    const std::int64_t begin = half == 0 ? 0 : middle;
    const std::int64_t count = half == 0 ? middle : size - middle;
    lesson.images = lesson.images.narrow(0, begin, count);
    lesson.labels = lesson.labels.narrow(0, begin, count);
    lesson.occasion.noise = lesson.occasion.noise.child(static_cast<std::int64_t>(half));
    if (assignment.measureMeans) lesson.occasion.channelMeans = &results_[half].means;
    return lesson;
  }

  // Means over the minibatch from those over its halves.
  void join() {
    const at::NoGradGuard noGrad;
    auto& [first, second] = results_;
    const double size = static_cast<double>(first.images + second.images);
    const double share = static_cast<double>(second.images) / size;
    const auto merge = [&](at::Tensor& a, const at::Tensor& b) { a.mul_(1 - share).add_(b, share); };
    merge(replica_.gradient, assistant_.gradient);
    merge(first.loss, second.loss);
    for (std::size_t layer = 0; layer < first.means.size(); ++layer) {
      merge(first.means[layer], second.means[layer]);
    }
    participant_.note(first.loss, first.means);
    whole_.reset();
    ended_ = 0;
  }

  Replica& replica_;
  Participant& participant_;
  const DeviceImages& images_;
  Replica assistant_;
  std::mutex mutex_;
  std::optional<Lesson> whole_;  // guarded by mutex_ until both halves have it
  std::array<Result, 2> results_;
  std::atomic<std::size_t> ended_{0};
};

Learning::Learning(std::span<Replica> replicas, std::span<Participant> participants, const DeviceImages& images)
    : replicas_(replicas),
      participants_(participants),
      images_(images),
      together_(replicas.front().network().plan().together > 0),
      streams_(replicas.front().weights.device(), static_cast<int>(replicas.size())) {
  const bool odd = replicas.size() % 2 == 1;
  // A GPU computes the pieces one after the other anyway.
  if (odd && replicas.front().weights.is_cpu() && learnsInHalves(replicas.front().network().plan())) {
    halves_ = std::make_unique<Halves>(replicas.back(), participants.back(), images);
  }
}

Learning::~Learning() = default;

bool Learning::halves(const Assignment& assignment) const { return halves_ && assignment.batchSize > 1; }

int Learning::pieces() const { return static_cast<int>(replicas_.size()) + (halves_ ? 1 : 0); }

void Learning::iterate(const Assignment& assignment, const Parallel& parallel, const Then& then) {
  if (together_) {
    // On a worker, whose LibTorch has one thread as everywhere: the bits do not depend on the machine.
    parallel(1, [&](std::int64_t) { streams_.on(0, [&] { learnTogether(assignment); }); });
    streams_.join();
  }
  const auto pieces = std::ssize(replicas_) + (halves(assignment) ? 1 : 0);
  parallel(pieces, [&](std::int64_t piece) { learnPiece(piece, assignment, then); });
  streams_.join();
}

void Learning::learnPiece(std::int64_t piece, const Assignment& assignment, const Then& then) {
  const auto last = std::ssize(replicas_) - 1;
  const auto k = static_cast<std::size_t>(std::min(piece, last));
  auto& replica = replicas_[k];
  streams_.on(replica.id(), [&] {
    if (piece >= last && halves(assignment)) {
      if (!halves_->learn(static_cast<std::size_t>(piece - last), assignment)) return;
    } else if (!together_) {
      participants_[k].learn(replica, images_, assignment);
    }
    const at::NoGradGuard noGrad;
    then(replica);
  });
}

// Layer by layer in one graph with one backward pass; costs as much as all replicas one after the other.
void Learning::learnTogether(const Assignment& assignment) {
  std::vector<Means> means(replicas_.size());
  std::vector<Lesson> lessons;
  for (std::size_t k = 0; k < replicas_.size(); ++k) {
    lessons.push_back(participants_[k].next(images_, assignment, means[k]));
  }
  const auto losses = lab::learnTogether(replicas_, lessons);
  for (std::size_t k = 0; k < replicas_.size(); ++k) participants_[k].note(losses[k], means[k]);
}

}  // namespace lab
