#include "engine/train/scout.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <ATen/ATen.h>

#include "engine/core/loss_reading.h"
#include "engine/train/examiner.h"
#include "engine/train/schedule.h"
#include "engine/train/travel_plan.h"

namespace lab {
namespace {

Travellers travellersOf(const SkewScoutSpec& spec) { return lossReading(spec.loss).travellers; }

ControllerSettings settingsOf(const SkewScoutSpec& spec, const Knob& knob) {
  const std::vector<double> own{knob.ladder.begin(), knob.ladder.end()};
  ControllerSettings settings{
          .objective = {.lambdaAl = spec.lambdaAl,
                        .sigmaAl = spec.sigmaAl,
                        .lambdaC = spec.lambdaC,
                        .sigmaAlLimit = spec.sigmaAlLimit},
          .ladder = spec.ladder.empty() ? own : spec.ladder,
          .start = spec.start.value_or(knob.start),
          .search = spec.search,
          .period = spec.period,
          .memory = spec.memory,
          .patience = spec.patience,
          .longestPeriod = spec.longestPeriod,
          .travelShare = spec.travelShare};
  settings.beginsWithBsp = settings.ladder.front() == knob.bsp;
  if (travellersOf(spec) == Travellers::Mean) settings.losing = "With the mean of all models the partitions lose";
  if (travellersOf(spec) == Travellers::Nobody)
    settings.losing = "Without what they have not sent yet the models lose";
  return settings;
}

using ModelOf = at::Tensor (Algorithm::*)(const Replica&) const;

// While it lives, the replicas are other models, each made from its own; then they are what they were, bit for bit.
class As {
 public:
  As(ModelOf modelOf, std::span<Replica> replicas, const Algorithm& algorithm) : replicas_(replicas) {
    for (auto& replica : replicas_) {
      const auto model = (algorithm.*modelOf)(replica);
      if (model.is_same(replica.weights)) continue;
      kept_.emplace_back(&replica, replica.weights.clone());
      replica.weights.copy_(model);
    }
  }
  As(const As&) = delete;
  As& operator=(const As&) = delete;
  /// Whether every partition holds this model apart from the other one, as the mean right after an averaging.
  [[nodiscard]] bool isHeldByAll(const at::Tensor& model) const {
    return kept_.size() == replicas_.size() &&
           std::ranges::all_of(kept_, [&](const auto& one) { return at::equal(one.second, model); });
  }

  ~As() {
    for (auto& [replica, weights] : kept_) replica->weights.copy_(weights);
  }

 private:
  std::span<Replica> replicas_;
  std::vector<std::pair<Replica*, at::Tensor>> kept_;
};

bool sameKnob(const ExperimentSpec& fork, const ExperimentSpec& parent) {
  return parent.skewscout.enabled && parent.algorithm.id == fork.algorithm.id;
}

Controller::State stateIn(const Checkpoint& checkpoint) {
  return {checkpoint.reals.at("controller"), checkpoint.integers.at("controller")};
}

std::int64_t bytesOf(Traffic kind, const CommunicationLedger& ledger) {
  return ledger.bytesByKind().at(static_cast<std::size_t>(kind));
}

std::string actionOf(const Controller::Decision& decision) {
  if (decision.after == decision.before) return "stay";
  return decision.after < decision.before ? "tighter" : "looser";
}

}  // namespace

struct Scout::Visits {
  std::vector<std::int32_t> hosts;  // of model k, or k itself where nobody leaves home
  std::vector<float> pairAccuracy;  // [K x 2]
  bool sent = true;                 // false: the visitor was already everywhere, or nobody travels
};

Scout::Scout(const ExperimentSpec& spec, Setup& setup)
    : experiment_(spec),
      spec_(spec.skewscout),
      setup_(setup),
      seed_(Seed{static_cast<std::uint64_t>(spec.seed)}.child("skewscout")),
      entry_(algo::named(spec.algorithm.id)),
      controller_(settingsOf(spec.skewscout, entry_.knob), seed_.child("search")) {
  setup_.algorithm->turn(controller_.setting());
}

KnobScale Scout::scale() const {
  const auto info = std::ranges::find(entry_.params, entry_.knob.parameter, &ParamInfo::key);
  return {.parameter = std::string{info->key},
          .title = std::string{info->title},
          .unit = std::string{info->unit},
          .ladder = settingsOf(spec_, entry_.knob).ladder,
          .start = controller_.setting()};
}

bool Scout::due(std::int64_t iteration) const {
  const std::int64_t earlier = std::max<std::int64_t>(0, iteration - spec_.period);
  return setup_.algorithm->roundIsOver() &&
         controller_.due(iteration, rateFactor(experiment_.training.schedule, earlier, setup_.iterations));
}

std::vector<at::Tensor> Scout::samples() const {
  std::vector<at::Tensor> samples;
  for (const auto& mine : setup_.partition) {
    const auto k = static_cast<std::int64_t>(samples.size());
    samples.push_back(setup_.train.indices(drawSample(mine, spec_.sample, travelSeed().child(k))));
  }
  return samples;
}

std::optional<Scout::Visits> Scout::visit(const Rounds& rounds) {
  const int count = static_cast<int>(setup_.replicas.size());
  const bool mean = travellersOf(spec_) == Travellers::Mean;
  Visits visits{.hosts = mean ? homes(count) : hostsOf(spec_.order, count, travels_, travelSeed().child("order")),
                .pairAccuracy = {},
                .sent = true};
  const auto drawn = samples();
  const As local{&Algorithm::localModel, setup_.replicas, *setup_.algorithm};
  if (mean) {
    setup_.average.weights.copy_(meanWeights(setup_.replicas));
    visits.sent = !local.isHeldByAll(setup_.average.weights);
  }
  std::vector<Examination> examinations;
  for (std::size_t k = 0; k < drawn.size(); ++k) {
    const auto& visitor = mean ? setup_.average : setup_.replicas[k];
    examinations.push_back({&setup_.replicas[k], &setup_.train, drawn[k]});
    examinations.push_back({&visitor, &setup_.train, drawn[static_cast<std::size_t>(visits.hosts[k])]});
  }
  const auto marks = evaluate(examinations, setup_.dataset.classes(), rounds);
  if (!marks) return {};
  for (const auto& mark : *marks) visits.pairAccuracy.push_back(mark.accuracy());
  return visits;
}

std::optional<Scout::Visits> Scout::stayAtHome(const Rounds& rounds) {
  const auto drawn = samples();
  std::vector<Examination> examinations;
  for (std::size_t k = 0; k < drawn.size(); ++k) examinations.push_back({&setup_.replicas[k], &setup_.train, drawn[k]});
  const auto marksAs = [&](ModelOf modelOf) {
    const As models{modelOf, setup_.replicas, *setup_.algorithm};
    return evaluate(examinations, setup_.dataset.classes(), rounds);
  };
  const auto local = marksAs(&Algorithm::localModel);
  const auto shared = local ? marksAs(&Algorithm::sharedModel) : std::nullopt;
  if (!shared) return {};
  Visits visits{.hosts = homes(static_cast<int>(drawn.size())), .pairAccuracy = {}, .sent = false};
  for (std::size_t k = 0; k < drawn.size(); ++k) {
    visits.pairAccuracy.push_back(local->at(k).accuracy());
    visits.pairAccuracy.push_back(shared->at(k).accuracy());
  }
  return visits;
}

std::int64_t Scout::bill(const Visits& visits, CommunicationLedger& ledger) const {
  const std::int64_t before = bytesOf(Traffic::Travel, ledger);
  for (const auto& replica : setup_.replicas) {
    if (visits.sent) ledger.billDense(replica.id(), Traffic::Travel, replica.weights.numel());
  }
  return bytesOf(Traffic::Travel, ledger) - before;
}

// A share of BSP's traffic in numbers, so that the size of an index does not matter.
double Scout::communicationSince(const CommunicationLedger& ledger) {
  const std::int64_t sent =
      bytesOf(Traffic::Values, ledger) + bytesOf(Traffic::Statistics, ledger) + bytesOf(Traffic::Control, ledger);
  const auto more = static_cast<double>(sent - std::exchange(sent_, sent));
  return more / static_cast<double>(ledger.bspBytes() - std::exchange(bsp_, ledger.bspBytes()));
}

std::optional<SkewScoutDecision> Scout::travel(std::int64_t iteration, CommunicationLedger& ledger,
                                               const Rounds& rounds) {
  refreshStatistics(experiment_, setup_, iteration, rounds.parallel);
  const auto visits = travellersOf(spec_) == Travellers::Nobody ? stayAtHome(rounds) : visit(rounds);
  if (!visits) return {};
  ++travels_;
  const std::int64_t cost = bill(*visits, ledger);
  TravelReport report{
      .iteration = iteration,
      .accuracyLoss = lab::accuracyLoss(lossReading(spec_.loss), visits->pairAccuracy, visits->hosts),
      .communication = communicationSince(ledger),
      .rateFactor = rateFactor(experiment_.training.schedule, iteration - 1, setup_.iterations),
      .leniency = leniency(experiment_, iteration - 1, setup_.iterations)};
  const auto inIterations = [each = static_cast<double>(bsp_) / static_cast<double>(iteration)](std::int64_t bytes) {
    return static_cast<double>(bytes) / each;
  };
  report.sent = inIterations(sent_);
  report.travelled = inIterations(bytesOf(Traffic::Travel, ledger));
  report.travel = inIterations(cost);
  const auto decision = controller_.decide(report);
  setup_.algorithm->turn(controller_.setting());
  return SkewScoutDecision{.iteration = iteration,
                           .thetaBefore = controller_.settingAt(decision.before),
                           .thetaAfter = controller_.settingAt(decision.after),
                           .accuracyLoss = report.accuracyLoss,
                           .communication = report.communication,
                           .objective = decision.price.total(),
                           .action = actionOf(decision),
                           .reason = decision.reason,
                           .pairAccuracy = visits->pairAccuracy,
                           .lossTerm = decision.price.loss,
                           .trafficTerm = decision.price.traffic,
                           .hosts = visits->hosts,
                           .tolerated = decision.tolerated};
}

void Scout::save(Checkpoint& checkpoint) const {
  const auto [reals, integers] = controller_.state();
  checkpoint.reals["controller"] = reals;
  checkpoint.integers["controller"] = integers;
  checkpoint.integers["scout"] = {travels_, sent_, bsp_};
}

void Scout::restore(const Checkpoint& checkpoint) {
  controller_.restore(stateIn(checkpoint));
  readCounters(checkpoint);
  setup_.algorithm->turn(controller_.setting());
}

void Scout::readCounters(const Checkpoint& checkpoint) {
  const auto& numbers = checkpoint.integers.at("scout");
  travels_ = numbers.at(0);
  sent_ = numbers.at(1);
  bsp_ = numbers.at(2);
}

void Scout::takeOver(const Checkpoint& checkpoint, const ExperimentSpec& parent, const CommunicationLedger& ledger) {
  if (!sameKnob(experiment_, parent)) {
    controller_.startAt(controller_.setting(), checkpoint.iteration + spec_.period);
    static_cast<void>(communicationSince(ledger));  // counts from here
    return;
  }
  if (parent.skewscout == spec_) return restore(checkpoint);
  Controller before{settingsOf(parent.skewscout, entry_.knob), seed_};
  before.restore(stateIn(checkpoint));
  const bool samePeriod = parent.skewscout.period == spec_.period;
  const bool sameStart = parent.skewscout.start == spec_.start;
  controller_.startAt(sameStart ? before.setting() : controller_.setting(),
                      samePeriod ? before.nextTravel() : checkpoint.iteration + spec_.period);
  readCounters(checkpoint);
  setup_.algorithm->turn(controller_.setting());
}

double startingSetting(const ExperimentSpec& fork, const ExperimentSpec& parent) {
  if (!sameKnob(fork, parent)) return std::numeric_limits<double>::quiet_NaN();
  const auto& knob = algo::named(parent.algorithm.id).knob;
  return Controller{settingsOf(parent.skewscout, knob), Seed{0}}.setting();
}

}  // namespace lab
