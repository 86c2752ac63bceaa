#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ui/plot/strips.h"
#include "ui/series/decisions.h"
#include "ui/series/knob.h"
#include "ui/series/x_axis.h"

namespace lab::ui {

/// What SkewScout does, and what the knob it turns has been set to.
struct ScoutSeries {
  DecisionSeries decisions;
  KnobSeries knob;

  void add(const Event& event) {
    decisions.add(event);
    knob.add(event);
  }
};

/// SkewScout's three plots below each other: the knob, the accuracy loss, the two terms of the objective.
class ScoutStrips {
 public:
  explicit ScoutStrips(Strips& strips) : strips_(strips) {}

  void makeLines(const Theme& theme);
  void describeAxes(const KnobScale& knob, XAxis axis);  ///< forgets all points
  void show(ScoutSeries& series, XAxis axis);            ///< gives the plots what is new

  /// The decision whose marker is drawn at `position` of the knob's plot, in its pixels; nothing elsewhere.
  [[nodiscard]] std::optional<std::size_t> decisionAt(const QPoint& position, ScoutSeries& series,
                                                      XAxis axis) const;

 private:
  void showTurns(DecisionSeries& decisions, XAxis axis, double scale);

  Strips& strips_;
  std::vector<double> setting_;  // of the knob as it is drawn
};

/// What the knob is called: "Threshold T0"; `unknown` while there is none.
[[nodiscard]] QString knobTitle(const KnobScale& knob, const QString& unknown);

}  // namespace lab::ui
