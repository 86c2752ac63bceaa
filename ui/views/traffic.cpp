#include "ui/series/traffic.h"

#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/line_tile.h"
#include "ui/views/series_view.h"

namespace lab::ui {
namespace {

constexpr double kTotalWidth = 2.0;
constexpr int kReference = 0;  // lines of the plot; kinds follow
constexpr int kTotal = 1;
constexpr int kFirstKind = 2;

/// What the partitions have sent, beside what BSP would have sent.
class CommunicationView final : public SeriesView<LineTile, TrafficSeries> {
  Q_DECLARE_TR_FUNCTIONS(CommunicationView)

 public:
  explicit CommunicationView(QWidget* parent) : SeriesView(parent, tr("Communication")) {
    tile_.addLogSwitch();
    begin();
  }

  [[nodiscard]] QString summary() const override {
    if (!series_.now()) return tr("No byte sent yet.");
    const auto& now = *series_.now();
    const QString sent =
        tr("Iteration %1: %2 sent, BSP would have sent %3 (computed)")
            .arg(QLocale{}.toString(qlonglong{now.iteration}), formatted(now.bytes, Quantity::Bytes),
                 formatted(now.bspBytes, Quantity::Bytes));
    if (!std::isfinite(now.savingInBytes)) return sent + QLatin1Char('.');
    return sent +
           tr("; %1 in values, %2 in bytes.").arg(saving(now.savingInValues), saving(now.savingInBytes));
  }

 private:
  void describeAxes() override {
    tile_.plot().setAxes(axisText(axis_), {.title = tr("Sent so far"), .quantity = Quantity::Bytes});
  }

  /// "12.4× less", "1.3× more", "as much as BSP".
  static QString saving(double factor) {
    if (!std::isfinite(factor)) return QStringLiteral("–");
    const double size = factor >= 1 || factor <= 0 ? factor : 1 / factor;
    const QString times = QLocale{}.toString(size, 'f', size < 99.95 ? 1 : 0) + QStringLiteral("×");
    if (size < 1.05) return tr("as much as BSP");
    return factor > 1 ? tr("%1 less").arg(times) : tr("%1 more").arg(times);
  }

  static QString kindName(std::size_t kind) {
    static constexpr std::array<const char*, kTrafficKinds> kNames{
        QT_TR_NOOP("Values"), QT_TR_NOOP("Indices"), QT_TR_NOOP("Statistics"), QT_TR_NOOP("Control"),
        QT_TR_NOOP("Travelling models")};
    return tr(kNames[kind]);
  }

  /// The kinds that have moved so far, in their own order.
  [[nodiscard]] std::vector<std::size_t> kinds() const {
    std::vector<std::size_t> moved;
    for (std::size_t kind = 0; kind < kTrafficKinds; ++kind) {
      if (series_.hasKind(static_cast<Traffic>(kind))) moved.push_back(kind);
    }
    return moved;
  }

  void makeLines() override {
    kinds_ = kinds();
    std::vector<Line> lines{
        {.name = tr("BSP, computed"), .style = {.colour = theme_.reference, .dash = Qt::DashLine}},
        {.name = tr("Sent"), .style = {.colour = theme_.accent}, .width = kTotalWidth, .headline = true}};
    if (kinds_.size() > 1) {  // one kind alone is the total
      for (const std::size_t kind : kinds_) {
        lines.push_back(
            {.name = kindName(kind), .style = theme_.traffic(static_cast<int>(kind)), .shown = false});
      }
    }
    tile_.plot().setLines(lines);
  }

  void refresh() override {
    if (kinds() != kinds_) makeLines();
    showPoints();
    showValues();
    tile_.update(state_, texts(), axis_, summary());
  }

  void showPoints() {
    if (alone()) return;
    auto& plot = tile_.plot();
    const auto x = series_.x(axis_);
    plot.extend(kReference, x, series_.bsp());
    plot.extend(kTotal, x, series_.total());
    if (kinds_.size() < 2) return;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      plot.extend(kFirstKind + static_cast<int>(i), x, series_.kind(static_cast<Traffic>(kinds_[i])));
    }
  }

  void showValues() {
    if (!series_.now() || alone()) return tile_.header().setValues({});
    const auto& now = *series_.now();
    tile_.header().setValues(
        {{.label = tr("Values"),
          .value = saving(now.savingInValues),
          .tip = tr("Numbers BSP would have sent, divided by the numbers sent."),
          .large = true},
         {.label = tr("Bytes"),
          .value = saving(now.savingInBytes),
          .tip = tr("Bytes BSP would have sent, divided by the bytes sent: indices, statistics, control and "
                    "travelling models count."),
          .large = true},
         {.label = tr("Sent"),
          .value = formatted(now.bytes, Quantity::Bytes),
          .tip = tr("By all partitions together; a message to all others counts once.")}});
  }

  [[nodiscard]] bool alone() const { return state_.partitions == 1; }

  [[nodiscard]] TileTexts texts() const {
    TileTexts texts{.empty = tr("Run to see what is sent"),
                    .emptyHint = tr("Bytes sent by all partitions, beside what BSP would have sent."),
                    .waiting = tr("No byte sent yet"),
                    .waitingHint = {}};
    if (alone()) {
      texts.waiting = tr("Nothing to send");
      texts.waitingHint = tr("A single partition has nobody to talk to.");
    }
    return texts;
  }

  std::vector<std::size_t> kinds_;  // that the plot has lines for
};

}  // namespace

namespace views {

ViewEntry traffic() {
  return {.id = "communication",
          .title = QT_TRANSLATE_NOOP("views", "Communication"),
          .make = [](QWidget* parent) -> View* { return new CommunicationView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
