#include "ui/plot/axis_format.h"

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace lab::ui {
namespace {

double largest(const QCPRange& range) {
  return std::max(std::abs(range.lower), std::abs(range.upper));
}

bool spansDecade(const QCPRange& range) {
  return range.lower > 0 && range.upper >= 10 * range.lower;
}

/// Round numbers in the unit of the quantity, or decades.
class QuantityTicker final : public QCPAxisTicker {
 public:
  QuantityTicker(Quantity quantity, bool logarithmic) : quantity_(quantity), logarithmic_(logarithmic) {}

  void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* tickLabels) override {
    if (subTicks != nullptr) subTicks->clear();
    if (logarithmic_ && spansDecade(range)) {
      decades(range, ticks, subTicks, tickLabels);
      return;
    }
    const double size = unitFor(quantity_, largest(range)).size;
    QCPAxisTicker::generate({range.lower / size, range.upper / size}, locale, formatChar, precision, ticks,
                            nullptr, tickLabels);
    for (double& tick : ticks) tick *= size;
  }

 protected:
  double getTickStep(const QCPRange& range) override {
    const double step = QCPAxisTicker::getTickStep(range);
    return quantity_ == Quantity::Whole ? std::max(step, 1.0) : step;
  }

  QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) override {
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    QVector<QString> labels;
    for (const double tick : ticks) labels.append(formattedStep(tick, step));
    return labels;
  }

 private:
  void decades(const QCPRange& range, QVector<double>& ticks, QVector<double>* subTicks,
               QVector<QString>* tickLabels) const {
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
    const int stride = std::max(1, (last - first + 4) / 5);
    ticks.clear();
    for (int power = first; power <= last; power += stride) ticks.append(std::pow(10.0, power));
    if (subTicks != nullptr && stride == 1) {
      for (const double tick : ticks) {
        for (int i = 2; i < 10; ++i) subTicks->append(tick * i);
      }
    }
    if (tickLabels == nullptr) return;
    tickLabels->clear();
    for (const double tick : ticks) tickLabels->append(decadeLabel(tick));
  }

  [[nodiscard]] QString decadeLabel(double tick) const {
    if (quantity_ == Quantity::Bytes || quantity_ == Quantity::Seconds) {
      const Unit unit = unitFor(quantity_, tick * 1.0001);
      return QStringLiteral("%1 %2").arg(formattedStep(tick / unit.size, tick / unit.size), unit.name);
    }
    return formattedStep(tick, tick);
  }

  Quantity quantity_;
  bool logarithmic_;
};

}  // namespace

void styleAxis(QCPAxis& axis, const Theme& theme, const QFont& font) {
  const QPen thin{theme.axis, 1};
  axis.setBasePen(thin);
  axis.setTickPen(thin);
  axis.setSubTickPen(thin);
  axis.setTickLength(0, 4);
  axis.setSubTickLength(0, 2);
  axis.setTickLabelFont(font);
  axis.setTickLabelColor(theme.mutedText);
  axis.setLabelFont(font);
  axis.setLabelColor(theme.text);
  axis.grid()->setPen(QPen{theme.grid, 1});
  axis.grid()->setZeroLinePen(Qt::NoPen);
  axis.grid()->setSubGridVisible(false);
}

void setScale(QCPAxis& axis, Quantity quantity, bool logarithmic) {
  axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  axis.setTicker(QSharedPointer<QuantityTicker>::create(quantity, logarithmic));
}

void updateTitle(QCPAxis& axis, const AxisText& text, int length) {
  // On decades every tick carries its own unit where units differ in size.
  const bool decades = axis.scaleType() == QCPAxis::stLogarithmic && spansDecade(axis.range()) &&
                       (text.quantity == Quantity::Bytes || text.quantity == Quantity::Seconds);
  const QString unit = !text.unit.isEmpty() ? text.unit
                       : decades            ? QString{}
                                            : unitFor(text.quantity, largest(axis.range())).name;
  const auto with = [&unit](const QString& name) {
    return unit.isEmpty() || name.isEmpty() ? name + unit : QStringLiteral("%1 [%2]").arg(name, unit);
  };
  const auto fits = [metrics = QFontMetrics{axis.labelFont()}, length](const QString& words) {
    return metrics.horizontalAdvance(words) <= length;
  };
  QString label =
      with(text.note.isEmpty() ? text.title : QStringLiteral("%1, %2").arg(text.title, text.note));
  if (!fits(label)) {
    label = with(text.note);
    if (!fits(label) && !text.note.isEmpty()) label = text.note;
    // A number that is cut would be another number: its word alone.
    if (!fits(label)) label = label.section(QLatin1Char{' '}, 0, 0);
  }
  if (axis.label() != label) axis.setLabel(label);
}

}  // namespace lab::ui
