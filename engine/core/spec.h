#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/params.h"

namespace lab {

/// An entry of a catalogue and the values of its own parameters.
struct Choice {
  std::string id;
  ParamValues params{};
  ParamTexts texts{};
  ParamTables tables{};

  friend bool operator==(const Choice&, const Choice&) = default;
};

enum class ScheduleKind { Constant, Multistep, Cosine, Poly };
enum class MemoryFormat { Auto, Contiguous, ChannelsLast };
enum class TestMode { Slices, Full };
enum class MeanImage { Global, Partition0 };

struct DatasetSpec {
  std::string id = "fashion-mini";
  std::int64_t trainLimit = 0;  ///< use only the first so many training images; 0 = all
  std::int64_t testLimit = 0;
  std::string augment = "none";
  MeanImage mean = MeanImage::Global;  ///< what is subtracted from every image

  friend bool operator==(const DatasetSpec&, const DatasetSpec&) = default;
};

struct ScheduleSpec {
  ScheduleKind kind = ScheduleKind::Multistep;
  std::vector<double> milestones{0.5, 0.75};  ///< <= 1: fraction of the run, otherwise iterations
  double factor = 0.1;                        ///< applied at every milestone
  double power = 0.5;                         ///< of `poly`: (1 - t / length) ^ power
  double warmup = 0;                          ///< how long the rate rises; counted as the milestones are

  friend bool operator==(const ScheduleSpec&, const ScheduleSpec&) = default;
};

struct TrainingSpec {
  std::int64_t batchSize = 20;   ///< per partition (paper: 20 at 5 partitions)
  std::int64_t iterations = 0;   ///< 0: `epochs` decides
  double epochs = 10;            ///< of the whole training set, all partitions together
  double learningRate = 0.01;    ///< of the mean gradient over all partitions
  double momentum = 0.9;
  double weightDecay = 0.0005;
  ScheduleSpec schedule;
  MemoryFormat memoryFormat = MemoryFormat::Auto;
  std::string executor = "auto";

  friend bool operator==(const TrainingSpec&, const TrainingSpec&) = default;
};

/// The controller of the communication knob (paper, section on SkewScout).
struct SkewScoutSpec {
  bool enabled = false;
  std::int64_t period = 500;  ///< iterations between travels
  double sigmaAl = 0.05;      ///< tolerated accuracy loss, fraction
  double lambdaAl = 50;
  double lambdaC = 1;
  std::string search = "hill-climbing";
  std::vector<double> ladder;   ///< empty: the algorithm's own
  std::optional<double> start;  ///< nothing: the algorithm's own
  std::int64_t sample = 500;    ///< training images per evaluation of a travelled model
  std::string order = "ring";   ///< who visits whom
  std::string loss = "home-minus-away";  ///< what the accuracy loss compares
  double leniency = 0;                   ///< power of the learning rate that sigmaAl grows with
  double sigmaAlLimit = 1;               ///< tolerated accuracy loss at most, fraction
  std::int64_t memory = 8;         ///< decisions after which the price of a setting is forgotten
  std::int64_t patience = 3;       ///< decisions without a move after which the period doubles
  std::int64_t longestPeriod = 8;  ///< in periods
  double travelShare = 1;          ///< of all that is sent; at the silent end travels wait for it

  friend bool operator==(const SkewScoutSpec&, const SkewScoutSpec&) = default;
};

struct EvaluationSpec {
  std::int64_t every = 100;  ///< iterations; the start and the end are always evaluated
  TestMode test = TestMode::Slices;
  bool perClass = true;
  bool cross = false;

  friend bool operator==(const EvaluationSpec&, const EvaluationSpec&) = default;
};

struct DiagnosticsSpec {
  bool normDivergence = true;
  bool weightDivergence = true;
  bool updateSize = true;
  std::int64_t every = 100;   ///< iterations
  std::int64_t window = 100;  ///< minibatches over which channel means are averaged before they are compared

  friend bool operator==(const DiagnosticsSpec&, const DiagnosticsSpec&) = default;
};

struct NetworkSpec {
  std::string profile = "wan";
  double bandwidthMbps = 100;
  double latencyMs = 50;
  std::int64_t indexBytes = 4;  ///< of a sparse entry; 8 gives the authors' 12-byte entries

  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

struct CheckpointSpec {
  double everySeconds = 30;  ///< 0: only when the run is stopped or interrupted
  std::int64_t keep = 1;
  bool atDecisions = false;

  friend bool operator==(const CheckpointSpec&, const CheckpointSpec&) = default;
};

struct StopSpec {
  double targetAccuracy = 0;  ///< fraction; 0: never
  bool onDivergence = true;

  friend bool operator==(const StopSpec&, const StopSpec&) = default;
};

/// The whole experiment as one plain value (contract.md section 2). Two equal specs give equal event streams, bit
/// for bit, on one machine, for any number of worker threads.
struct ExperimentSpec {
  std::string name;
  std::string notes;
  std::vector<std::string> tags;
  std::int64_t seed = 1;
  DatasetSpec dataset;
  Choice task{"classification", {}};      ///< JSON: task.id and the task's parameters
  std::int64_t partitions = 5;            ///< JSON: partition.count
  Choice partition{"skew-fraction", {}};  ///< JSON: partition.scheme and the scheme's parameters
  Choice model{"lenet", {}};              ///< JSON: model.architecture and its parameters
  Choice normalization{"group", {}};      ///< JSON: model.normalization and its parameters, in the same section
  TrainingSpec training;
  Choice algorithm{"gaia", {}};           ///< JSON: algorithm.id and the algorithm's parameters
  SkewScoutSpec skewscout;
  NetworkSpec network;
  EvaluationSpec evaluation;
  DiagnosticsSpec diagnostics;
  CheckpointSpec checkpoint;
  StopSpec stop;

  friend bool operator==(const ExperimentSpec&, const ExperimentSpec&) = default;
};

}  // namespace lab
