#include "ui/series/network.h"

#include <limits>

#include <QCoreApplication>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/plot/network_diagram.h"
#include "ui/series/run_state.h"
#include "ui/theme/appearance.h"
#include "ui/views/elided_label.h"
#include "ui/views/line_tile.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

QString bytes(double count) {
  return formatted(count, Quantity::Bytes);
}

/// Who sends how much to whom, lately.
class NetworkView final : public View {
  Q_DECLARE_TR_FUNCTIONS(NetworkView)

 public:
  explicit NetworkView(QWidget* parent)
      : View(parent),
        header_(new TileHeader{tr("Network"), this}),
        still_(header_->addSwitch(tr("Reduce motion"), tr("Nothing moves; widths and numbers stay"))),
        diagram_(new NetworkDiagram{this}),
        note_(new ElidedLabel{this}) {
    setFocusProxy(diagram_);
    auto* column = frameTile(*this, header_);
    column->addWidget(diagram_, 1);
    column->addWidget(note_);
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    diagram_->setAccessibleName(tr("Network of the partitions"));
    connect(still_, &QToolButton::toggled, diagram_, &NetworkDiagram::setReduced);
    connect(still_, &QToolButton::toggled, this, &View::reducedMotionChosen);
    connect(diagram_, &NetworkDiagram::nodeChosen, this, [this] { describe(); });
    setTheme(Theme::of(ThemeId::Light));
    refresh();
  }

  void consume(std::span<const Event> batch) override {
    bool changed = false;
    for (const auto& event : batch) {
      state_.add(event);
      series_.add(event);
      const bool started = std::holds_alternative<RunStarted>(event);
      if (started) time_.reset();
      changed |= started || std::holds_alternative<CommunicationPoint>(event) ||
                 std::holds_alternative<SkewScoutDecision>(event);
    }
    if (changed && !time_) return refresh();
    describe();
  }

  void clear() override {
    state_ = {};
    series_ = {};
    time_.reset();
    refresh();
  }

  void setTime(const std::optional<Place>& time) override {
    time_ = time;
    refresh();
  }

  void setTheme(const Theme& theme) override {
    theme_ = theme;
    setFont(applicationFont(theme));
    setPalette(theme.palette());
    header_->setTheme(theme);
    diagram_->setTheme(theme);
    note_->setFont(smallFont(theme));
    QPalette muted = theme.palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    note_->setPalette(muted);
    refresh();
  }

  void setReducedMotion(bool reduced) override { still_->setChecked(reduced); }

  [[nodiscard]] ViewParts parts() override { return {.diagram = diagram_}; }

  [[nodiscard]] QString summary() const override {
    if (!shown_) return tr("No byte sent yet.");
    QString sentence = tr("Iterations %1 to %2: %3 sent, %4 since the start")
                           .arg(formattedCount(shown_->since), formattedCount(shown_->iteration),
                                bytes(shown_->lately()), bytes(shown_->altogether()));
    if (!shown_->trips.empty()) {
      sentence +=
          tr("; visits of models: %1").arg(formattedCount(static_cast<std::int64_t>(shown_->trips.size())));
    }
    return sentence + QLatin1Char('.');
  }

 private:
  void refresh() {
    const std::int64_t moment = time_ ? time_->iteration : std::numeric_limits<std::int64_t>::max();
    shown_ = series_.at(moment);
    diagram_->setData(series_.partitions() > 0 ? data() : NetworkDiagramData{});
    header_->setValues(values());
    describe();
  }

  void describe() {
    const QString sentence = sentenceOf(state_, summary());
    header_->setState(state_);
    header_->setSummary(sentence);
    setAccessibleDescription(sentence);
    const int node = diagram_->chosen();
    const bool known = node >= 0 && shown_;
    note_->setSentence(known    ? tipOfNode(node)
                       : shown_ ? tr("Tab or a click tells more about a partition.")
                                : QString{});
    diagram_->setAccessibleDescription(known ? tipOfNode(node) : sentence);
    diagram_->setMessage(
        tr("Run to see who sends what"),
        tr("Partitions on a circle; the wider the line, the more has gone that way lately."));
    const bool going = state_.phase == RunPhase::Running || time_.has_value();
    diagram_->setMoving(going && shown_ && shown_->lately() > 0);
  }

  [[nodiscard]] QString tipOfNode(int node) const {
    const auto k = static_cast<std::size_t>(node);
    QString tip = tr("%1: %2 sent in iterations %3 to %4, %5 since the start")
                      .arg(partitionName(node), bytes(shown_->sent.at(k)), formattedCount(shown_->since),
                           formattedCount(shown_->iteration), bytes(shown_->total.at(k)));
    for (const Trip& trip : shown_->trips) {
      if (trip.home == node) tip += tr("; its model has been at %1").arg(partitionName(trip.host));
    }
    return tip;
  }

  [[nodiscard]] QString tipOfEdge(int a, int b) const {
    return tr("%1 and %2: %3 in iterations %4 to %5, both ways")
        .arg(partitionName(a), partitionName(b), bytes(shown_->between(a, b)), formattedCount(shown_->since),
             formattedCount(shown_->iteration));
  }

  [[nodiscard]] NetworkDiagramData data() const {
    NetworkDiagramData data;
    const int count = series_.partitions();
    const double largest = shown_ ? shown_->largest() : 0;
    for (int k = 0; k < count; ++k) {
      const bool known = shown_ && static_cast<std::size_t>(k) < shown_->sent.size();
      data.nodes.push_back({.name = partitionName(k),
                            .amount = known && count <= kMostStyledPartitions
                                          ? bytes(shown_->sent[static_cast<std::size_t>(k)])
                                          : QString{},
                            .tip = known ? tipOfNode(k) : QString{},
                            .style = theme_.partition(k)});
      for (int other = k + 1; other < count; ++other) {
        data.edges.push_back({.from = k,
                              .to = other,
                              .share = largest > 0 ? shown_->between(k, other) / largest : 0,
                              .tip = shown_ ? tipOfEdge(k, other) : QString{}});
      }
    }
    if (!shown_) return data;
    for (const Trip& trip : shown_->trips) {
      data.travellers.push_back({.from = trip.home, .to = trip.host, .name = partitionName(trip.home)});
    }
    if (largest > 0) {
      data.fullWidth = tr("%1 in %2 iterations, both ways")
                           .arg(bytes(largest), formattedCount(shown_->iteration - shown_->since));
    }
    return data;
  }

  [[nodiscard]] std::vector<TileValue> values() const {
    if (!shown_) return {};
    const auto iterations = static_cast<double>(std::max<std::int64_t>(shown_->iteration - shown_->since, 1));
    return {
        {.label = tr("Lately"),
         .value = bytes(shown_->lately()),
         .tip = tr("Put out by all partitions in iterations %1 to %2; a message to all others counts once.")
                    .arg(formattedCount(shown_->since), formattedCount(shown_->iteration)),
         .large = true},
        {.label = tr("In an iteration"),
         .value = bytes(shown_->lately() / iterations),
         .tip = tr("The mean over these iterations.")},
        {.label = tr("Altogether"),
         .value = bytes(shown_->altogether()),
         .tip = tr("Put out by all partitions since the start.")}};
  }

  TileHeader* header_;  // owned by Qt, like those below
  QToolButton* still_;
  NetworkDiagram* diagram_;
  ElidedLabel* note_;
  Theme theme_;
  RunState state_;
  NetworkSeries series_;
  std::optional<NetworkState> shown_;  // at the moment that is looked at
  std::optional<Place> time_;          // that moment; nothing: the newest
};

}  // namespace

namespace views {

ViewEntry network() {
  return {.id = "network",
          .title = QT_TRANSLATE_NOOP("views", "Network"),
          .make = [](QWidget* parent) -> View* { return new NetworkView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
