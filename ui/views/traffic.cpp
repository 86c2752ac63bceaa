#include "ui/series/traffic.h"

#include <cmath>
#include <limits>

#include <QActionGroup>
#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/views/line_tile.h"
#include "ui/views/link_sliders.h"
#include "ui/views/series_view.h"
#include "ui/views/traffic_lines.h"

namespace lab::ui {
namespace {

/// "12.4× less", "1.3× more", "as much as BSP".
QString saving(double factor) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("CommunicationView", text); };
  if (!std::isfinite(factor)) return QStringLiteral("–");
  const double size = factor >= 1 || factor <= 0 ? factor : 1 / factor;
  const QString times = QLocale{}.toString(size, 'f', size < 99.95 ? 1 : 0) + QStringLiteral("×");
  if (size < 1.05) return tr("as much as BSP");
  return factor > 1 ? tr("%1 less").arg(times) : tr("%1 more").arg(times);
}

QString duration(double seconds) {
  return formatted(seconds, Quantity::Seconds);
}

/// What the partitions have sent, beside what BSP would have sent, and how long that would take over a
/// network.
class CommunicationView final : public SeriesView<LineTile, SentSeries> {
  Q_DECLARE_TR_FUNCTIONS(CommunicationView)

 public:
  explicit CommunicationView(QWidget* parent)
      : SeriesView(parent, tr("Communication")),
        lines_(tile_.plot()),
        sliders_(new LinkSliders{this}),
        choice_(addChoice()) {
    tile_.addLogSwitch();
    layout()->addWidget(sliders_);
    sliders_->hide();
    connect(sliders_, &LinkSliders::linkChosen, this, [this](const net::Link& link) {
      series_.time.setLink(link);
      redraw();
    });
    begin();
  }

  void setTheme(const Theme& theme) override {
    sliders_->setTheme(theme);
    SeriesView::setTheme(theme);
  }

  void setTime(const std::optional<Place>& time) override {
    SeriesView::setTime(time);
    refresh();
  }

  [[nodiscard]] QString summary() const override {
    const auto now = shown();
    if (!now) return tr("No byte sent yet.");
    QString sentence =
        tr("Iteration %1: %2 sent, BSP would have sent %3 (computed)")
            .arg(QLocale{}.toString(qlonglong{now->iteration}), formatted(now->bytes, Quantity::Bytes),
                 formatted(now->bspBytes, Quantity::Bytes));
    if (std::isfinite(now->savingInBytes)) {
      sentence +=
          tr("; %1 in values, %2 in bytes").arg(saving(now->savingInValues), saving(now->savingInBytes));
    }
    const auto finish = series_.time.finish();
    if (lines_.drawing() != TrafficDrawing::Time || !finish) return sentence + QLatin1Char('.');
    return sentence + tr(". Over %1 Mbit/s and %2 ms the whole run takes %3, BSP %4 (simulated).")
                          .arg(QLocale{}.toString(series_.time.link().bandwidthMbps, 'g', 3),
                               QLocale{}.toString(series_.time.link().latencyMs, 'g', 3),
                               duration(finish->seconds), duration(finish->bsp));
  }

 private:
  QToolButton* addChoice() {
    auto* button = tile_.header().addSwitch(nameOf(TrafficDrawing::Total), tr("What is drawn"));
    auto* menu = new QMenu{button};
    auto* group = new QActionGroup{menu};
    menu->setToolTipsVisible(true);
    for (const TrafficDrawing drawing : kTrafficDrawings) {
      QAction* action = menu->addAction(nameOf(drawing), this, [this, drawing] { draw(drawing); });
      action->setToolTip(explanationOf(drawing));
      action->setCheckable(true);
      action->setChecked(drawing == TrafficDrawing::Total);
      group->addAction(action);
    }
    button->setCheckable(false);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
  }

  void draw(TrafficDrawing drawing) {
    lines_.setDrawing(drawing);
    choice_->setText(nameOf(drawing));
    sliders_->setVisible(drawing == TrafficDrawing::Time);
    describeAxes();
    makeLines();
    redraw();
  }

  void redraw() {
    tile_.clearPoints();
    refresh();
  }

  void describeAxes() override { tile_.plot().setAxes(axisText(axis_), lines_.axis()); }
  void makeLines() override { lines_.make(series_, theme_); }

  void restart() override {
    SeriesView::restart();
    sliders_->setLink(series_.time.link());
  }

  [[nodiscard]] std::int64_t moment() const {
    return time_ ? time_->iteration : std::numeric_limits<std::int64_t>::max();
  }
  [[nodiscard]] std::optional<TrafficSeries::Now> shown() const { return series_.traffic.at(moment()); }
  [[nodiscard]] bool alone() const { return state_.partitions == 1; }

  void refresh() override {
    if (!lines_.fits(series_)) makeLines();
    if (!alone()) lines_.show(series_, axis_);
    tile_.header().setValues(values());
    tile_.update(state_, texts(), axis_, summary());
  }

  [[nodiscard]] std::vector<TileValue> values() const {
    const auto now = shown();
    if (!now || alone()) return {};
    if (lines_.drawing() == TrafficDrawing::Time) return timeValues();
    return {
        {.label = tr("Values"),
         .value = saving(now->savingInValues),
         .tip = tr("Numbers BSP would have sent, divided by the numbers sent."),
         .large = true},
        {.label = tr("Bytes"),
         .value = saving(now->savingInBytes),
         .tip = tr("Bytes BSP would have sent, divided by the bytes sent: indices, statistics, control and "
                   "travelling models count."),
         .large = true},
        {.label = tr("Sent"),
         .value = formatted(now->bytes, Quantity::Bytes),
         .tip = tr("By all partitions together; a message to all others counts once.")}};
  }

  [[nodiscard]] std::vector<TileValue> timeValues() const {
    std::vector<TileValue> values;
    if (const auto finish = series_.time.finish()) {
      values.push_back({.label = tr("Whole run"),
                        .value = duration(finish->seconds),
                        .tip = tr("Until the planned end, at the pace so far."),
                        .large = true});
      values.push_back({.label = tr("BSP"),
                        .value = duration(finish->bsp),
                        .tip = tr("The same number of iterations of BSP, computed."),
                        .large = true});
    }
    if (const auto reached = series_.time.accuracyAt(moment())) {
      values.push_back(
          {.label = tr("Until %1").arg(formatted(reached->accuracy, Quantity::Percent)),
           .value = tr("%1, BSP %2").arg(duration(reached->when.seconds), duration(reached->when.bsp)),
           .tip = tr("Until the last mean accuracy, of iteration %1; BSP's time for as many "
                     "iterations, whatever its accuracy would be then.")
                      .arg(formattedCount(reached->when.iteration))});
    }
    return values;
  }

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

  TrafficLines lines_;
  LinkSliders* sliders_;  // owned by Qt, like the button
  QToolButton* choice_;
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
