#pragma once

#include <span>

#include "engine/algo/algorithm.h"

namespace lab::algo {

// The running statistics of BatchNorm are the last B numbers of a replica's vectors; after learn() the last B numbers
// of its gradient hold what the minibatch adds to them.

/// How many of a replica's numbers take part in an algorithm's own exchange: P, or P + B where the statistics are
/// ordinary parameters ("as in the code").
[[nodiscard]] std::int64_t exchanged(const Replica& replica, StatisticsPolicy policy);

/// u <- velocity of the P parameters. Where the statistics are ordinary parameters, with rate 1 and momentum 0, their
/// velocity is what the minibatch adds (paper, sections 2 and 5.3).
void updateVelocity(Replica& replica, const AlgorithmSetup& setup, const StepInfo& step, double rate);

/// True where partitions tell each other their statistics when the algorithm lets them talk.
[[nodiscard]] bool sharesStatistics(StatisticsPolicy policy);

/// The replica takes in its own minibatch, where it keeps running statistics that are no ordinary parameters ...
void takeInStatistics(Replica& replica, StatisticsPolicy policy);

/// ... and all replicas continue from the mean, where the policy shares it. Bills B dense numbers per partition.
/// Nothing without statistics. Not for AsInCode, whose exchange is the algorithm's.
void averageStatistics(std::span<Replica> replicas, StatisticsPolicy policy, CommunicationLedger& ledger);

/// Bills what layers that normalize together send in one iteration: for each channel a sum and a sum of squares
/// forward and two sums of gradients backward, and one count.
void billTogether(std::span<const Replica> replicas, CommunicationLedger& ledger);

/// What BSP puts on the wire per partition and iteration: the reference of all savings.
[[nodiscard]] std::int64_t bspNumbers(const Replica& replica, StatisticsPolicy policy);

/// Bills one update as it goes over the wire.
void bill(CommunicationLedger& ledger, int sender, std::int64_t entries, bool dense);

}  // namespace lab::algo
