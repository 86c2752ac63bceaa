#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/series/decisions.h"
#include "ui/series/knob.h"
#include "ui/views/decision_list.h"
#include "ui/views/strip_tile.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

constexpr double kPercent = 100;
constexpr int kTallTile = 27;     // lines of text: from here on the table has room
constexpr int kVeryLowTile = 15;  // below that the strips need the line of the sentence
constexpr int kLowTile = 17;      // below that three strips would be three lines
constexpr double kMark = 1.6;     // of the usual size of a marker
constexpr double kDot = 0.7;

// Strips, and the lines of each; those named last lie lowest.
enum Strip { kKnob, kLoss, kObjective };
enum KnobLine { kTighter, kLooser, kStay, kSetting };
enum LossLine { kMean, kTolerated, kPairs, kExcessLower, kExcessUpper };
enum ObjectiveLine { kLossTerm, kTrafficTerm };

/// SkewScout at work: the knob it turns, the accuracy loss it has found by travelling, and what it weighs.
class ScoutView final : public View {
  Q_DECLARE_TR_FUNCTIONS(ScoutView)

 public:
  explicit ScoutView(QWidget* parent)
      : View(parent), tile_(*this, tr("SkewScout"), {5, 5, 4}), table_(new DecisionList{this}) {
    layout()->addWidget(table_);
    table_->hide();
    connect(&tile_.strips(), &Strips::crosshairMoved, this, [this](std::optional<double> x) { point(x); });
    setTheme(Theme::of(ThemeId::Light));
    setXAxis(XAxis::Iteration);
  }

  void consume(std::span<const Event> batch) override {
    for (const auto& event : batch) {
      if (std::holds_alternative<RunStarted>(event)) restart();
      state_.add(event);
      decisions_.add(event);
      knob_.add(event);
      if (std::holds_alternative<RunStarted>(event)) describeAxes();
    }
    refresh();
  }

  void clear() override {
    state_ = {};
    decisions_ = {};
    knob_ = {};
    restart();
    refresh();
  }

  void setTheme(const Theme& theme) override {
    theme_ = theme;
    makeLines();
    tile_.setTheme(theme);
    table_->setTheme(theme);
    arrange();
    refresh();
  }

  void setXAxis(XAxis axis) override {
    axis_ = axis;
    pointed_ = false;  // no crosshair survives another axis
    describeAxes();
    refresh();
  }

  void setFollow(bool follow) override { tile_.strips().setFollow(follow); }

  [[nodiscard]] double drawMilliseconds() const override { return tile_.strips().drawMilliseconds(); }

  [[nodiscard]] QString summary() const override {
    if (decisions_.decisions().empty()) return tr("No decision of SkewScout yet.");
    const auto& last = decisions_.decisions().back();
    return tr("Iteration %1: %2 is %3 (%4), accuracy loss %5 points, traffic %6 of BSP's; decisions: %7.")
        .arg(QLocale{}.toString(qlonglong{last.iteration}), knobTitle(),
             settingText(last.after, decisions_.knob()), turnText(last.turn), points(last.accuracyLoss),
             formatted(last.communication, Quantity::Percent),
             QLocale{}.toString(qlonglong(decisions_.decisions().size())));
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    View::resizeEvent(event);
    refresh();
  }

 private:
  static QString points(double value) {
    return std::isfinite(value) ? QLocale{}.toString(value, 'f', 1) : formatted(value, Quantity::Number);
  }

  [[nodiscard]] bool inPercent() const { return decisions_.knob().unit == "fraction"; }

  [[nodiscard]] QString knobTitle() const {
    return decisions_.knob().title.empty() ? tr("the knob") : QString::fromStdString(decisions_.knob().title);
  }

  void restart() {
    tile_.restart();
    loss_.clear();
    setting_.clear();
    pointed_ = false;
  }

  void describeAxes() {
    tile_.strips().clearPoints();
    AxisText setting{.title = decisions_.knob().title.empty() ? tr("Setting") : knobTitle()};
    if (inPercent()) {
      setting.quantity = Quantity::Percent;
    } else {
      setting.unit = QString::fromStdString(decisions_.knob().unit);
    }
    tile_.strips().setAxes(
        interpolatedAxisText(axis_),
        {setting,
         {.title = tr("Accuracy loss"), .quantity = Quantity::Number, .unit = tr("points")},
         {.title = tr("Objective"), .quantity = Quantity::Number}});
    tile_.strips().at(kKnob).setLogarithmic(isGeometric(decisions_.knob().ladder));
  }

  void makeLines() {
    const auto mark = [this](const QString& name, int marker) {
      return Line{.name = name,
                  .style = {.colour = theme_.accent, .marker = marker},
                  .width = kMark,
                  .role = LineRole::Points};
    };
    tile_.strips().at(kKnob).setLines({mark(tr("Talk more"), 4),
                                       mark(tr("Talk less"), 2),
                                       mark(tr("Stay"), 5),
                                       {.name = tr("Setting"), .style = {.colour = theme_.text}}});
    const SeriesStyle excess{.colour = theme_.error};
    tile_.strips().at(kLoss).setLines(
        {{.name = tr("Mean"), .style = {.colour = theme_.text}, .width = 1.4},
         {.name = tr("Tolerated"), .style = {.colour = theme_.warning, .dash = Qt::DashLine}},
         {.name = tr("Each model"),
          .style = {.colour = theme_.reference, .marker = 0},
          .width = kDot,
          .role = LineRole::Points},
         {.name = tr("Lower"), .style = excess, .role = LineRole::BandLower, .group = tr("Too much")},
         {.name = tr("Upper"), .style = excess, .role = LineRole::BandUpper, .group = tr("Too much")}});
    tile_.strips()
        .at(kObjective)
        .setLines(
            {{.name = tr("Loss term"), .style = {.colour = theme_.error}, .markers = true},
             {.name = tr("Traffic term"), .style = {.colour = theme_.accent, .marker = 1}, .markers = true}});
  }

  void refresh() {
    if (!decisions_.decisions().empty()) showPoints();
    showValues();
    table_->setDecisions(decisions_.decisions(), decisions_.knob());
    if (!pointed_) showSentence(decisions_.decisions().size());
    arrange();
    tile_.update(state_, texts(), axis_, summary());
  }

  void showPoints() {
    auto& strips = tile_.strips();
    const double scale = inPercent() ? kPercent : 1;
    const auto settings = knob_.setting();
    for (std::size_t i = setting_.size(); i < settings.size(); ++i) setting_.push_back(scale * settings[i]);
    strips.at(kKnob).extend(kSetting, knob_.x(axis_), setting_);
    showTurns(scale);
    auto& loss = strips.at(kLoss);
    loss.extend(kMean, decisions_.x(axis_), decisions_.accuracyLoss());
    loss_.resize(settings.size(), decisions_.plan().toleratedLoss);
    loss.extend(kTolerated, knob_.x(axis_), loss_);
    loss.extend(kPairs, decisions_.pairX(axis_), decisions_.pairLoss());
    loss.extend(kExcessLower, decisions_.excessX(axis_), decisions_.excessLower());
    loss.extend(kExcessUpper, decisions_.excessX(axis_), decisions_.excessUpper());
    strips.at(kObjective).extend(kLossTerm, decisions_.x(axis_), decisions_.lossTerm());
    strips.at(kObjective).extend(kTrafficTerm, decisions_.x(axis_), decisions_.trafficTerm());
  }

  /// One marker per decision, at the setting it chose.
  void showTurns(double scale) {
    const auto x = decisions_.x(axis_);
    std::vector<double> places[3], settings[3];
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto& decision = decisions_.decisions()[i];
      const auto kind = static_cast<std::size_t>(decision.turn);
      places[kind].push_back(x[i]);
      settings[kind].push_back(scale * decision.after);
    }
    const std::pair<KnobLine, Turn> kinds[]{
        {kTighter, Turn::Tighter}, {kLooser, Turn::Looser}, {kStay, Turn::Stay}};
    for (const auto& [line, turn] : kinds) {
      const auto kind = static_cast<std::size_t>(turn);
      tile_.strips().at(kKnob).extend(line, places[kind], settings[kind]);
    }
  }

  void showValues() {
    if (decisions_.decisions().empty()) return tile_.header().setValues({});
    const auto& last = decisions_.decisions().back();
    tile_.header().setValues(
        {{.label = knobTitle(),
          .value = settingText(last.after, decisions_.knob()),
          .tip = tr("The setting in force.")},
         {.label = tr("Loss"),
          .value = tr("%1 points").arg(points(last.accuracyLoss)),
          .tip = tr("Accuracy that models lose away from home, at the last travel; tolerated: %1 points.")
                     .arg(points(decisions_.plan().toleratedLoss))},
         {.label = tr("Traffic"),
          .value = formatted(last.communication, Quantity::Percent),
          .tip = tr("Share of what BSP would have sent since the decision before, travel left out.")},
         {.label = tr("Objective"),
          .value = formatted(last.objective, Quantity::Number),
          .tip = tr("Loss term plus traffic term; SkewScout looks for the lowest.")}});
  }

  /// The reason of the decision below the crosshair, else of the newest.
  void point(std::optional<double> x) {
    pointed_ = x.has_value();
    const auto places = decisions_.x(axis_);
    if (!x || places.empty()) return showSentence(decisions_.decisions().size());
    // Between two decisions the earlier one is in force.
    const auto after = std::ranges::upper_bound(places, *x);
    showSentence(static_cast<std::size_t>(after - places.begin()));
  }

  /// `count`: of decisions made until then.
  void showSentence(std::size_t count) {
    const bool room = height() > kVeryLowTile * fontMetrics().height();
    if (decisions_.decisions().empty() || count == 0 || !room) return tile_.setSentence({});
    const auto& decision = decisions_.decisions()[count - 1];
    tile_.setSentence(tr("Iteration %1, %2. %3")
                          .arg(QLocale{}.toString(qlonglong{decision.iteration}), turnText(decision.turn),
                               QString::fromStdString(decision.reason)));
    table_->choose(pointed_ ? std::optional{count - 1} : std::nullopt);
  }

  /// A low tile gives its height to the strips, and to two of them; the sentence below stands for the table.
  void arrange() {
    const int line = fontMetrics().height();
    const bool tall = height() > kTallTile * line;
    table_->setVisible(tall && !decisions_.decisions().empty());
    tile_.setWanted({true, true, height() > kLowTile * line});
  }

  [[nodiscard]] TileTexts texts() const {
    TileTexts texts{
        .empty = tr("Switch on SkewScout in the form"),
        .emptyHint = tr("Models then travel to other partitions, and what they lose there turns the "
                        "algorithm's knob."),
        .waiting = tr("First travel at iteration %1")
                       .arg(QLocale{}.toString(qlonglong{decisions_.plan().travelEvery})),
        .waitingHint = tr("Every model then visits another partition, and SkewScout decides.")};
    if (decisions_.plan().scout || state_.phase == RunPhase::Empty) return texts;
    texts.waiting = tr("This run has no SkewScout");
    texts.waitingHint = tr("Switch on SkewScout in the form.");
    return texts;
  }

  StripTile tile_;
  DecisionList* table_;  // owned by Qt
  Theme theme_;
  RunState state_;
  DecisionSeries decisions_;
  KnobSeries knob_;
  XAxis axis_ = XAxis::Iteration;
  std::vector<double> setting_;  // of the knob as it is drawn
  std::vector<double> loss_;     // the tolerated one, as long as the knob's line
  bool pointed_ = false;         // the user looks at some moment
};

}  // namespace

namespace views {

ViewEntry scout() {
  return {.id = "skewscout",
          .title = QT_TRANSLATE_NOOP("views", "SkewScout"),
          .make = [](QWidget* parent) -> View* { return new ScoutView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
