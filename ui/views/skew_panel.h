#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// One number on its scale: name, value, and a bar.
class SkewMeter final : public QWidget {
  Q_OBJECT

 public:
  SkewMeter(const QString& name, const QString& explanation, double most, QWidget* parent);

  void setTheme(const Theme& theme);
  void setValue(double value);
  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString name_;
  double most_;
  double value_ = 0;
  Theme theme_;
};

/// The five numbers that say how differently the partitions are made up, each with its explanation as
/// tooltip.
class SkewPanel final : public QWidget {
  Q_OBJECT

 public:
  explicit SkewPanel(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setSkew(const SkewNumbers& skew);

 private:
  std::vector<SkewMeter*> meters_;  // owned by Qt
};

}  // namespace lab::ui
