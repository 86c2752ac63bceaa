#include "ui/series/network.h"

#include <algorithm>
#include <limits>

#include <QCoreApplication>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/series/run_state.h"
#include "ui/theme/appearance.h"
#include "ui/views/elided_label.h"
#include "ui/views/line_tile.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

constexpr double kWide = 1.5;    // width by height of a tile that holds the plot of a link beside the diagram
constexpr int kRoomBeside = 40;  // lines of text: from here on it does
constexpr int kRoomBelow = 24;   // likewise

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
        link_(new LinePlot{this}),
        body_(new QHBoxLayout),
        note_(new ElidedLabel{this}) {
    setFocusProxy(diagram_);
    auto* column = frameTile(*this, header_);
    column->addLayout(body_, 1);
    body_->addWidget(diagram_, 3);
    body_->addWidget(link_, 2);
    column->addWidget(note_);
    link_->hide();
    link_->setAccessibleName(tr("Bytes of the chosen link"));
    link_->setAxes({.title = tr("Iteration"), .quantity = Quantity::Whole},
                   {.title = tr("Both ways"), .quantity = Quantity::Bytes});
    connect(diagram_, &NetworkDiagram::edgeChosen, this, [this] { showLink(); });
    note_->setObjectName(QStringLiteral("mutedText"));
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    diagram_->setAccessibleName(tr("Network of the partitions"));
    connect(still_, &QToolButton::toggled, diagram_, &NetworkDiagram::setReduced);
    connect(still_, &QToolButton::toggled, this, &View::reducedMotionChosen);
    connect(diagram_, &NetworkDiagram::nodeChosen, this, [this] { describe(); });
    setTheme(Theme::of(ThemeId::Light));
    refresh();
  }

  void resizeEvent(QResizeEvent* event) override {
    View::resizeEvent(event);
    showLink();
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
    link_->setTheme(theme);
    link_->setLines({});
    note_->setFont(smallFont(theme));
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
    showLink();
  }

  /// The chosen link over time, beside the diagram or below it, where there is room for both.
  void showLink() {
    const int line = fontMetrics().height();
    const bool beside = width() > kWide * height();
    const bool room = beside ? width() >= kRoomBeside * line : height() >= kRoomBelow * line;
    const auto* edge = chosenEdge();
    const bool shown = edge != nullptr && room;
    body_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (shown) {
      const QString name = linkName(edge->from, edge->to);
      if (link_->lineCount() != 1 || link_->line(0).name != name) {
        link_->setLines({{.name = name, .style = {.colour = theme_.accent}, .headline = true}});
      }
      const LinkBytes bytes = series_.link(edge->from, edge->to);
      if (link_->pointCount(0) > bytes.bytes.size()) link_->clearPoints();
      link_->extend(0, bytes.iteration, bytes.bytes);
      link_->setTime(time_ ? std::optional{static_cast<double>(time_->iteration)} : std::nullopt);
      link_->refresh();
    }
    link_->setVisible(shown);
    describe();
  }

  [[nodiscard]] const NetworkDiagramData::Edge* chosenEdge() const {
    const int edge = diagram_->chosenEdge();
    return edge < 0 || !shown_ ? nullptr : &diagram_->data().edges.at(static_cast<std::size_t>(edge));
  }

  [[nodiscard]] static QString linkName(int a, int b) {
    return tr("%1 and %2").arg(partitionName(a), partitionName(b));
  }

  void describe() {
    const QString sentence = sentenceOf(state_, summary());
    header_->setState(state_);
    header_->setSummary(sentence);
    setAccessibleDescription(sentence);
    const int node = diagram_->chosen();
    const auto* edge = chosenEdge();
    const QString chosen = edge != nullptr ? edge->tip : node >= 0 && shown_ ? tipOfNode(node) : QString{};
    note_->setSentence(
        !chosen.isEmpty() ? chosen
        : shown_          ? tr("Tab or a click tells more about a partition, arrows or a click about a link.")
                          : QString{});
    diagram_->setAccessibleDescription(chosen.isEmpty() ? sentence : chosen);
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
    const QString tip = tr("%1: %2 in iterations %3 to %4, both ways")
                            .arg(linkName(a, b), bytes(shown_->between(a, b)), formattedCount(shown_->since),
                                 formattedCount(shown_->iteration));
    const auto age = shown_->age(a, b);
    if (!age) return tip + tr("; no message yet");
    return tip + (*age == 0 ? tr("; the last message has just gone")
                            : tr("; the last message went %1 iterations ago").arg(formattedCount(*age)));
  }

  /// 1 for a link that carries something now, 0 for one that has been silent for a whole window.
  [[nodiscard]] double freshness(int a, int b) const {
    const auto age = shown_ ? shown_->age(a, b) : std::nullopt;
    if (!age) return 0;
    return 1 - std::min(static_cast<double>(*age) / static_cast<double>(series_.window()), 1.0);
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
                              .freshness = freshness(k, other),
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
      data.fading = tr("pale: silent for %1 iterations").arg(formattedCount(series_.window()));
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
  LinePlot* link_;  // hidden while no link is chosen
  QBoxLayout* body_;
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
