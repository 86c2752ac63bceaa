#include "ui/views/scout_strips.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "ui/views/line_tile.h"

namespace lab::ui {
namespace {

constexpr double kPercent = 100;
constexpr double kMark = 1.6;  // of the usual size of a marker
constexpr double kDot = 0.7;
constexpr int kReach = 14;  // px from the middle of a marker that still mean it

// Strips, and the lines of each; those named last lie lowest.
enum Strip { kKnob, kLoss, kObjective };
enum KnobLine { kTighter, kLooser, kStay, kSetting };
enum LossLine { kMean, kTolerated, kPairs, kExcessLower, kExcessUpper };
enum ObjectiveLine { kLossTerm, kTrafficTerm };

QString text(const char* source) {
  return QCoreApplication::translate("ScoutView", source);
}

bool inPercent(const KnobScale& knob) {
  return knob.unit == "fraction";
}

std::vector<Line> knobLines(const Theme& theme) {
  const auto mark = [&theme](const QString& name, int marker) {
    return Line{.name = name,
                .style = {.colour = theme.accent, .marker = marker},
                .width = kMark,
                .role = LineRole::Points};
  };
  return {mark(text("Talk more"), 4),
          mark(text("Talk less"), 2),
          mark(text("Stay"), 5),
          {.name = text("Setting"), .style = {.colour = theme.text}, .headline = true}};
}

std::vector<Line> lossLines(const Theme& theme) {
  const SeriesStyle excess{.colour = theme.error};
  const QString group = text("Too much");
  return {{.name = text("Mean"), .style = {.colour = theme.text}, .width = 1.4, .headline = true},
          {.name = text("Tolerated"), .style = {.colour = theme.warning, .dash = Qt::DashLine}},
          {.name = text("Each visit"),
           .style = {.colour = theme.reference, .marker = 0},
           .width = kDot,
           .role = LineRole::Points},
          {.name = text("Lower"), .style = excess, .role = LineRole::BandLower, .group = group},
          {.name = text("Upper"), .style = excess, .role = LineRole::BandUpper, .group = group}};
}

std::vector<Line> objectiveLines(const Theme& theme) {
  return {{.name = text("Loss term"), .style = {.colour = theme.error}, .markers = true, .headline = true},
          {.name = text("Traffic term"),
           .style = {.colour = theme.accent, .marker = 1},
           .markers = true,
           .headline = true}};
}

}  // namespace

QString knobTitle(const KnobScale& knob, const QString& unknown) {
  return knob.title.empty() ? unknown : QString::fromStdString(knob.title);
}

void ScoutStrips::makeLines(const Theme& theme) {
  strips_.at(kKnob).setLines(knobLines(theme));
  strips_.at(kLoss).setLines(lossLines(theme));
  strips_.at(kObjective).setLines(objectiveLines(theme));
}

void ScoutStrips::describeAxes(const KnobScale& knob, XAxis axis) {
  strips_.clearPoints();
  setting_.clear();
  AxisText setting{.title = knobTitle(knob, text("Setting"))};
  if (inPercent(knob)) {
    setting.quantity = Quantity::Percent;
  } else {
    setting.unit = QString::fromStdString(knob.unit);
  }
  strips_.setAxes(interpolatedAxisText(axis),
                  {setting,
                   {.title = text("Accuracy loss"), .quantity = Quantity::Number, .unit = text("points")},
                   {.title = text("Objective"), .quantity = Quantity::Number}});
  strips_.at(kKnob).setLogarithmic(isGeometric(knob.ladder));
}

void ScoutStrips::show(ScoutSeries& series, XAxis axis) {
  auto& decisions = series.decisions;
  const double scale = inPercent(decisions.knob()) ? kPercent : 1;
  const auto settings = series.knob.setting();
  for (std::size_t i = setting_.size(); i < settings.size(); ++i) setting_.push_back(scale * settings[i]);
  strips_.at(kKnob).extend(kSetting, series.knob.x(axis), setting_);
  showTurns(decisions, axis, scale);
  auto& loss = strips_.at(kLoss);
  loss.extend(kMean, decisions.x(axis), decisions.accuracyLoss());
  // Only a decision tells what was tolerated, from the start on.
  if (!decisions.decisions().empty()) {
    loss.extend(kTolerated, series.knob.x(axis), series.knob.tolerated());
  }
  loss.extend(kPairs, decisions.pairX(axis), decisions.pairLoss());
  loss.extend(kExcessLower, decisions.excessX(axis), decisions.excessLower());
  loss.extend(kExcessUpper, decisions.excessX(axis), decisions.excessUpper());
  strips_.at(kObjective).extend(kLossTerm, decisions.x(axis), decisions.lossTerm());
  strips_.at(kObjective).extend(kTrafficTerm, decisions.x(axis), decisions.trafficTerm());
}

// The nearest one: two decisions in a row may be closer together than a finger is wide.
std::optional<std::size_t> ScoutStrips::decisionAt(const QPoint& position, ScoutSeries& series,
                                                   XAxis axis) const {
  auto& decisions = series.decisions;
  const double scale = inPercent(decisions.knob()) ? kPercent : 1;
  const auto x = decisions.x(axis);
  std::optional<std::size_t> nearest;
  int least = kReach + 1;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const QPoint mark = strips_.at(kKnob).placeOf({x[i], scale * decisions.decisions()[i].after});
    const int away = (mark - position).manhattanLength();
    if (away < least) nearest = i;
    least = std::min(least, away);
  }
  return nearest;
}

/// One marker per decision, at the setting it chose.
void ScoutStrips::showTurns(DecisionSeries& decisions, XAxis axis, double scale) {
  struct Marks {
    std::vector<double> x, setting;
  };
  std::array<Marks, 3> marks;  // by Turn
  const auto x = decisions.x(axis);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto& decision = decisions.decisions()[i];
    auto& same = marks[static_cast<std::size_t>(decision.turn)];
    same.x.push_back(x[i]);
    same.setting.push_back(scale * decision.after);
  }
  const std::pair<KnobLine, Turn> kinds[]{
      {kTighter, Turn::Tighter}, {kLooser, Turn::Looser}, {kStay, Turn::Stay}};
  for (const auto& [line, turn] : kinds) {
    const auto& same = marks[static_cast<std::size_t>(turn)];
    strips_.at(kKnob).extend(line, same.x, same.setting);
  }
}

}  // namespace lab::ui
