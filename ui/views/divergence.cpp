#include "ui/series/divergence.h"

#include <algorithm>
#include <cmath>

#include <QBoxLayout>
#include <QCoreApplication>
#include <QToolButton>

#include "ui/plot/format.h"
#include "ui/views/channel_panel.h"
#include "ui/views/divergence_map.h"
#include "ui/views/series_view.h"
#include "ui/views/strip_tile.h"

namespace lab::ui {
namespace {

constexpr int kWideTile = 30;  // lines of text: from here on the channels have room
constexpr int kTallTile = 21;  // likewise the strips below the map

enum Strip { kWeights, kUpdates };

/// How far the partitions have drifted apart: layer by layer, in their weights, and in what they hold back.
class DivergenceView final : public SeriesView<StripTile, DivergenceSeries> {
  Q_DECLARE_TR_FUNCTIONS(DivergenceView)

 public:
  explicit DivergenceView(QWidget* parent)
      : SeriesView(parent, tr("Divergence"), std::vector{1, 1}),
        heat_(new HeatMap{this}),
        map_(*heat_),
        channels_(new ChannelPanel{this}) {
    layOut();
    connect(heat_, &HeatMap::cellChosen, this, [this](int layer, int column) {
      moment_ = series_.iteration(map_.pointOf(column));
      channels_->chooseLayer(layer);
      showMoment();
    });
    connect(channels_, &ChannelPanel::layerChosen, this, [this] { showMoment(); });
    log_ = tile_.header().addSwitch(tr("Log"), tr("Logarithmic colours"));
    connect(log_, &QToolButton::toggled, this, [this](bool on) {
      map_.setLogarithmic(on);
      showMap();
    });
    begin();
  }

  void setTheme(const Theme& theme) override {
    channels_->setTheme(theme);
    heat_->setTheme(theme);
    SeriesView::setTheme(theme);
  }

  void setXAxis(XAxis axis) override {
    map_.setAxis(axis);
    SeriesView::setXAxis(axis);
    showMap();
  }

  void setTime(const std::optional<Place>& time) override {
    SeriesView::setTime(time);
    moment_.reset();
    showMap();
    showMoment();
  }

  [[nodiscard]] QString summary() const override {
    if (series_.points() == 0) return tr("No divergence measured yet.");
    const auto point = shownPoint();
    if (!point) return tr("No divergence measured so early.");
    QString sentence = tr("Iteration %1").arg(formattedCount(series_.iteration(*point)));
    if (const int widest = widestLayer(); widest >= 0) {
      sentence += tr(": the partitions' minibatch means differ most in %1, by %2 (median channel)")
                      .arg(nameOf(widest), percent(series_.layer(widest)[*point]));
    }
    if (const int farthest = farthestPartition(); farthest >= 0) {
      sentence += tr("; farthest from the mean model is %1, by %2 of its weights")
                      .arg(partitionName(farthest), percent(series_.weights(farthest)[*point]));
    }
    return sentence + QLatin1Char('.');
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    View::resizeEvent(event);
    arrange();
    describe();
  }

 private:
  static QString percent(double value) { return formatted(value, Quantity::Percent); }

  void layOut() {
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    tile_.body().removeWidget(&tile_.strips());
    column->addWidget(heat_, 3);
    column->addWidget(&tile_.strips(), 2);
    tile_.body().addLayout(column, 1);
    tile_.body().addWidget(channels_);
  }

  [[nodiscard]] QString nameOf(int layer) const {
    return QString::fromStdString(series_.layers()[static_cast<std::size_t>(layer)].name);
  }

  void describeAxes() override {
    tile_.strips().setAxes(interpolatedAxisText(axis_),
                           {{.title = tr("Weights"), .quantity = Quantity::Percent},
                            {.title = tr("Held back"), .quantity = Quantity::Percent}});
  }

  void restart() override {
    SeriesView::restart();
    moment_.reset();
    mapped_ = 0;
  }

  /// What the numbers and the channels belong to: the moment chosen here, else that of all views, else the
  /// newest.
  [[nodiscard]] std::optional<std::size_t> shownPoint() const {
    if (moment_) return series_.pointAt(*moment_);
    if (time_) return series_.pointAt(time_->iteration);
    return series_.points() > 0 ? std::optional{series_.points() - 1} : std::nullopt;
  }

  /// Index of the largest number at the shown point; -1 when none is a number.
  template <class Column>
  [[nodiscard]] int largest(int columns, const Column& column) const {
    const auto point = shownPoint();
    int found = -1;
    for (int i = 0; point && i < columns; ++i) {
      const auto line = column(i);
      if (line.size() <= *point || !std::isfinite(line[*point])) continue;
      if (found < 0 || line[*point] > column(found)[*point]) found = i;
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
  [[nodiscard]] int mostHeldBack() const {
    return largest(series_.partitions(), [this](int k) { return series_.updates(k); });
  }

  void makeLines() override {
    partitions_ = series_.partitions();
    for (const int strip : {kWeights, kUpdates}) {
      tile_.strips().at(strip).setLines(partitionLines(partitions_, theme_, true));
    }
  }

  void refresh() override {
    if (series_.partitions() != partitions_) makeLines();
    for (int k = 0; k < partitions_; ++k) {
      tile_.strips().at(kWeights).extend(k, series_.x(axis_), series_.weights(k));
      tile_.strips().at(kUpdates).extend(k, series_.x(axis_), series_.updates(k));
    }
    if (series_.points() != mapped_ || series_.points() == 0) showMap();
    const bool without = series_.points() > 0 && series_.layers().empty();
    tile_.setSentence(without ? tr("This network has no normalization layer: weight divergence only.")
                              : QString{});
    arrange();
    showMoment();
  }

  void showMap() {
    if (mapped_ == 0 || layerCount() != named_) channels_->setLayers(series_.layers());
    named_ = layerCount();
    mapped_ = series_.points();
    map_.show(series_, time_ ? std::optional{time_->iteration} : std::nullopt);
    map_.choose(channels_->layer(), shownPoint());
  }

  void showMoment() {
    showValues();
    channels_->show(series_, shownPoint());
    map_.choose(channels_->layer(), shownPoint());
    describe();
  }

  void describe() {
    tile_.update(state_, texts(), axis_, summary());
    heat_->setAccessibleDescription(summary());
  }

  void showValues() {
    std::vector<TileValue> values;
    const auto point = shownPoint();
    if (const int widest = widestLayer(); widest >= 0) {
      values.push_back(
          {.label = tr("Means, %1").arg(nameOf(widest)),
           .value = percent(series_.layer(widest)[*point]),
           .tip = tr("Relative difference of the partitions' minibatch means, median over the channels "
                     "of the layer where they differ most.")});
    }
    if (const int farthest = farthestPartition(); farthest >= 0) {
      values.push_back(
          {.label = tr("Weights, %1").arg(partitionName(farthest)),
           .value = percent(series_.weights(farthest)[*point]),
           .tip = tr("Relative L2 distance from the mean model, of the partition that is farthest.")});
    }
    if (const int most = mostHeldBack(); most >= 0) {
      values.push_back({.label = tr("Held back, %1").arg(partitionName(most)),
                        .value = percent(series_.updates(most)[*point]),
                        .tip = tr("Mean size of the updates that have not been sent yet, relative to their "
                                  "weights, of the partition that holds back most.")});
    }
    tile_.header().setValues(values);
  }

  /// A low tile gives all of its height to the map, where there is one.
  void arrange() {
    const int line = fontMetrics().height();
    const bool map = series_.hasNorm();
    const bool lines = series_.hasWeights() || series_.hasUpdates();
    const bool tall = height() > kTallTile * line;
    heat_->setVisible(map);
    log_->setVisible(map);
    channels_->setVisible(map && width() > kWideTile * line);
    tile_.strips().setVisible(!map || (lines && tall));
    tile_.setWanted({series_.hasWeights() || !series_.hasUpdates(), series_.hasUpdates()});
    setFocusProxy(map ? static_cast<QWidget*>(heat_) : &tile_.strips());
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

  HeatMap* heat_;  // owned by Qt, like the channels
  DivergenceMap map_;
  ChannelPanel* channels_;
  QToolButton* log_ = nullptr;
  std::optional<std::int64_t> moment_;  // iteration chosen on the map
  std::size_t mapped_ = 0;              // points that the map shows
  int named_ = -1;                      // layers that the channel panel names
  int partitions_ = -1;                 // that the strips have lines for
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
