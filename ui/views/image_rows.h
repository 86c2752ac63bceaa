#pragma once

#include <vector>

#include <QImage>
#include <QRectF>
#include <QWidget>

#include "engine/core/sample_images.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// Training images of every partition, a row each; of one partition and label, as many rows as there is room for.
/// What has no room is left out and said so.
class ImageRows final : public QWidget {
  Q_OBJECT

 public:
  explicit ImageRows(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setSamples(const SampleImages& samples);
  void clear();

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] QString caption() const { return caption_; }  ///< "Sandal in P2: 12 of 840 training images"
  [[nodiscard]] QString tip(const QPointF& place) const;      ///< empty where there is no image
  [[nodiscard]] int shownImages() const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Picture {
    QImage image;
    QString tip;
  };
  struct Row {
    QString name;
    std::vector<Picture> pictures;
  };
  struct Place {
    QRectF area;
    const Picture* picture;
  };
  [[nodiscard]] QString headline() const;  // the caption, and how many rows there is no room for
  [[nodiscard]] double rowHeight() const;
  [[nodiscard]] double nameWidth() const;
  [[nodiscard]] std::vector<Place> places() const;

  std::vector<Row> rows_;
  QString caption_;
  Theme theme_;
};

}  // namespace lab::ui
