#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/series/label_map.h"
#include "ui/views/view.h"

class QBoxLayout;

namespace lab::ui {

class HeatMap;
class SkewPanel;
class TileHeader;

/// Which partition holds how many samples of which label, and how skewed that is. Shows a preview before
/// anything has run, and the split of a run as soon as it starts.
class PartitionView final : public View {
  Q_OBJECT

 public:
  explicit PartitionView(QWidget* parent = nullptr);

  void consume(std::span<const Event> batch) override;
  void clear() override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString summary() const override;
  [[nodiscard]] ViewParts parts() override;

  /// `labelCounts` is [K x C] row-major, as in PartitionPreview; a table of any other size shows the empty
  /// state.
  void showPreview(const std::vector<std::string>& classNames, const std::vector<std::int64_t>& labelCounts,
                   int partitions, const SkewNumbers& skew);

  /// Without frame and title, for a place inside a form.
  void setCompact(bool compact);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void refresh();
  void arrange();

  TileHeader* header_;  // owned by Qt, like those below
  HeatMap* map_;
  SkewPanel* skew_;
  QBoxLayout* body_;
  LabelMap labels_;
  bool preview_ = false;
};

}  // namespace lab::ui
