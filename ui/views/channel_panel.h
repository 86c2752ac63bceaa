#pragma once

#include <optional>

#include <QWidget>

#include "ui/series/divergence.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;

namespace lab::ui {

class BarChart;

/// How differently the partitions see every channel of one normalization layer, at one moment of a run.
class ChannelPanel final : public QWidget {
  Q_OBJECT

 public:
  explicit ChannelPanel(QWidget* parent);

  void setTheme(const Theme& theme);
  void setLayers(const std::vector<NormLayer>& layers);  ///< the first is chosen
  void chooseLayer(int layer);
  [[nodiscard]] int layer() const;  ///< -1: there is none

  /// The chosen layer at one point; nothing: no point is that early.
  void show(const DivergenceSeries& series, std::optional<std::size_t> point);

 Q_SIGNALS:
  void layerChosen(int layer);

 private:
  QComboBox* layer_;  // owned by Qt, like the bars
  BarChart* bars_;
  QLabel* leftOut_;
};

}  // namespace lab::ui
