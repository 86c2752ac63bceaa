#pragma once

#include <cstdint>
#include <span>

#include "engine/algo/algorithm.h"
#include "engine/core/fork.h"
#include "engine/train/checkpoint.h"

namespace lab {

/// The parent's checkpoint. Throws Error{Data} when it is missing, damaged or another experiment's.
[[nodiscard]] Checkpoint parentCheckpoint(const Fork& fork);

/// Makes the checkpoint of a run of `before` one that a run of `after` can be restored from. Models, places in the data,
/// clock and traffic stay. With the same algorithm so does everything else, and what only the new run keeps is filled
/// in; another algorithm starts with momentum 0, nothing held back and its own `counters`.
void adapt(Checkpoint& checkpoint, const ExperimentSpec& before, const ExperimentSpec& after,
           const std::vector<std::int64_t>& counters);

/// Every algorithm expects replicas that start equal. Where they are not, all continue from the mean, as
/// after a round of FedAvg: one dense model is billed per partition.
void startEqual(std::span<Replica> replicas, StatisticsPolicy statistics, CommunicationLedger& ledger);

}  // namespace lab
