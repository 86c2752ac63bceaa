#pragma once

#include <optional>

#include <QObject>
#include <QToolButton>

#include "ui/plot/heat_map.h"
#include "ui/series/painted_split.h"
#include "ui/views/tile_header.h"

namespace lab::ui {

/// Paints the skew on a map of labels by partitions: a share of a label is dragged from one partition to
/// another, or moved there with Ctrl and an arrow key; Ctrl+Z takes back. Puts its switches into the header;
/// while it is off, it does nothing.
class SkewBrush final : public QObject {
  Q_OBJECT

 public:
  SkewBrush(HeatMap& map, TileHeader& header, QObject* parent);

  void load(const LabelMap& labels);  ///< what is painted on; forgets all strokes
  void setOn(bool on);
  [[nodiscard]] bool on() const { return switch_->isChecked(); }
  [[nodiscard]] bool painted() const { return split_.steps() > 0; }
  [[nodiscard]] const PaintedSplit& split() const { return split_; }

 Q_SIGNALS:
  void toggled(bool on);
  void moved();     ///< the split is another one, perhaps for a moment
  void finished();  ///< a stroke has ended, or one has been taken back

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Stroke {
    int label = 0, from = 0;
    bool lies = false;  // its latest move is in the split
  };

  void buildSwitches(TileHeader& header);
  void begin(int label, int partition);
  void drag(int partition);
  void end();
  void undo();
  void step(int direction);

  HeatMap& map_;
  PaintedSplit split_;
  QToolButton* switch_ = nullptr;  // owned by the header, like those below
  QToolButton* share_ = nullptr;
  QToolButton* undo_ = nullptr;
  double part_ = 0.25;  // of the label, that one stroke moves
  std::optional<Stroke> stroke_;
};

}  // namespace lab::ui
