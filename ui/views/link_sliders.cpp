#include "ui/views/link_sliders.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

// Bandwidth by decades, from a modem to a data centre; latency finer where it is small.
constexpr double kSlowest = 0.1;  // Mbit/s
constexpr int kPerDecade = 20;
constexpr int kBandwidthSteps = 5 * kPerDecade;
constexpr int kLatencySteps = 100;
constexpr double kLongest = 500;  // ms

/// Two digits that matter: what a slider gives has no more.
double rounded(double value) {
  if (!(value > 0)) return 0;
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::round(value / unit) * unit;
}

double bandwidthAt(int step) {
  return rounded(kSlowest * std::pow(10, static_cast<double>(step) / kPerDecade));
}

int stepOfBandwidth(double mbps) {
  return static_cast<int>(std::lround(std::log10(std::max(mbps, kSlowest) / kSlowest) * kPerDecade));
}

double latencyAt(int step) {
  const double share = static_cast<double>(step) / kLatencySteps;
  return rounded(kLongest * share * share);
}

int stepOfLatency(double ms) {
  return static_cast<int>(std::lround(std::sqrt(std::max(ms, 0.0) / kLongest) * kLatencySteps));
}

QString number(double value) {
  return QLocale{}.toString(value, 'g', 3);
}

}  // namespace

LinkSliders::LinkSliders(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  bandwidth_ = addSlider(tr("Bandwidth"), kBandwidthSteps, &bandwidthText_);
  row->addSpacing(8);
  latency_ = addSlider(tr("Latency"), kLatencySteps, &latencyText_);
  setToolTip(tr(
      "Time of a run = computing + latency × messages + bytes ÷ bandwidth.\n"
      "Computing: the time of the run on this machine, its threads shared out: one machine for each "
      "partition, as fast as one thread.\n"
      "Messages: one for every exchange; an algorithm with local iterations exchanges once for every model, "
      "all others at every iteration that sends something.\n"
      "Bytes: those of the busiest link. Each partition has one link, as fast in both directions at once; "
      "what goes to all others leaves it once for each of them; a travelling model goes to one host.\n"
      "Assumed: everybody waits for the slowest, nobody computes while sending, nothing is lost. BSP is "
      "computed in the same way, for as many iterations."));
  setLink({});
}

QSlider* LinkSliders::addSlider(const QString& title, int steps, QLabel** value) {
  auto* label = new QLabel{title, this};
  auto* slider = new QSlider{Qt::Horizontal, this};
  *value = new QLabel{this};
  label->setBuddy(slider);
  slider->setAccessibleName(title);
  slider->setRange(0, steps);
  slider->setPageStep(kPerDecade / 2);
  slider->setMinimumWidth(40);
  connect(slider, &QSlider::valueChanged, this, &LinkSliders::choose);
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->addWidget(label);
  row->addWidget(slider, 1);
  row->addWidget(*value);
  return slider;
}

void LinkSliders::setTheme(const Theme& theme) {
  for (auto* label : findChildren<QLabel*>()) label->setFont(smallFont(theme));
  const QFontMetrics metrics{smallFont(theme)};
  // The sliders must not change their length while they are dragged.
  bandwidthText_->setFixedWidth(metrics.horizontalAdvance(tr("%1 Mbit/s").arg(QStringLiteral("10,000"))));
  latencyText_->setFixedWidth(metrics.horizontalAdvance(tr("%1 ms").arg(QStringLiteral("0.00"))));
}

void LinkSliders::setLink(const net::Link& link) {
  const QSignalBlocker quietBandwidth{bandwidth_}, quietLatency{latency_};
  bandwidth_->setValue(stepOfBandwidth(link.bandwidthMbps));
  latency_->setValue(stepOfLatency(link.latencyMs));
  link_ = link;
  write();
}

void LinkSliders::choose() {
  // Only what the user moves changes: a link of the spec may lie between two steps.
  if (sender() == bandwidth_) link_.bandwidthMbps = bandwidthAt(bandwidth_->value());
  if (sender() == latency_) link_.latencyMs = latencyAt(latency_->value());
  write();
  Q_EMIT linkChosen(link_);
}

void LinkSliders::write() {
  bandwidthText_->setText(tr("%1 Mbit/s").arg(number(link_.bandwidthMbps)));
  latencyText_->setText(tr("%1 ms").arg(number(link_.latencyMs)));
  bandwidth_->setAccessibleDescription(bandwidthText_->text());
  latency_->setAccessibleDescription(latencyText_->text());
}

}  // namespace lab::ui
