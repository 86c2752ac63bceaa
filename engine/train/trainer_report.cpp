// What the trainer measures and tells between two iterations.

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>

#include "engine/train/schedule.h"
#include "engine/train/trainer_impl.h"

namespace lab {
namespace {

// Points of loss and traffic: often enough for a smooth line, rarely enough for a run of 64,000 iterations.
constexpr std::int64_t kPointEvery = 10;

}  // namespace

bool Trainer::Impl::measuresMeans() const {
  const auto& wanted = spec_.diagnostics;
  const std::int64_t place = iteration_ % wanted.every;
  return wanted.normDivergence && !setup_.network.plan().normLayers.empty() &&
         place >= wanted.every - wanted.window;
}

bool Trainer::Impl::measuresAnything() const {
  const auto& wanted = spec_.diagnostics;
  return wanted.weightDivergence || wanted.updateSize || comparesLayers();
}

bool Trainer::Impl::comparesLayers() const {
  return spec_.diagnostics.normDivergence && !setup_.network.plan().normLayers.empty();
}

void Trainer::Impl::report() {
  const at::NoGradGuard noGrad;
  const bool evaluationDue = iteration_ == setup_.iterations || iteration_ % spec_.evaluation.every == 0;
  if (evaluationDue || iteration_ % kPointEvery == 0) {
    const auto losses = reportLoss();
    reportTraffic();
    checkLosses(losses);
  }
  if (!ended_ && iteration_ % spec_.diagnostics.every == 0 && measuresAnything()) reportDivergence();
  if (!ended_ && evaluationDue) evaluateAll();
}

std::vector<float> Trainer::Impl::reportLoss() {
  const double factor = rateFactor(spec_.training.schedule, iteration_ - 1, setup_.iterations);
  TrainingPoint point{
      .iteration = iteration_, .loss = {}, .learningRate = spec_.training.learningRate * factor};
  for (auto& participant : setup_.participants) point.loss.push_back(participant.takeLoss());
  sink_.on(point);
  return point.loss;
}

void Trainer::Impl::checkLosses(const std::vector<float>& losses) {
  for (std::size_t k = 0; k < losses.size() && !ended_; ++k) {
    auto& participant = setup_.participants[k];
    if (std::isfinite(losses[k]) || participant.diverged) continue;
    participant.diverged = true;
    sink_.on(PartitionDiverged{iteration_, static_cast<int>(k)});
    if (spec_.stop.onDivergence) end(RunStatus::Failed, divergenceSentence(k));
  }
}

std::string Trainer::Impl::divergenceSentence(std::size_t partition) const {
  return "The loss of partition " + std::to_string(partition) +
         " is no longer a finite number at iteration " + std::to_string(iteration_) +
         "; lower training.learning_rate, or set stop.on_divergence to false to watch it.";
}

void Trainer::Impl::reportTraffic() {
  sink_.on(CommunicationPoint{.iteration = iteration_,
                              .epoch = epoch(),
                              .seconds = seconds_,
                              .bytes = ledger_.bytesBySender(),
                              .values = ledger_.valuesBySender(),
                              .bytesByKind = ledger_.bytesByKind(),
                              .bspBytes = ledger_.bspBytes(),
                              .bspValues = ledger_.bspValues()});
}

void Trainer::Impl::reportDivergence() {
  DivergencePoint point{.iteration = iteration_, .weights = {}, .norm = {}};
  if (spec_.diagnostics.weightDivergence) point.weights = weightDivergence(setup_.replicas);
  if (spec_.diagnostics.updateSize) {
    for (const auto& replica : setup_.replicas) point.updates.push_back(updateSize(replica));
  }
  if (comparesLayers()) {
    std::vector<std::vector<at::Tensor>> means;
    for (auto& participant : setup_.participants) means.push_back(participant.takeChannelMeans());
    point.norm = normDivergence(means);
  }
  sink_.on(point);
}

// An evaluation that a stop cuts short is pending: it is the first thing the resumed run does, so that its
// series has no gap.
void Trainer::Impl::evaluateAll() {
  const at::NoGradGuard noGrad;
  evaluationPending_ = true;
  auto point = examiner_.examine(iteration_, rounds());
  if (!point) return;
  evaluationPending_ = false;
  point->epoch = epoch();
  point->seconds = seconds_;
  point->bytes = ledger_.totalBytes();
  sink_.on(*point);
  if (spec_.stop.targetAccuracy > 0 &&
      static_cast<double>(point->meanAccuracy) >= spec_.stop.targetAccuracy) {
    end(RunStatus::Finished, {});
  }
}

double Trainer::Impl::epoch() const {
  return static_cast<double>(iteration_) / setup_.iterationsPerEpoch;
}

}  // namespace lab
