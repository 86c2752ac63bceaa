#pragma once

#include <cstdint>
#include <span>

#include "engine/algo/algorithm.h"
#include "engine/core/fork.h"
#include "engine/train/checkpoint.h"

namespace lab {

/// The parent's checkpoint as one that a run of `spec` can be restored from. Models, places in the data,
/// clock and traffic stay. With the parent's algorithm so does everything else, and what only the fork keeps
/// is filled in; another algorithm starts with momentum 0, nothing held back and its own `counters`. Throws
/// Error{Data} when the checkpoint is missing, damaged or another experiment's.
[[nodiscard]] Checkpoint checkpointFor(const ExperimentSpec& spec, const Fork& fork,
                                       const std::vector<std::int64_t>& counters);

/// Every algorithm expects replicas that start equal. Where they are not, all continue from the mean, as
/// after a round of FedAvg: one dense model is billed per partition.
void startEqual(std::span<Replica> replicas, StatisticsPolicy statistics, CommunicationLedger& ledger);

}  // namespace lab
