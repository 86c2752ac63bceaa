#pragma once

#include <QLabel>

namespace lab::ui {

/// A line of plain text that ends in an ellipsis where there is no room; the tooltip has all of it.
///
/// The text is not the QLabel's, which asks the whole window for a new layout with every text; the place of this one does
/// not depend on what it says.
class ElidedLabel final : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void setSentence(const QString& sentence);
  [[nodiscard]] const QString& sentence() const { return sentence_; }
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString sentence_;
};

}  // namespace lab::ui
