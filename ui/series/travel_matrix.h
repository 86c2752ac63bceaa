#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/run_plan.h"

namespace lab::ui {

/// How much every model has lost at every partition it has visited: the latest visit of each pair.
class TravelMatrix {
 public:
  struct Visit {
    std::int64_t iteration = 0;
    double atHome = 0;  ///< percent of the home partition's sample
    double away = 0;    ///< percent of the host's sample
    double lost = 0;    ///< percentage points, as the run's accuracy loss reads; NaN when not measured
  };

  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return partitions_; }
  [[nodiscard]] const RunPlan& plan() const { return plan_; }
  [[nodiscard]] const std::optional<Visit>& visit(int home, int host) const;  ///< nothing outside the table
  /// Whether there can be a number: for every other partition's model, or at home where none leaves it.
  [[nodiscard]] bool possible(int home, int host) const {
    return (home == host) == (plan_.loss.travellers != Travellers::All);
  }
  [[nodiscard]] int pairs() const;    ///< that are possible
  [[nodiscard]] int visited() const;  ///< pairs with a visit
  [[nodiscard]] std::optional<std::int64_t> latest() const {
    return latest_;
  }  ///< iteration of the last travel

  struct Worst {
    int home = 0, host = 0;
    double lost = 0;
  };
  [[nodiscard]] std::optional<Worst> worst() const;  ///< of all latest visits with a number

 private:
  void append(const SkewScoutDecision& decision);
  void resize(int partitions);

  RunPlan plan_;
  int partitions_ = 0;
  std::vector<std::optional<Visit>> visits_;  // [home][host]
  std::optional<std::int64_t> latest_;
};

}  // namespace lab::ui
