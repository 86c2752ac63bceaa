#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>

#include "ui/plot/format.h"
#include "ui/series/travel_matrix.h"
#include "ui/views/map_view.h"

namespace lab::ui {
namespace {

constexpr double kSmallestScale = 10;  // points: below that colours would shout about noise

/// What every model loses at every other partition.
class TravelView final : public MapView<TravelMatrix, SkewScoutDecision> {
  Q_DECLARE_TR_FUNCTIONS(TravelView)

 public:
  explicit TravelView(QWidget* parent) : MapView(parent, tr("Travel matrix")) { refresh(); }

  [[nodiscard]] QString summary() const override {
    const auto worst = series_.worst();
    if (!worst) return nobodyTravels() ? tr("No model has been compared yet.") : tr("No model has travelled yet.");
    return tr("Iteration %1: %2 loses most, %3 points at %4; pairs visited: %5 of %6.")
        .arg(formattedCount(*series_.latest()), partitionName(worst->home), formattedPoints(worst->lost),
             partitionName(worst->host), formattedCount(series_.visited()), formattedCount(series_.pairs()));
  }

 private:
  void refresh() override {
    tile_.setNote(series_.visited() < series_.pairs() ? tr("Hatched: not visited yet.") : QString{});
    tile_.update(state_, texts(), series_.visited() == 0 ? HeatMapData{} : map(), summary());
    const auto worst = series_.worst();
    if (!worst) return tile_.header().setValues({});
    tile_.header().setValues(
        {{.label = tr("Most"),
          .value = tr("%1 points").arg(formattedPoints(worst->lost)),
          .tip = tr("%1 at %2: the largest loss of all latest visits.")
                     .arg(partitionName(worst->home), partitionName(worst->host))},
         {.label = nobodyTravels() ? tr("Last look") : tr("Last travel"),
          .value = formattedCount(*series_.latest()),
          .tip = tr("Its iteration.")},
         {.label = tr("Visited"),
          .value = tr("%1 of %2").arg(formattedCount(series_.visited()), formattedCount(series_.pairs())),
          .tip = visitedTip()}});
  }

  [[nodiscard]] bool nobodyTravels() const { return series_.plan().loss.travellers == Travellers::Nobody; }

  [[nodiscard]] QString visitedTip() const {
    switch (series_.plan().loss.travellers) {
      case Travellers::All:
        return tr("Ordered pairs of partitions that a model has travelled between.");
      case Travellers::Mean:
        return tr("Partitions that have tested the mean of all models.");
      case Travellers::Nobody:
        return tr("Partitions that have tested what all share of the models.");
    }
    return {};
  }

  [[nodiscard]] HeatMapData map() const {
    const int size = series_.partitions();
    HeatMapData heat;
    double largest = kSmallestScale;
    for (int home = 0; home < size; ++home) {
      heat.rows.append(partitionName(home));
      heat.columns.append(partitionName(home));
      for (int host = 0; host < size; ++host) {
        const auto& visit = series_.visit(home, host);
        heat.values.push_back(visit ? visit->lost : std::numeric_limits<double>::quiet_NaN());
        heat.marks.push_back({.off = !visit && !series_.possible(home, host)});
        if (visit && std::isfinite(visit->lost)) largest = std::max(largest, std::abs(visit->lost));
      }
    }
    heat.rowTitle = tr("Home");
    heat.columnTitle = tr("Host");
    heat.valueTitle = tr("Points lost");
    heat.range = {-roundUp(largest), roundUp(largest)};
    heat.map = ColourMap::Diverging;
    heat.text = [](double value) { return formattedPoints(value); };
    heat.tip = [matrix = series_](int home, int host) { return tipOf(matrix, home, host); };
    return heat;
  }

  static QString tipOf(const TravelMatrix& matrix, int home, int host) {
    const auto& visit = matrix.visit(home, host);
    if (!visit && !matrix.possible(home, host)) {
      if (home == host) return tr("%1 is at home here.").arg(partitionName(home));
      return matrix.plan().loss.travellers == Travellers::Mean ? tr("Only the mean of all models travels in this run.")
                                                          : tr("No model leaves home in this run.");
    }
    const QString pair = guestOf(matrix, home, host);
    if (!visit) return tr("%1: no visit yet").arg(pair);
    return tr("%1, iteration %2\n%3 points lost\n%4 at home, %5 away")
        .arg(pair, formattedCount(visit->iteration), formattedPoints(visit->lost),
             formatted(visit->atHome, Quantity::Percent), formatted(visit->away, Quantity::Percent));
  }

  static QString guestOf(const TravelMatrix& matrix, int home, int host) {
    if (home != host) return tr("The model of %1 at %2").arg(partitionName(home), partitionName(host));
    const QString guest = matrix.plan().loss.travellers == Travellers::Mean ? tr("The mean of all models at %1")
                                                                       : tr("What all share of the models at %1");
    return guest.arg(partitionName(host));
  }

  [[nodiscard]] TileTexts texts() const override {
    TileTexts texts{
        .empty = tr("Switch on SkewScout in the form"),
        .emptyHint = tr("Models then travel, and this shows what each loses at each other partition."),
        .waiting = tr("First travel at iteration %1").arg(formattedCount(series_.plan().travelEvery)),
        .waitingHint = tr("Every model then visits another partition.")};
    if (series_.plan().loss.travellers == Travellers::Mean)
      texts.waitingHint = tr("The mean of all models then visits every partition.");
    if (nobodyTravels()) {
      texts.waiting = tr("First look at iteration %1").arg(formattedCount(series_.plan().travelEvery));
      texts.waitingHint = tr("Every partition then tests what all share of the models; nothing is sent for that.");
    }
    if (series_.plan().scout || state_.phase == RunPhase::Empty) return texts;
    texts.waiting = tr("No model travels in this run");
    texts.waitingHint = tr("Switch on SkewScout in the form.");
    return texts;
  }
};

}  // namespace

namespace views {

ViewEntry travel() {
  return {.id = "travel",
          .title = QT_TRANSLATE_NOOP("views", "Travel matrix"),
          .make = [](QWidget* parent) -> View* { return new TravelView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
