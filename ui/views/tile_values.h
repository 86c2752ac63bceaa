#pragma once

#include <vector>

#include <QFont>
#include <QString>
#include <QWidget>

#include "ui/theme/theme.h"

namespace lab::ui {

/// A number a view wants to be read without looking at the plot.
struct TileValue {
  QString label;
  QString value;
  QString tip{};       ///< what it is and why it matters
  bool large = false;  ///< the number this view is about
};

/// Numbers side by side; those that do not fit are left out, the last first. The first gives up its label before.
class TileValues final : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  void setTheme(const Theme& theme);
  void setValues(std::vector<TileValue> values);
  void setDense(bool dense);  ///< large ones are no larger than the others
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Place;
  [[nodiscard]] QFont fontOf(const TileValue& value) const;
  [[nodiscard]] QFont largestFont() const;
  [[nodiscard]] std::vector<Place> placesWithin(double width) const;

  std::vector<TileValue> values_;
  Theme theme_;
  bool dense_ = false;
};

}  // namespace lab::ui
