#include "engine/train/lock_step.h"

#include <vector>

namespace lab {

void learnInLockStep(std::span<Replica> replicas, std::span<Participant> participants,
                     const DeviceImages& images, const Assignment& assignment) {
  std::vector<std::vector<at::Tensor>> means(replicas.size());
  std::vector<Lesson> lessons;
  for (std::size_t k = 0; k < replicas.size(); ++k) {
    lessons.push_back(participants[k].next(images, assignment, means[k]));
  }
  const auto losses = learnTogether(replicas, lessons);
  for (std::size_t k = 0; k < replicas.size(); ++k) participants[k].note(losses[k], means[k]);
}

}  // namespace lab
