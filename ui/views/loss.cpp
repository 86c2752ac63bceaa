#include "ui/series/loss.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/line_tile.h"
#include "ui/views/series_view.h"

namespace lab::ui {
namespace {

constexpr double kMeanWidth = 2.0;
constexpr double kPartitionWidth = 0.8;
constexpr double kSmoothing = 0.8;

/// How well every partition fits its own data.
class LossView final : public SeriesView<LineTile, LossSeries> {
  Q_DECLARE_TR_FUNCTIONS(LossView)

 public:
  explicit LossView(QWidget* parent) : SeriesView(parent, tr("Training loss")) {
    tile_.addLogSwitch();
    tile_.plot().setSmoothing(kSmoothing);
    begin();
  }

  [[nodiscard]] QString summary() const override {
    if (!series_.now()) return tr("No training loss yet.");
    const auto& now = *series_.now();
    QString sentence = tr("Iteration %1: mean training loss %2 nats, highest in %3 with %4 nats.")
                           .arg(QLocale{}.toString(qlonglong{now.iteration}), number(now.mean),
                                partitionName(now.highestPartition), number(now.highest));
    if (interpolated()) {
      sentence +=
          QLatin1Char(' ') + tr("Places on the x axis are interpolated between communication points.");
    }
    return sentence;
  }

 private:
  void describeAxes() override {
    tile_.plot().setAxes(interpolatedAxisText(axis_),
                         {.title = tr("Loss"), .quantity = Quantity::Number, .unit = tr("nats")});
  }

  [[nodiscard]] bool interpolated() const { return axis_ == XAxis::Seconds || axis_ == XAxis::Bytes; }

  static QString number(double value) { return formatted(value, Quantity::Number); }

  void makeLines() override {
    partitions_ = series_.partitions();
    auto lines = partitionLines(partitions_, theme_, false);
    for (auto& line : lines) line.width *= kPartitionWidth;
    if (partitions_ > 1) {
      lines.insert(lines.begin(),
                   {.name = tr("Mean"), .style = {.colour = theme_.text}, .width = kMeanWidth, .headline = true});
    }
    tile_.plot().setLines(lines);
  }

  void refresh() override {
    if (series_.partitions() != partitions_) makeLines();
    showPoints();
    showValues();
    tile_.update(state_,
                 {.empty = tr("Run to see the training loss"),
                  .emptyHint = tr("How well every partition fits its own data."),
                  .waiting = tr("Waiting for the first training points"),
                  .waitingHint = {}},
                 axis_, summary());
  }

  void showPoints() {
    auto& plot = tile_.plot();
    const auto x = series_.x(axis_);
    const int first = partitions_ > 1 ? 1 : 0;
    if (first == 1) plot.extend(0, x, series_.mean());
    for (int k = 0; k < partitions_; ++k) plot.extend(first + k, x, series_.partition(k));
    std::vector<PlotMark> marks;
    for (const auto& end : series_.ends()) {
      if (end.point < x.size()) marks.push_back({x[end.point], series_.partition(end.partition)[end.point]});
    }
    plot.setMarks(marks);
  }

  void showValues() {
    if (!series_.now()) return tile_.header().setValues({});
    const auto& now = *series_.now();
    std::vector<TileValue> values{{.label = partitions_ > 1 ? tr("Mean") : tr("Now"),
                                   .value = number(now.mean),
                                   .tip = tr("Mean over the partitions, in nats.")}};
    if (partitions_ > 1) {
      values.push_back({.label = tr("Highest %1").arg(partitionName(now.highestPartition)),
                        .value = number(now.highest),
                        .tip = tr("The partition with the highest loss.")});
    }
    values.push_back({.label = tr("Learning rate"),
                      .value = QLocale{}.toString(now.learningRate, 'g', 3),
                      .tip = tr("Of the mean gradient over all partitions.")});
    tile_.header().setValues(values);
  }

  int partitions_ = -1;  // that the plot has lines for
};

}  // namespace

namespace views {

ViewEntry loss() {
  return {.id = "loss",
          .title = QT_TRANSLATE_NOOP("views", "Training loss"),
          .make = [](QWidget* parent) -> View* { return new LossView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
