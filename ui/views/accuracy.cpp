#include "ui/series/accuracy.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/accuracy_target.h"
#include "ui/views/line_tile.h"
#include "ui/views/series_view.h"

namespace lab::ui {
namespace {

constexpr double kMeanWidth = 2.2;
constexpr int kBeforePartitions = 2;  // mean and averaged model come first
constexpr int kAveraged = 1;
constexpr double kSmoothing = 0.6;   // evaluations are few: a longer memory would lag far behind them
constexpr double kFirstTarget = 70;  // percent, before there is any point
constexpr double kRound = 5;

/// How good every partition's model is, their mean and spread, and the averaged model.
class AccuracyView final : public SeriesView<LineTile, AccuracySeries> {
  Q_DECLARE_TR_FUNCTIONS(AccuracyView)

 public:
  explicit AccuracyView(QWidget* parent) : SeriesView(parent, tr("Accuracy")) {
    tile_.plot().setSmoothing(kSmoothing);
    tile_.plot().setTargetable(kFirstTarget);
    connect(&tile_.plot(), &LinePlot::targetMoved, this, [this] {
      showTarget();
      showValues();
      tile_.describe(state_, summary());
    });
    begin();
  }

  [[nodiscard]] QString summary() const override {
    if (!series_.now()) return tr("No accuracy yet.");
    const auto reached = target();
    return reached ? now() + QLatin1Char(' ') + reached->sentence() : now();
  }

 private:
  [[nodiscard]] QString now() const {
    const auto& now = *series_.now();
    const QString iteration = QLocale{}.toString(qlonglong{now.iteration});
    if (series_.partitions() == 1) {
      return tr("Iteration %1: accuracy %2.").arg(iteration, formatted(now.mean, Quantity::Percent));
    }
    return tr("Iteration %1: mean accuracy %2, worst partition %3 with %4, gap %5 points, averaged model %6.")
        .arg(iteration, formatted(now.mean, Quantity::Percent), partitionName(now.lowestPartition),
             formatted(now.lowest, Quantity::Percent), QLocale{}.toString(now.gap, 'f', 1),
             formatted(now.global, Quantity::Percent));
  }

  [[nodiscard]] std::optional<AccuracyTarget> target() const {
    const auto& percent = tile_.plot().target();
    if (!percent || !series_.now()) return std::nullopt;
    return AccuracyTarget{series_, *percent, axis_};
  }

  /// Lines of mean and partitions, without the averaged model's.
  void showTarget() {
    const auto reached = target();
    if (!reached) return tile_.plot().setTargetTable({});
    std::vector<Line> lines;
    for (int i = 0; i < tile_.plot().lineCount(); ++i) {
      const Line& line = tile_.plot().line(i);
      if (line.role == LineRole::Line && !(partitions_ > 1 && i == kAveraged)) lines.push_back(line);
    }
    tile_.plot().setTargetTable(reached->table(lines));
  }

  void describeAxes() override {
    tile_.plot().setAxes(
        axisText(axis_),
        {.title = tr("Top-1 accuracy"), .quantity = Quantity::Percent, .unit = {}, .fixed = Range{0, 100}});
  }

  void makeLines() override {
    partitions_ = series_.partitions();
    const auto each = partitionLines(partitions_, theme_, true);
    if (partitions_ <= 1)
      return tile_.plot().setLines(each);  // a mean of one and a spread of none say nothing
    std::vector<Line> lines{
        {.name = tr("Mean"), .style = {.colour = theme_.text}, .width = kMeanWidth, .headline = true},
        {.name = tr("Averaged"), .style = {.colour = theme_.reference, .dash = Qt::DashLine}}};
    lines.insert(lines.end(), each.begin(), each.end());
    const SeriesStyle band{.colour = theme_.text};
    lines.push_back({.name = tr("Lowest"),
                     .style = band,
                     .role = LineRole::BandLower,
                     .group = tr("Range"),
                     .headline = true});
    lines.push_back({.name = tr("Highest"),
                     .style = band,
                     .role = LineRole::BandUpper,
                     .group = tr("Range"),
                     .headline = true});
    tile_.plot().setLines(lines);
  }

  void refresh() override {
    if (series_.partitions() != partitions_) makeLines();
    showPoints();
    suggestTarget();
    showTarget();
    showValues();
    tile_.update(state_, texts(), axis_, summary());
  }

  void showPoints() {
    auto& plot = tile_.plot();
    const auto x = series_.x(axis_);
    const int first = partitions_ > 1 ? kBeforePartitions : 0;
    for (int k = 0; k < partitions_; ++k) plot.extend(first + k, x, series_.partition(k));
    if (partitions_ > 1) {
      plot.extend(0, x, series_.mean());
      plot.extend(1, x, series_.global());
      plot.extend(first + partitions_, x, series_.lowest());
      plot.extend(first + partitions_ + 1, x, series_.highest());
    }
    std::vector<PlotMark> marks;
    for (const auto& end : series_.ends())
      marks.push_back({x[end.point], series_.partition(end.partition)[end.point]});
    plot.setMarks(marks);
  }

  /// A round number the mean has reached, so that the first answer is one.
  void suggestTarget() {
    if (!series_.now() || !std::isfinite(series_.now()->mean)) return;
    tile_.plot().setTargetable(std::max(kRound * std::floor(series_.now()->mean / kRound), kRound));
  }

  void showValues() {
    if (!series_.now()) return tile_.header().setValues({});
    if (const auto reached = target()) return tile_.header().setValues(reached->values());
    const auto& now = *series_.now();
    if (partitions_ == 1) {
      return tile_.header().setValues(
          {{.label = tr("Now"), .value = formatted(now.mean, Quantity::Percent)}});
    }
    tile_.header().setValues(
        {{.label = tr("Mean"),
          .value = formatted(now.mean, Quantity::Percent),
          .tip = tr("Mean over the partitions, each model tested on its own slice of the test set.")},
         {.label = tr("Worst %1").arg(partitionName(now.lowestPartition)),
          .value = formatted(now.lowest, Quantity::Percent),
          .tip = tr("The partition with the lowest accuracy.")},
         {.label = tr("Gap"),
          .value = tr("%1 points").arg(QLocale{}.toString(now.gap, 'f', 1)),
          .tip = tr("Highest minus lowest accuracy, in percentage points.")},
         {.label = tr("Averaged"),
          .value = formatted(now.global, Quantity::Percent),
          .tip = tr("The average of all models, tested on the whole test set.")}});
  }

  [[nodiscard]] TileTexts texts() const {
    const bool first = state_.iteration == 0;
    return {.empty = tr("Run to see accuracy"),
            .emptyHint = tr("One line per partition, their mean and range, and the averaged model."),
            .waiting = first ? tr("First evaluation at iteration 0") : tr("Waiting for the next evaluation"),
            .waitingHint = first ? tr("Every model is tested once before it is trained.") : QString{}};
  }

  int partitions_ = -1;  // that the plot has lines for
};

}  // namespace

namespace views {

ViewEntry accuracy() {
  return {.id = "accuracy",
          .title = QT_TRANSLATE_NOOP("views", "Accuracy"),
          .make = [](QWidget* parent) -> View* { return new AccuracyView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
