#pragma once

#include <span>

#include "engine/train/participant.h"

namespace lab {

/// One minibatch for all partitions layer by layer, as layers that normalize together need it: one graph, one
/// backward pass. On one thread; costs as much as all partitions one after the other.
void learnInLockStep(std::span<Replica> replicas, std::span<Participant> participants,
                     const DeviceImages& images, const Assignment& assignment);

}  // namespace lab
