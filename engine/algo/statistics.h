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

/// The clean form: every replica takes in its own minibatch ...
void takeInStatistics(Replica& replica);

/// ... and all replicas continue from the mean. Bills B dense numbers per partition. Nothing without statistics.
void averageStatistics(std::span<Replica> replicas, CommunicationLedger& ledger);

/// Bills one update as it goes over the wire.
void bill(CommunicationLedger& ledger, int sender, std::int64_t entries, bool dense);

}  // namespace lab::algo
