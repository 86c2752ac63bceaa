#include <algorithm>
#include <optional>

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/views/decision_list.h"
#include "ui/views/scout_strips.h"
#include "ui/views/series_view.h"
#include "ui/views/strip_tile.h"

namespace lab::ui {
namespace {

constexpr int kTallTile = 27;     // lines of text: from here on the table has room
constexpr int kVeryLowTile = 15;  // below that the strips need the line of the sentence
constexpr int kTwoStrips = 8;  // below the header
constexpr int kLowTile = 17;      // below that three strips would be three lines

/// SkewScout at work: the knob it turns, the accuracy loss it has found by travelling, and what it weighs.
class ScoutView final : public SeriesView<StripTile, ScoutSeries> {
  Q_DECLARE_TR_FUNCTIONS(ScoutView)

 public:
  explicit ScoutView(QWidget* parent)
      : SeriesView(parent, tr("SkewScout"), std::vector{5, 5, 4}),
        plots_(tile_.strips()),
        table_(new DecisionList{this}) {
    layout()->addWidget(table_);
    table_->hide();
    connect(&tile_.strips(), &Strips::crosshairMoved, this, [this](std::optional<double> x) { point(x); });
    connect(table_, &DecisionList::forkWanted, this, &View::forkWanted);
    connect(&tile_.strips().at(0), &LinePlot::clicked, this,
            [this](const QPoint& position) { click(position); });
    tile_.header().menu().addHandler({.state = [this](Command command) { return forkState(command); },
                                      .carryOut = [this](Command) { fork(inForce()); }});
    begin();
  }

  void setTheme(const Theme& theme) override {
    table_->setTheme(theme);
    SeriesView::setTheme(theme);
  }

  void setXAxis(XAxis axis) override {
    pointed_ = false;  // no crosshair survives another axis
    SeriesView::setXAxis(axis);
  }

  void setTime(const std::optional<Place>& time) override {
    SeriesView::setTime(time);
    refresh();
  }

  [[nodiscard]] QString summary() const override {
    if (shownCount() == 0) return tr("No decision of SkewScout yet.");
    const auto& last = decisions()[shownCount() - 1];
    return tr("Iteration %1: %2 is %3 (%4), accuracy loss %5 points, traffic %6 of BSP's; decisions: %7.")
        .arg(formattedCount(last.iteration), nameOfKnob(), settingText(last.after, knob()),
             turnText(last.turn), formattedPoints(last.accuracyLoss),
             formatted(last.communication, Quantity::Percent),
             formattedCount(static_cast<std::int64_t>(shownCount())));
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    View::resizeEvent(event);
    refresh();
  }

  void keyPressEvent(QKeyEvent* event) override {
    const auto command = commandOf(*event);
    if (!command || !forkState(*command).available) return View::keyPressEvent(event);
    fork(inForce());
  }

 private:
  [[nodiscard]] const std::vector<Decision>& decisions() const { return series_.decisions.decisions(); }
  /// Decisions made until the moment that is looked at.
  [[nodiscard]] std::size_t shownCount() const {
    if (!time_) return decisions().size();
    const auto later = std::ranges::upper_bound(decisions(), time_->iteration, {}, &Decision::iteration);
    return static_cast<std::size_t>(later - decisions().begin());
  }
  [[nodiscard]] const KnobScale& knob() const { return series_.decisions.knob(); }
  [[nodiscard]] const RunPlan& plan() const { return series_.decisions.plan(); }
  [[nodiscard]] QString nameOfKnob() const { return knobTitle(knob(), tr("the knob")); }

  void makeLines() override { plots_.makeLines(theme_); }
  void describeAxes() override { plots_.describeAxes(knob(), axis_); }

  void restart() override {
    SeriesView::restart();
    pointed_ = false;
    describeAxes();
  }

  void refresh() override {
    if (series_.knob.now()) plots_.show(series_, axis_);
    showValues();
    table_->setDecisions(decisions(), knob());
    if (!pointed_) showSentence(shownCount());
    arrange();
    tile_.update(state_, texts(), axis_, summary());
  }

  void showValues() {
    if (shownCount() == 0) return tile_.header().setValues({});
    const auto& last = decisions()[shownCount() - 1];
    tile_.header().setValues(
        {{.label = nameOfKnob(),
          .value = settingText(last.after, knob()),
          .tip = tr("The setting in force.")},
         {.label = tr("Loss"),
          .value = tr("%1 points").arg(formattedPoints(last.accuracyLoss)),
          .tip = lossTip().arg(formattedPoints(last.tolerated))},
         {.label = tr("Traffic"),
          .value = formatted(last.communication, Quantity::Percent),
          .tip = tr("Share of what BSP would have sent since the decision before, travel left out.")},
         {.label = tr("Objective"),
          .value = formatted(last.objective, Quantity::Number),
          .tip = tr("Loss term plus traffic term; SkewScout looks for the lowest.")}});
  }

  [[nodiscard]] QString lossTip() const {
    switch (plan().loss.travellers) {
      case Travellers::All:
        return tr("Accuracy that models lose away from home, at the last travel; tolerated: %1 points.");
      case Travellers::Mean:
        return tr("Accuracy that partitions lose with the mean of all models, at its last visit; tolerated: %1 points.");
      case Travellers::Nobody:
        return tr("Accuracy that models lose without what they have not sent yet; tolerated: %1 points.");
    }
    return {};
  }

  /// The reason of the decision below the crosshair, else of the newest.
  void point(std::optional<double> x) {
    pointed_ = x.has_value();
    showSentence(madeUntil(x));
  }

  /// How many decisions were made until there; between two of them the earlier one is in force.
  [[nodiscard]] std::size_t madeUntil(std::optional<double> x) {
    const auto places = series_.decisions.x(axis_);
    if (!x || places.empty()) return shownCount();
    return static_cast<std::size_t>(std::ranges::upper_bound(places, *x) - places.begin());
  }

  /// The decision in force at the crosshair, else at the moment that is looked at.
  [[nodiscard]] std::optional<std::size_t> inForce() {
    const std::size_t count = madeUntil(tile_.strips().at(0).crosshair());
    return count == 0 ? std::nullopt : std::optional{count - 1};
  }

  [[nodiscard]] CommandState forkState(Command command) {
    if (command != Command::Fork) return {};
    return {.applies = true, .available = inForce().has_value()};
  }

  void fork(std::optional<std::size_t> decision) {
    if (decision) Q_EMIT forkWanted(decisions()[*decision].iteration);
  }

  /// A click on a marker offers it; what it would do to the form is worth a second click.
  void click(const QPoint& position) {
    const auto decision = plots_.decisionAt(position, series_, axis_);
    if (!decision) return;
    const auto& made = decisions()[*decision];
    auto* menu = new QMenu{this};
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Decision at iteration %1").arg(formattedCount(made.iteration)));
    menu->addAction(
            tr("Iteration %1: %2, %3")
                .arg(formattedCount(made.iteration), turnText(made.turn), settingText(made.after, knob())))
        ->setEnabled(false);
    QAction* choice = menu->addAction(tr("&Fork from here …"));
    connect(choice, &QAction::triggered, this,
            [this, iteration = made.iteration] { Q_EMIT forkWanted(iteration); });
    menu->setActiveAction(choice);
    menu->popup(tile_.strips().at(0).mapToGlobal(position));
  }

  /// `count`: of decisions made until then.
  void showSentence(std::size_t count) {
    const bool room = height() > kVeryLowTile * fontMetrics().height();
    if (!room || (count == 0 && !series_.knob.now())) return tile_.setSentence({});
    if (count == 0) return tile_.setSentence(texts().waiting);
    const auto& decision = decisions()[count - 1];
    tile_.setSentence(tr("Iteration %1, %2. %3")
                          .arg(formattedCount(decision.iteration), turnText(decision.turn),
                               QString::fromStdString(decision.reason)));
    table_->choose(pointed_ || time_ ? std::optional{count - 1} : std::nullopt);
  }

  /// A low tile gives its height to the strips, and to two of them or the knob's alone; the sentence below stands
  /// for the table, the numbers above for the loss.
  void arrange() {
    const int line = fontMetrics().height();
    const bool tall = height() > kTallTile * line;
    table_->setVisible(tall && !decisions().empty());
    const bool decided = !decisions().empty();  // until then there is the knob alone
    const int rest = height() - tile_.header().sizeHint().height();
    tile_.setWanted({true, decided && rest > kTwoStrips * line, decided && height() > kLowTile * line});
  }

  [[nodiscard]] TileTexts texts() const {
    TileTexts texts{
        .empty = tr("Switch on SkewScout in the form"),
        .emptyHint = tr("Models then travel to other partitions, and what they lose there turns the "
                        "algorithm's knob."),
        .waiting = tr("First travel at iteration %1").arg(formattedCount(plan().travelEvery)),
        .waitingHint = tr("Every model then visits another partition, and SkewScout decides.")};
    if (plan().loss.travellers == Travellers::Mean)
      texts.waitingHint = tr("The mean of all models then visits every partition, and SkewScout decides.");
    if (plan().loss.travellers == Travellers::Nobody) {
      texts.waiting = tr("First look at iteration %1").arg(formattedCount(plan().travelEvery));
      texts.waitingHint = tr("Every partition then tests what all share of the models, and SkewScout decides.");
    }
    if (plan().scout || state_.phase == RunPhase::Empty) return texts;
    texts.waiting = tr("This run has no SkewScout");
    texts.waitingHint = tr("Switch on SkewScout in the form.");
    return texts;
  }

  ScoutStrips plots_;
  DecisionList* table_;   // owned by Qt
  bool pointed_ = false;  // the user looks at some moment
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
