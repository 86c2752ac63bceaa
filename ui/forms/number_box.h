#pragma once

#include <QDoubleSpinBox>

#include "engine/core/params.h"

namespace lab::ui {

/// A spin box for one ParamInfo: shortest decimals, names where the value has one, percent for a fraction,
/// the unit as suffix. Keeps the value it was given to the last bit; the decimals on the screen never write
/// back.
class NumberBox final : public QDoubleSpinBox {
  Q_OBJECT

 public:
  explicit NumberBox(const ParamInfo& info, QWidget* parent);

  [[nodiscard]] double exact() const { return exact_; }
  void setExact(double value);  ///< does not emit edited()

  [[nodiscard]] QString textFromValue(double shown) const override;
  [[nodiscard]] double valueFromText(const QString& text) const override;
  [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

  [[nodiscard]] static bool isFraction(const ParamInfo& info);  ///< shown in percent

 Q_SIGNALS:
  void edited(double exact);

 private:
  ParamInfo info_;
  double scale_;  // 100 for a fraction, which is shown in percent
  double exact_ = 0;
};

}  // namespace lab::ui
