#pragma once

#include <QLabel>

namespace lab::ui {

/// A line of plain text that ends in an ellipsis where there is no room; the tooltip has all of it.
class ElidedLabel final : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void setSentence(const QString& sentence);
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace lab::ui
