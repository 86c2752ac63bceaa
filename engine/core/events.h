#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/ledger.h"

namespace lab {

// Everything a run tells the outside world. Plain values: no tensors, no pointers, no text for display. The
// recorder, the window and the JSON printer are three readers of this one stream. K partitions, C classes.

/// A normalization layer whose minibatch means are compared between partitions.
struct NormLayer {
  std::string name;  ///< "norm1": place in network order
  std::int64_t channels = 0;
};

/// How differently the partitions are made up; definitions in engine/data/partition/skew_report.h.
struct SkewNumbers {
  double totalVariation = 0;  ///< mean over pairs, 0 to 1
  double jensenShannon = 0;   ///< weighted by size, divided by its maximum, 0 to 1
  double hellinger = 0;       ///< mean over pairs of the squared distance, 0 to 1
  double emd = 0;             ///< weighted L1 distance to the global label distribution, 0 to 2
  double gini = 0;            ///< of the partition sizes, 0 to 1
};

/// What SkewScout turns: a parameter of the algorithm and its settings from talkative to silent.
struct KnobScale {
  std::string parameter;       ///< "threshold"; empty when nothing is turned
  std::string title;           ///< "Threshold T0"
  std::string unit;            ///< "fraction"; empty for a pure number
  std::vector<double> ladder;  ///< settings a controller chooses from
  /// In force until the first decision; NaN when nobody has told (run files before this was recorded).
  double start = std::numeric_limits<double>::quiet_NaN();
};

/// First event of every run. Tables are row-major.
struct RunStarted {
  std::string specJson;         ///< resolved
  std::string environmentJson;  ///< program, libraries, device, threads, hashes
  std::string created;          ///< ISO 8601, UTC
  int partitions = 0;
  std::vector<std::string> classNames;         ///< [C]
  std::vector<std::int64_t> labelCounts;       ///< [K x C] training samples
  std::vector<std::int64_t> testLabelCounts;   ///< [K x C] samples of each partition's test slice
  std::vector<std::int64_t> partitionOffsets;  ///< [K + 1] into partitionIndices
  std::vector<std::int64_t> partitionIndices;  ///< [n] training samples by partition
  SkewNumbers skew;
  std::int64_t iterations = 0;          ///< planned length
  double iterationsPerEpoch = 0;        ///< n / (K * batch size)
  std::int64_t parameters = 0;          ///< trained numbers of one model
  std::int64_t statistics = 0;          ///< untrained numbers of one model (BatchNorm)
  std::vector<NormLayer> normLayers{};  ///< empty when there is nothing to compare
  KnobScale knob{};                     ///< empty without SkewScout
  std::string twin{};                   ///< file name of the run it goes in lockstep with; empty: it goes alone
};

/// Mean training loss since the point before.
struct TrainingPoint {
  std::int64_t iteration = 0;  ///< minibatches each partition has trained on
  std::vector<float> loss;     ///< [K] nats
  double learningRate = 0;     ///< of the mean gradient over all partitions
};

struct EvaluationPoint {
  std::int64_t iteration = 0;
  double epoch = 0;
  double seconds = 0;                ///< wall time of training, pauses left out
  std::int64_t bytes = 0;            ///< sent by all partitions so far
  std::vector<float> accuracy;       ///< [K] fraction of its test slice (or of the whole test set)
  std::vector<float> loss;           ///< [K] nats
  float meanAccuracy = 0;            ///< mean of `accuracy`: the paper's reported number
  float globalAccuracy = 0;          ///< the averaged model on the whole test set
  float globalLoss = 0;              ///< nats
  std::vector<float> classAccuracy;  ///< [K x C]; NaN where the slice holds no such class; may be empty
  std::vector<float> crossAccuracy;  ///< [K x K] model i on partition j's training sample; may be empty
  std::uint64_t weightHash = 0;      ///< over all replicas' weights
};

/// Cumulative since the start.
struct CommunicationPoint {
  std::int64_t iteration = 0;
  double epoch = 0;
  double seconds = 0;
  std::vector<std::int64_t> bytes;   ///< [K] sent by partition k
  std::vector<std::int64_t> values;  ///< [K] float32 numbers sent by partition k, indices not counted
  std::array<std::int64_t, kTrafficKinds> bytesByKind{};
  std::int64_t bspBytes = 0;   ///< what BSP would have sent by now
  std::int64_t bspValues = 0;  ///< the same in numbers
};

struct DivergencePoint {
  std::int64_t iteration = 0;
  std::vector<float> weights;  ///< [K] relative L2 distance of replica k from the mean replica

  /// [layer][channel] |mu_i - mu_j| / |(mu_i + mu_j) / 2| of the minibatch means, averaged over pairs of
  /// partitions (paper, section on BatchNorm); NaN where the denominator vanishes.
  std::vector<std::vector<float>> norm;

  /// [K] mean of |held-back update / weight| over what partition k holds back, 1 where the weight is 0
  /// (paper.md section 4); NaN when it holds nothing back. May be empty.
  std::vector<float> updates{};
};

/// Every model has visited another partition, and the controller has chosen a setting (paper, section on
/// SkewScout).
struct SkewScoutDecision {
  std::int64_t iteration = 0;
  double thetaBefore = 0;    ///< the knob's setting, in its own unit
  double thetaAfter = 0;     ///< likewise
  double accuracyLoss = 0;   ///< fraction; 0 when models do as well away as at home
  double communication = 0;  ///< share of what BSP would have sent since the decision before, travel left out
  double objective = 0;      ///< lossTerm + trafficTerm
  std::string action;        ///< "tighter", "looser", "stay"
  std::string reason;        ///< a sentence
  std::vector<float> pairAccuracy;  ///< [K x 2] at home and away, of every travelled model
  double lossTerm = 0;              ///< lambda_AL max(0, accuracyLoss - tolerated)
  double trafficTerm = 0;           ///< lambda_C communication
  std::vector<std::int32_t> hosts;  ///< [K] where each partition's model has been
  double tolerated = 0;             ///< accuracy loss that cost nothing this time, fraction
};

/// From here on the run has another setting: somebody has changed it while the run went. The values are JSON text, as in
/// the spec. What has changed at one iteration has changed together.
struct SettingChanged {
  std::int64_t iteration = 0;  ///< done under the old setting
  std::string field;           ///< dotted key: "algorithm.threshold"
  std::string before;          ///< "not set" for a parameter that another algorithm does not have
  std::string after;
};

/// The loss of one partition is no longer a finite number.
struct PartitionDiverged {
  std::int64_t iteration = 0;
  int partition = 0;
};

struct CheckpointWritten {
  std::int64_t iteration = 0;
};

struct RunPaused {
  std::int64_t iteration = 0;
};

struct RunResumed {
  std::int64_t iteration = 0;
};

enum class RunStatus { Running, Finished, Stopped, Failed, Interrupted };

/// "running", "finished", "stopped", "failed", "interrupted".
[[nodiscard]] std::string_view toText(RunStatus status);
/// The inverse; `Interrupted` for any other text.
[[nodiscard]] RunStatus runStatus(std::string_view text);

/// Last event of every run.
struct RunEnded {
  std::int64_t iteration = 0;
  double seconds = 0;  ///< of training
  RunStatus status = RunStatus::Finished;
  std::string error;                ///< a sentence for the user when status is Failed
  ErrorKind kind = ErrorKind::Run;  ///< of the error, for the exit code; not recorded
};

using Event =
    std::variant<RunStarted, TrainingPoint, EvaluationPoint, CommunicationPoint, DivergencePoint,
                 SkewScoutDecision, SettingChanged, PartitionDiverged, CheckpointWritten, RunPaused, RunResumed,
                 RunEnded>;

}  // namespace lab
