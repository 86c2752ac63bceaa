#include "ui/views/channel_panel.h"

#include <iterator>
#include <utility>

#include <QComboBox>
#include <QLabel>
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
    : QWidget(parent), layer_(new QComboBox{this}), bars_(new BarChart{this}), leftOut_(new QLabel{this}) {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(layer_);
  column->addWidget(bars_, 1);
  column->addWidget(leftOut_);
  layer_->setAccessibleName(tr("Normalization layer"));
  layer_->setToolTip(tr("The layer whose channels are shown, at the chosen moment or at the newest."));
  leftOut_->setObjectName(QStringLiteral("mutedText"));
  leftOut_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  leftOut_->setToolTip(
      tr("A relative difference needs a mean other than 0: channels that are silent in all partitions have "
         "none. They are crosses here and do not count in the median of the layer."));
  leftOut_->hide();
  bars_->setAccessibleName(tr("Divergence by channel"));
  bars_->setAxes(tr("Channel"), QStringLiteral("%"));
  connect(layer_, &QComboBox::currentIndexChanged, this, &ChannelPanel::layerChosen);
}

void ChannelPanel::setTheme(const Theme& theme) {
  bars_->setTheme(theme);
  layer_->setFont(smallFont(theme));
  leftOut_->setFont(smallFont(theme));
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

void ChannelPanel::show(const DivergenceSeries& series, std::optional<std::size_t> point) {
  if (!point || *point >= series.points()) {
    leftOut_->hide();
    return bars_->setValues({});
  }
  std::vector<double> values;
  for (const float value : series.channels(layer(), *point)) {
    values.push_back(kPercent * static_cast<double>(value));
  }
  const int leftOut = series.undefinedChannels(layer(), *point);
  leftOut_->setText(tr("%1 of %2 left out: mean 0")
                        .arg(formattedCount(leftOut), formattedCount(std::ssize(values))));
  leftOut_->setVisible(leftOut > 0);
  bars_->setValues(std::move(values));
  const QString iteration = formattedCount(series.iteration(*point));
  bars_->setAccessibleDescription(tr("At iteration %1").arg(iteration));
  bars_->setAxes(tr("Channel, iteration %1").arg(iteration), QStringLiteral("%"));
}

}  // namespace lab::ui
