#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/core/sample_images.h"
#include "ui/series/label_map.h"
#include "ui/views/view.h"

class QBoxLayout;

namespace lab::ui {

class ElidedLabel;
class HeatMap;
class ImageRows;
class SkewBrush;
class SkewPanel;
class TileHeader;
struct TileValue;

/// Which partition holds how many samples of which label, and how skewed that is. Shows a preview before
/// anything has run, and the split of a run as soon as it starts. Either can be painted over.
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

  /// Of the split that is shown, while somebody paints: the view cannot work them out itself.
  void setSkew(const SkewNumbers& skew);

  /// Training images of the split that is shown; gone when another is.
  void showSamples(const SampleImages& samples);
  [[nodiscard]] ImageRows& samples() const { return *samples_; }

  /// Somebody paints: what the form describes is what is shown, whatever ran.
  [[nodiscard]] bool isPainted() const;

  /// Without frame and title, for a place inside a form.
  void setCompact(bool compact);

 Q_SIGNALS:
  void painting(const std::vector<std::int64_t>& labelCounts, int partitions);  ///< setSkew() answers
  void painted(const lab::ParamTable& table);  ///< a stroke has ended; for the scheme "matrix"

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void refresh();
  void loadBrush();
  void showPainted();
  [[nodiscard]] std::vector<TileValue> values() const;
  void arrange();

  TileHeader* header_;  // owned by Qt, like those below
  HeatMap* map_;
  SkewPanel* skew_;
  QBoxLayout* body_;
  SkewBrush* brush_;
  ImageRows* samples_;
  ElidedLabel* note_;
  LabelMap labels_;
  bool preview_ = false;
};

}  // namespace lab::ui
