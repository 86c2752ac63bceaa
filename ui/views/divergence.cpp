#include "ui/series/divergence.h"

#include <algorithm>
#include <cmath>

#include <QBoxLayout>
#include <QCoreApplication>

#include "ui/plot/format.h"
#include "ui/views/channel_panel.h"
#include "ui/views/series_view.h"
#include "ui/views/strip_tile.h"

namespace lab::ui {
namespace {

constexpr int kWideTile = 36;        // lines of text: from here on the channels have room
constexpr double kFirstShade = 0.4;  // of the sequential map: paler ones vanish before the background

enum Strip { kNorm, kWeights };

/// How far the partitions have drifted apart, layer by layer and in their weights.
class DivergenceView final : public SeriesView<StripTile, DivergenceSeries> {
  Q_DECLARE_TR_FUNCTIONS(DivergenceView)

 public:
  explicit DivergenceView(QWidget* parent)
      : SeriesView(parent, tr("Divergence"), std::vector{5, 4}), channels_(new ChannelPanel{this}) {
    tile_.body().addWidget(channels_);
    connect(channels_, &ChannelPanel::layerChosen, this, [this] { showChannels(); });
    connect(&tile_.strips(), &Strips::crosshairMoved, this, [this](std::optional<double> x) {
      pointed_ = x;
      showChannels();
    });
    begin();
  }

  void setTheme(const Theme& theme) override {
    channels_->setTheme(theme);
    SeriesView::setTheme(theme);
  }

  void setXAxis(XAxis axis) override {
    pointed_.reset();
    SeriesView::setXAxis(axis);
  }

  [[nodiscard]] QString summary() const override {
    if (series_.points() == 0) return tr("No divergence measured yet.");
    QString sentence = tr("Iteration %1").arg(formattedCount(series_.iteration(series_.points() - 1)));
    if (const int widest = widestLayer(); widest >= 0) {
      sentence += tr(": the partitions' minibatch means differ most in %1, by %2 (median channel)")
                      .arg(nameOf(widest), percent(series_.layer(widest).back()));
    }
    if (const int farthest = farthestPartition(); farthest >= 0) {
      sentence += tr("; farthest from the mean model is %1, by %2 of its weights")
                      .arg(partitionName(farthest), percent(series_.weights(farthest).back()));
    }
    return sentence + QLatin1Char('.');
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    View::resizeEvent(event);
    arrange();
  }

 private:
  static QString percent(double value) { return formatted(value, Quantity::Percent); }

  [[nodiscard]] QString nameOf(int layer) const {
    return QString::fromStdString(series_.layers()[static_cast<std::size_t>(layer)].name);
  }

  void describeAxes() override {
    tile_.strips().setAxes(interpolatedAxisText(axis_),
                           {{.title = tr("Minibatch means"), .quantity = Quantity::Percent},
                            {.title = tr("Weights"), .quantity = Quantity::Percent}});
  }

  void restart() override {
    SeriesView::restart();
    pointed_.reset();
  }

  /// Index of the largest newest number of `columns`; -1 when none is a number.
  template <class Column>
  [[nodiscard]] static int largest(int columns, const Column& column) {
    int found = -1;
    for (int i = 0; i < columns; ++i) {
      const auto line = column(i);
      if (line.empty() || !std::isfinite(line.back())) continue;
      if (found < 0 || line.back() > column(found).back()) found = i;
    }
    return found;
  }
  [[nodiscard]] int layerCount() const { return static_cast<int>(series_.layers().size()); }
  [[nodiscard]] int widestLayer() const {
    return largest(layerCount(), [this](int i) { return series_.layer(i); });
  }
  [[nodiscard]] int farthestPartition() const {
    return largest(series_.partitions(), [this](int k) { return series_.weights(k); });
  }

  void makeLines() override {
    layers_ = layerCount();
    partitions_ = series_.partitions();
    std::vector<Line> norm;
    for (int i = 0; i < layers_; ++i) {
      const double depth = layers_ > 1 ? static_cast<double>(i) / (layers_ - 1) : 1;
      const QColor shade = Theme::sample(theme_.sequential, kFirstShade + (1 - kFirstShade) * depth);
      norm.push_back({.name = nameOf(i), .style = {.colour = shade, .marker = i}, .markers = layers_ <= 8});
    }
    tile_.strips().at(kNorm).setLines(norm);
    tile_.strips().at(kWeights).setLines(partitionLines(partitions_, theme_, true));
  }

  void refresh() override {
    if (layerCount() != layers_ || series_.partitions() != partitions_) {
      makeLines();
      channels_->setLayers(series_.layers());
    }
    for (int i = 0; i < layers_; ++i) tile_.strips().at(kNorm).extend(i, series_.x(axis_), series_.layer(i));
    for (int k = 0; k < partitions_; ++k) {
      tile_.strips().at(kWeights).extend(k, series_.x(axis_), series_.weights(k));
    }
    const bool weights = series_.hasWeights() || !series_.hasNorm();
    tile_.setWanted({series_.hasNorm(), weights});
    const bool without = series_.points() > 0 && series_.layers().empty();
    tile_.setSentence(without ? tr("This network has no normalization layer: weight distance only.")
                              : QString{});
    showValues();
    showChannels();
    tile_.update(state_, texts(), axis_, summary());
    arrange();
  }

  void showValues() {
    std::vector<TileValue> values;
    if (const int widest = widestLayer(); widest >= 0) {
      values.push_back(
          {.label = tr("Means, %1").arg(nameOf(widest)),
           .value = percent(series_.layer(widest).back()),
           .tip = tr("Relative difference of the partitions' minibatch means, median over the channels "
                     "of the layer where they differ most.")});
    }
    if (const int farthest = farthestPartition(); farthest >= 0) {
      values.push_back(
          {.label = tr("Weights, %1").arg(partitionName(farthest)),
           .value = percent(series_.weights(farthest).back()),
           .tip = tr("Relative L2 distance from the mean model, of the partition that is farthest.")});
    }
    tile_.header().setValues(values);
  }

  void showChannels() { channels_->show(series_, axis_, pointed_); }

  void arrange() {
    const bool wide = width() > kWideTile * fontMetrics().height();
    channels_->setVisible(wide && series_.hasNorm());
  }

  [[nodiscard]] TileTexts texts() const {
    TileTexts texts{
        .empty = tr("Run to see the divergence"),
        .emptyHint = tr("How differently the partitions' normalization layers see their data, and how far "
                        "their weights are from the mean."),
        .waiting = tr("First point at iteration %1").arg(formattedCount(series_.plan().divergenceEvery)),
        .waitingHint = {}};
    const bool wanted = series_.plan().normDivergence || series_.plan().weightDivergence;
    if (wanted || state_.phase == RunPhase::Empty) return texts;
    texts.waiting = tr("This run measures no divergence");
    texts.waitingHint = tr("Switch on the diagnostics in the form.");
    return texts;
  }

  ChannelPanel* channels_;             // owned by Qt
  std::optional<double> pointed_;      // the user looks at this x
  int layers_ = -1, partitions_ = -1;  // that the strips have lines for
};

}  // namespace

namespace views {

ViewEntry divergence() {
  return {.id = "divergence",
          .title = QT_TRANSLATE_NOOP("views", "Divergence"),
          .make = [](QWidget* parent) -> View* { return new DivergenceView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
