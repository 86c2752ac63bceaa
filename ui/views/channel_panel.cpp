#include "ui/views/channel_panel.h"

#include <algorithm>
#include <utility>

#include <QComboBox>
#include <QVBoxLayout>

#include "ui/plot/bar_chart.h"
#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kPercent = 100;
constexpr int kWidth = 10;  // lines of text

}  // namespace

ChannelPanel::ChannelPanel(QWidget* parent)
    : QWidget(parent), layer_(new QComboBox{this}), bars_(new BarChart{this}) {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(layer_);
  column->addWidget(bars_, 1);
  layer_->setAccessibleName(tr("Normalization layer"));
  layer_->setToolTip(tr("The layer whose channels are shown, at the crosshair or at the newest point."));
  bars_->setAccessibleName(tr("Divergence by channel"));
  bars_->setAxes(tr("Channel"), QStringLiteral("%"));
  connect(layer_, &QComboBox::currentIndexChanged, this, &ChannelPanel::layerChosen);
}

void ChannelPanel::setTheme(const Theme& theme) {
  bars_->setTheme(theme);
  layer_->setFont(smallFont(theme));
  setFixedWidth(kWidth * QFontMetrics{applicationFont(theme)}.height());
}

void ChannelPanel::setLayers(const std::vector<NormLayer>& layers) {
  const QSignalBlocker quiet{layer_};
  layer_->clear();
  for (const auto& layer : layers) {
    layer_->addItem(
        tr("%1, %2 channels").arg(QString::fromStdString(layer.name), formattedCount(layer.channels)));
  }
}

void ChannelPanel::chooseLayer(int layer) {
  layer_->setCurrentIndex(layer);
}

int ChannelPanel::layer() const {
  return layer_->currentIndex();
}

void ChannelPanel::show(DivergenceSeries& series, XAxis axis, std::optional<double> x) {
  if (series.points() == 0) return bars_->setValues({});
  std::size_t point = series.points() - 1;
  if (x) {
    const auto places = series.x(axis);
    const auto found = std::ranges::lower_bound(places, *x);
    if (found != places.end()) point = static_cast<std::size_t>(found - places.begin());
  }
  std::vector<double> values;
  for (const float value : series.channels(layer(), point)) {
    values.push_back(kPercent * static_cast<double>(value));
  }
  bars_->setValues(std::move(values));
  const QString iteration = formattedCount(series.iteration(point));
  bars_->setAccessibleDescription(tr("At iteration %1").arg(iteration));
  bars_->setAxes(tr("Channel, iteration %1").arg(iteration), QStringLiteral("%"));
}

}  // namespace lab::ui
