#include "engine/control/controller.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace lab {
namespace {

// Schedules without steps change the rate a little all the time; this much makes old prices worthless.
constexpr double kRateStep = 0.2;

std::size_t nearestRung(const std::vector<double>& ladder, double setting) {
  const auto distance = [&](double rung) { return std::abs(rung - setting); };
  return static_cast<std::size_t>(std::ranges::min_element(ladder, {}, distance) - ladder.begin());
}

std::string format(const char* pattern, double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), pattern, value);
  return text.data();
}

std::string points(double fraction) {
  return format("%.1f", 100 * fraction) + " points";
}

}  // namespace

Controller::Controller(ControllerSettings settings, Seed seed)
    : settings_(std::move(settings)),
      seed_(seed),
      memory_(settings_.ladder.size(), settings_.memory),
      position_(nearestRung(settings_.ladder, settings_.start)),
      nextTravel_(settings_.period) {
  // With BSP nothing is lost and everything is sent.
  if (settings_.beginsWithBsp) memory_.know(0, settings_.objective.lambdaC);
}

void Controller::startAt(double setting, std::int64_t nextTravel) {
  position_ = nearestRung(settings_.ladder, setting);
  nextTravel_ = nextTravel;
  putOff_ = false;
}

bool Controller::isNew(double rateFactor) const {
  return std::abs(rateFactor / rateFactor_ - 1) > kRateStep;
}

bool Controller::due(std::int64_t iteration, double earlierRate) const {
  if (iteration >= nextTravel_) return true;
  if (putOff_) return false;
  const std::int64_t last = nextTravel_ - stretch_ * settings_.period;
  return iteration - settings_.period >= last && isNew(earlierRate);
}

Controller::Decision Controller::decide(const TravelReport& report) {
  if (isNew(report.rateFactor)) {
    rateFactor_ = report.rateFactor;
    memory_.forget();
  }

  Decision decision{.before = position_,
                    .after = position_,
                    .price = settings_.objective.price(report),
                    .tolerated = settings_.objective.tolerated(report),
                    .reason = {}};
  const Move move = choose(report, decision.price);
  decision.after = move.position;
  adaptPeriod(report, move.position != position_);
  decision.reason = reasonFor(move, report);
  position_ = move.position;
  ++decisions_;
  return decision;
}

Move Controller::choose(const TravelReport& report, const Price& price) {
  Outlook outlook{.position = position_,
                  .rungs = settings_.ladder.size(),
                  .tooMuchLoss = price.loss > 0,
                  .objective = price.total(),
                  .decision = decisions_,
                  .memory = &memory_,
                  .random = nullptr};
  const auto& search = control::named(settings_.search);
  const bool measured = std::isfinite(report.accuracyLoss) && std::isfinite(report.communication);
  if (measured) {
    memory_.remember(position_, outlook.objective, decisions_);
  } else if (search.id != "fixed") {
    return {outlook.tighter().value_or(position_), Motive::NotMeasured};
  }
  Random random = seed_.child(decisions_).random();
  outlook.random = &random;
  return search.next(outlook);
}

// Travels are frequent while the setting moves and become rarer when it has settled (paper.md 10.4).
void Controller::adaptPeriod(const TravelReport& report, bool moved) {
  stays_ = moved ? 0 : stays_ + 1;
  if (moved) stretch_ = 1;
  if (stays_ >= settings_.patience && 2 * stretch_ <= settings_.longestPeriod) {
    stretch_ *= 2;
    stays_ = 0;
  }
  const std::int64_t rhythm = stretch_ * settings_.period;
  const std::int64_t wait = moved ? 0 : thriftyWait(report);
  putOff_ = wait > rhythm;
  nextTravel_ = report.iteration + std::max(rhythm, wait);
}

// Iterations after which the next travel brings travel's share to what it may be, if the knob's traffic goes on as it
// is; 0 where no such wait is due. In a short run at a silent setting a few travels are most of what is sent, and at
// the silent end, with nothing lost, there is nothing to learn from them.
std::int64_t Controller::thriftyWait(const TravelReport& report) const {
  const double strictest = std::min(settings_.objective.sigmaAl, settings_.objective.tolerated(report));
  const bool harmless = report.accuracyLoss <= strictest;  // false for NaN
  const bool mostSilent = position_ + 1 == settings_.ladder.size();
  if (!harmless || !mostSilent || !(report.communication > 0)) return 0;
  const double affordable = (report.travelled + report.travel) * (1 / settings_.travelShare - 1);
  return static_cast<std::int64_t>(std::ceil(std::max(0.0, affordable - report.sent) / report.communication));
}

std::string Controller::reasonFor(const Move& move, const TravelReport& report) const {
  return motiveText(move, report) +
         (putOff_ ? " Another travel waits until travel is " + format("%g", 100 * settings_.travelShare) +
                        " % of what is sent."
                  : "");
}

std::string Controller::motiveText(const Move& move, const TravelReport& report) const {
  const std::string to = format("%g", settings_.ladder[move.position]);
  const std::string here = format("%g", settings_.ladder[position_]);
  const std::string loss = settings_.losing + " " + points(report.accuracyLoss);
  const double tolerated = settings_.objective.tolerated(report);
  const std::string verdict = loss +
                              (report.accuracyLoss > tolerated ? ", more than the " : ", within the ") +
                              (report.leniency != 1 ? points(tolerated) + " tolerated at this learning rate"
                                                    : "tolerated " + points(tolerated));
  switch (move.motive) {
    case Motive::TooMuchLoss:
      return verdict + ": talk more, at " + to + ".";
    case Motive::RoomToSave:
      return verdict + ": try to talk less, at " + to + ".";
    case Motive::CheaperBefore:
      return verdict + ", and " + to + " cost less when it was last tried: go back to it.";
    case Motive::Exploring:
      return verdict + ": look at " + to + " by chance, it may lead to something better.";
    case Motive::NothingBetter:
      return verdict + ", and the neighbouring settings cost more: stay at " + here + ".";
    case Motive::EndOfLadder:
      return verdict + ", but the ladder ends at " + here + ": stay.";
    case Motive::NotMeasured:
      return "The accuracy loss could not be measured: " +
             (move.position == position_ ? "stay at " + here + ", the most talkative setting."
                                         : "be careful and talk more, at " + to + ".");
    case Motive::Fixed:
      return verdict + "; the setting is fixed at " + here + ".";
  }
  return {};
}

Controller::State Controller::state() const {
  State state{.reals = memory_.objectives(), .integers = memory_.decisions()};
  state.reals.push_back(rateFactor_);
  for (const std::int64_t number :
       {static_cast<std::int64_t>(position_), decisions_, stays_, stretch_, nextTravel_, std::int64_t{putOff_}}) {
    state.integers.push_back(number);
  }
  return state;
}

void Controller::restore(const State& state) {
  const std::size_t rungs = settings_.ladder.size();
  const auto at = static_cast<std::ptrdiff_t>(rungs);
  memory_.restore({state.reals.begin(), state.reals.begin() + at},
                  {state.integers.begin(), state.integers.begin() + at});
  rateFactor_ = state.reals.at(rungs);
  position_ = static_cast<std::size_t>(state.integers.at(rungs));
  decisions_ = state.integers.at(rungs + 1);
  stays_ = state.integers.at(rungs + 2);
  stretch_ = state.integers.at(rungs + 3);
  nextTravel_ = state.integers.at(rungs + 4);
  putOff_ = state.integers.size() > rungs + 5 && state.integers[rungs + 5] != 0;  // older checkpoints know of none
}

}  // namespace lab
