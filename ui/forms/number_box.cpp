#include "ui/forms/number_box.h"

#include <algorithm>

#include <QLocale>
#include <QSignalBlocker>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

constexpr int kDecimals = 10;
constexpr int kCharacters = 10;

}  // namespace

bool NumberBox::isFraction(const ParamInfo& info) {
  return info.kind == ParamKind::Number && info.unit == "fraction";
}

NumberBox::NumberBox(const ParamInfo& info, QWidget* parent)
    : QDoubleSpinBox(parent), info_(info), scale_(isFraction(info) ? 100 : 1) {
  QLocale plain = locale();
  plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
  setLocale(plain);
  setDecimals(info.kind == ParamKind::Integer ? 0 : kDecimals);
  double low = info.low;
  double high = info.high;
  for (const auto& name : info.names) {
    low = std::min(low, name.value);
    high = std::max(high, name.value);
  }
  setRange(low * scale_, high * scale_);
  setStepType(scale_ == 1 ? AdaptiveDecimalStepType : DefaultStepType);
  if (scale_ != 1) {
    setSuffix(tr(" %"));
  } else if (!info.unit.empty()) {
    setSuffix(' ' + toQString(info.unit));
  }
  connect(this, &QDoubleSpinBox::valueChanged, this, [this](double shown) {
    exact_ = shown / scale_;
    Q_EMIT edited(exact_);
  });
}

void NumberBox::setExact(double value) {
  const QSignalBlocker quiet{this};
  // A file may hold what the form would not let in: shown as it is, with the problem below it.
  setRange(std::min(minimum(), value * scale_), std::max(maximum(), value * scale_));
  setValue(value * scale_);
  exact_ = value;
}

QString NumberBox::textFromValue(double shown) const {
  for (const auto& name : info_.names) {
    if (name.value * scale_ == shown) return toQString(name.name);
  }
  // Six digits are what a person reads; what was set is kept exactly all the same.
  return locale().toString(shown, 'g', info_.kind == ParamKind::Integer ? 16 : 6);
}

double NumberBox::valueFromText(const QString& text) const {
  const QString bare = text.chopped(text.endsWith(suffix()) ? suffix().size() : 0).trimmed();
  for (const auto& name : info_.names) {
    if (bare == toQString(name.name)) return name.value * scale_;
  }
  return locale().toDouble(bare);
}

QValidator::State NumberBox::validate(QString& text, int& position) const {
  const QString bare = text.chopped(text.endsWith(suffix()) ? suffix().size() : 0).trimmed();
  for (const auto& name : info_.names) {
    if (bare == toQString(name.name)) return QValidator::Acceptable;
    if (!bare.isEmpty() && toQString(name.name).startsWith(bare)) return QValidator::Intermediate;
  }
  bool number = false;
  const double shown = locale().toDouble(bare, &number);
  if (number)
    return shown >= minimum() && shown <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
  if (bare.endsWith('e') || bare.endsWith("e-") || bare.endsWith("e+")) return QValidator::Intermediate;
  return QDoubleSpinBox::validate(text, position);
}

QSize NumberBox::sizeHint() const {
  const int width = fontMetrics().horizontalAdvance(QString(kCharacters, '0') + suffix());
  return {width, QDoubleSpinBox::sizeHint().height()};
}

QSize NumberBox::minimumSizeHint() const {
  return {fontMetrics().horizontalAdvance(QString(kCharacters, '0')),
          QDoubleSpinBox::minimumSizeHint().height()};
}

}  // namespace lab::ui
