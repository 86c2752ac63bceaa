#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/algo/algorithm.h"
#include "engine/core/events.h"
#include "engine/core/spec.h"
#include "engine/data/dataset.h"
#include "engine/data/partition/partitioner.h"
#include "engine/train/device_data.h"
#include "engine/train/participant.h"
#include "engine/train/task.h"

namespace lab {

/// What an experiment is made of, built from its spec. Replica k, participant k and slice k belong together.
struct Setup {
  Setup(const ExperimentSpec& spec, const at::Device& device);
  Setup(const Setup&) = delete;  // the replicas point to the network
  Setup& operator=(const Setup&) = delete;
  ~Setup() = default;

  at::Device device;
  const TaskEntry& task;
  Dataset dataset;  // its pixels are released once they are on the device
  Partition partition;
  Network network;
  std::int64_t iterations = 0;
  double iterationsPerEpoch = 0;
  Normalisation normalisation;  ///< of training and test images
  DeviceImages train;
  DeviceImages test;
  std::vector<std::vector<std::int64_t>> slices;  ///< [K] test samples of each partition
  std::vector<Replica> replicas;                  ///< [K]
  std::vector<Participant> participants;          ///< [K]
  Replica average;                                ///< the mean of all replicas, when it is asked for
  StatisticsPolicy statistics;  ///< of the normalization
  std::unique_ptr<Algorithm> algorithm;

  /// The algorithm of a changed spec, as at the start of a run; replicas keep their models and nothing that belonged to
  /// the old one.
  void changeAlgorithm(const ExperimentSpec& spec);

  /// The first event, but for the spec, the environment and the date.
  [[nodiscard]] RunStarted describe() const;
};

}  // namespace lab
