#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/loss_reading.h"
#include "engine/core/rng.h"

namespace lab {

// Model travelling without the models: who goes where, on which images they are tested, and what that says.

/// The host of every partition's model, [K]; nobody stays at home. `order` is "ring" (k visits k + 1),
/// "rotating" (k visits k + 1, k + 2, ... from travel to travel) or "random" (a random ring). `number` counts
/// travels from 0. K >= 2.
[[nodiscard]] std::vector<std::int32_t> hostsOf(const std::string& order, int partitions, std::int64_t number,
                                                const Seed& seed);

/// [K]: each is its own host, because the mean of all models visits every partition or nobody travels.
[[nodiscard]] std::vector<std::int32_t> homes(int partitions);

/// `count` different samples drawn from a partition's own, all of them when it has fewer, in ascending order.
[[nodiscard]] std::vector<std::int64_t> drawSample(std::span<const std::int64_t> samples, std::int64_t count,
                                                   const Seed& seed);

/// AL from the accuracies [K x 2] at home and away, never below 0, because a gain away from home must not be
/// rewarded. "home-minus-away" compares a model with itself and clips the mean over partitions: what one
/// partition's images are harder than another's cancels, so equal models lose nothing. "host-minus-guest"
/// compares the guest with the host's own model on the host's images and clips every pair; without that both
/// would be the same number, because every partition has one guest. "home-minus-mean" is the first reading for the
/// mean of all models as the only guest, with the accuracies [K x 2] of a partition's own model and of that mean on
/// its images: what would be lost if all agreed on one model now. "home-minus-shared" likewise, with a partition's own
/// model and what all share of it (Algorithm::sharedModel). Source: paper.md 10.3; the last two are ours.
[[nodiscard]] double accuracyLoss(const LossReading& reading, std::span<const float> pairAccuracy,
                                  std::span<const std::int32_t> hosts);

}  // namespace lab
