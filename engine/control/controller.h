#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/control/objective.h"
#include "engine/control/search.h"

namespace lab {

/// How a controller is set up: the spec's section `skewscout` with the algorithm's defaults filled in.
struct ControllerSettings {
  Objective objective;
  std::vector<double> ladder;      ///< from talkative to silent, at least one
  double start = 0;                ///< the nearest rung is taken
  std::string search;              ///< id in the catalogue
  std::int64_t period = 500;       ///< iterations between two travels
  std::int64_t memory = 8;         ///< decisions after which a price is forgotten
  std::int64_t patience = 3;       ///< stays in a row after which the period doubles
  std::int64_t longestPeriod = 8;  ///< in periods; 1: it never grows
  double travelShare = 1;          ///< see SkewScoutSpec
  bool beginsWithBsp = false;      ///< the ladder: its first rung costs what BSP costs, tried or not
  std::string losing = "Away from home the models lose";  ///< how a reason begins; so many points follow
};

/// SkewScout's controller: hears a travel report, answers with a rung of the ladder and a reason. A policy
/// over numbers, free of tensors. Source: paper, section on SkewScout; the form of paper.md 10.4.
class Controller {
 public:
  /// `seed` gives every decision a random stream of its own.
  Controller(ControllerSettings settings, Seed seed);

  struct Decision {
    std::size_t before = 0, after = 0;  ///< positions on the ladder
    Price price;                        ///< of `before`
    double tolerated = 0;               ///< accuracy loss that cost nothing, fraction
    std::string reason;                 ///< a sentence for a student
  };
  [[nodiscard]] Decision decide(const TravelReport& report);

  [[nodiscard]] std::int64_t nextTravel() const { return nextTravel_; }  ///< iteration of the next report

  /// Whether the next report is due. A step of the learning rate makes what was known worthless, so then one
  /// period is waited for, however long travels have become rare, unless they are put off because nothing is lost
  /// at the silent end of the ladder.
  /// `earlierRate` is the rate factor one period before `iteration`.
  [[nodiscard]] bool due(std::int64_t iteration, double earlierRate) const;
  [[nodiscard]] double setting() const { return settings_.ladder[position_]; }
  [[nodiscard]] double settingAt(std::size_t position) const { return settings_.ladder.at(position); }

  /// Begins in the midst of a run: at the rung nearest to `setting`, with nothing remembered.
  void startAt(double setting, std::int64_t nextTravel);

  /// All that changes, for the checkpoint.
  struct State {
    std::vector<double> reals;
    std::vector<std::int64_t> integers;
  };
  [[nodiscard]] State state() const;
  void restore(const State& state);

 private:
  [[nodiscard]] Move choose(const TravelReport& report, const Price& price);
  [[nodiscard]] bool isNew(double rateFactor) const;
  void adaptPeriod(const TravelReport& report, bool moved);
  [[nodiscard]] std::int64_t thriftyWait(const TravelReport& report) const;
  [[nodiscard]] std::string reasonFor(const Move& move, const TravelReport& report) const;
  [[nodiscard]] std::string motiveText(const Move& move, const TravelReport& report) const;

  ControllerSettings settings_;
  Seed seed_;
  Memory memory_;
  std::size_t position_ = 0;
  std::int64_t decisions_ = 0;
  std::int64_t stays_ = 0;
  std::int64_t stretch_ = 1;  // present period / settings_.period
  std::int64_t nextTravel_ = 0;
  bool putOff_ = false;    // the next travel waits because it would be dear and nothing is lost
  double rateFactor_ = 1;  // when prices were last forgotten
};

}  // namespace lab
