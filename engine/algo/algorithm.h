#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/knob.h"
#include "engine/core/ledger.h"
#include "engine/core/params.h"
#include "engine/nn/norm.h"
#include "engine/nn/replica.h"

namespace lab {

/// What an algorithm knows before the first iteration.
struct AlgorithmSetup {
  std::vector<Segment> segments;  ///< of the P parameters
  int partitions = 1;             ///< K
  std::int64_t iterations = 0;    ///< planned length of the run
  StatisticsPolicy statistics = StatisticsPolicy::Average;
  std::int64_t indexBytes = 4;  ///< of a sparse entry on the wire
  bool travels = false;         ///< localModel() will be asked for
  bool measuresUpdates = false; ///< Replica::residual shall hold what has not been shared, whether needed or not
  ParamValues params;           ///< of the algorithm
};

/// The numbers of one iteration.
struct StepInfo {
  std::int64_t iteration = 0;  ///< from 0
  double rate = 0;             ///< of the mean gradient over all partitions, now
  double rateFactor = 1;       ///< rate / training.learning_rate; below 1 also while a warm-up lasts
  double momentum = 0;
  double weightDecay = 0;
  bool last = false;  ///< of the run's planned length
};

/// Calls f(0) .. f(count - 1), perhaps at the same time, and returns when all are done.
using Parallel = std::function<void(std::int64_t count, const std::function<void(std::int64_t)>& f)>;

/// What replicas do with their gradients and tell each other. Lock-step: every iteration calls local() once for each
/// replica, in any order and on several threads, then exchange() once (paper, section 2). What must survive a
/// checkpoint lives in the replicas and in counters().
class Algorithm {
 public:
  Algorithm() = default;
  Algorithm(const Algorithm&) = delete;
  Algorithm& operator=(const Algorithm&) = delete;
  virtual ~Algorithm() = default;

  /// Asks for what the algorithm needs besides weights, gradient and velocity. Called once, before initialize().
  virtual void prepare(Replica&) const {}

  /// After `replica.gradient` is fresh: what the partition does alone.
  virtual void local(Replica& replica, const StepInfo& step) = 0;

  /// What the partitions tell each other, billed as a deployment would send it.
  virtual void exchange(std::span<Replica> replicas, const StepInfo& step, CommunicationLedger& ledger,
                        const Parallel& parallel) = 0;

  /// Sets the parameter that AlgorithmEntry::knob names, from the next iteration on. Throws Error{Usage} when there is
  /// none.
  virtual void turn(double setting);

  /// The model as its partition alone knows it, [P + B]: what travels. The replica's weights, unless the algorithm keeps
  /// the partition's own updates out of them.
  [[nodiscard]] virtual at::Tensor localModel(const Replica& replica) const { return replica.weights; }

  /// What the partitions have told each other of their models so far, [P + B]: the replica's weights, unless they hold
  /// updates of its own that it has not sent. When roundIsOver(), the P parameters are the same in all replicas up to
  /// rounding.
  [[nodiscard]] virtual at::Tensor sharedModel(const Replica& replica) const { return replica.weights; }

  /// Whether the partitions have told each other everything they will tell of the iterations so far: false in the
  /// midst of a local round. What models lose away from home is comparable at such moments alone.
  [[nodiscard]] virtual bool roundIsOver() const { return true; }

  /// What else must survive a checkpoint besides the replicas.
  [[nodiscard]] virtual std::vector<std::int64_t> counters() const { return {}; }
  virtual void restore(const std::vector<std::int64_t>&) {}

  /// Settings that follow from the run's length and that a reader needs with the results; JSON object text.
  [[nodiscard]] virtual std::string derivedSettings() const { return "{}"; }
};

/// One algorithm of the catalogue.
struct AlgorithmEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;
  std::unique_ptr<Algorithm> (*make)(AlgorithmSetup setup) = nullptr;
  Knob knob{};  ///< what SkewScout turns
};

namespace algo {

[[nodiscard]] const std::vector<AlgorithmEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const AlgorithmEntry& named(const std::string& id);

}  // namespace algo
}  // namespace lab
