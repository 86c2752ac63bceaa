#include "ui/views/skew_panel.h"

#include <algorithm>
#include <cmath>

#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kBar = 4;  // px

struct MeterText {
  const char* name;
  const char* explanation;
  double most;
};

// In the order of SkewNumbers.
constexpr MeterText kMeters[]{
    {QT_TRANSLATE_NOOP("SkewPanel", "Total variation"),
     QT_TRANSLATE_NOOP("SkewPanel",
                       "Share of samples that would have to change their label to make two partitions "
                       "alike, averaged over all pairs. 0: same labels, 1: no label in common."),
     1},
    {QT_TRANSLATE_NOOP("SkewPanel", "Jensen-Shannon"),
     QT_TRANSLATE_NOOP("SkewPanel",
                       "How much a label tells about the partition it lies in, as a share of the most "
                       "it could tell. 0: nothing, 1: everything."),
     1},
    {QT_TRANSLATE_NOOP("SkewPanel", "Hellinger"),
     QT_TRANSLATE_NOOP("SkewPanel",
                       "Squared Hellinger distance between the label distributions of two partitions, "
                       "averaged over all pairs. 0: same labels, 1: no label in common."),
     1},
    {QT_TRANSLATE_NOOP("SkewPanel", "Earth mover's"),
     QT_TRANSLATE_NOOP("SkewPanel",
                       "Distance of a partition's label distribution from that of all data, summed over "
                       "the labels and weighted by size. 0: same labels everywhere, at most 2."),
     2},
    {QT_TRANSLATE_NOOP("SkewPanel", "Gini of sizes"),
     QT_TRANSLATE_NOOP("SkewPanel",
                       "How unequal the partitions are in size, whatever their labels. 0: all the same "
                       "size, towards 1: one holds nearly everything."),
     1},
};

}  // namespace

SkewMeter::SkewMeter(const QString& name, const QString& explanation, double most, QWidget* parent)
    : QWidget(parent), name_(name), most_(most) {
  setToolTip(explanation);
  setAccessibleName(name);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SkewMeter::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(applicationFont(theme));
  updateGeometry();
  update();
}

void SkewMeter::setValue(double value) {
  value_ = value;
  setAccessibleDescription(QLocale{}.toString(value, 'f', 2) + QStringLiteral(". ") + toolTip());
  update();
}

QSize SkewMeter::sizeHint() const {
  const QFontMetrics metrics{font()};
  return {metrics.horizontalAdvance(name_) + metrics.horizontalAdvance(QStringLiteral("  0.00")) + 12,
          metrics.height() + 3 + static_cast<int>(kBar)};
}

void SkewMeter::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF line{0, 0, static_cast<double>(width()), height() - kBar - 3};
  painter.setFont(font());
  painter.setPen(theme_.mutedText);
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, name_);
  painter.setPen(theme_.text);
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight,
                   std::isfinite(value_) ? QLocale{}.toString(value_, 'f', 2) : QStringLiteral("–"));
  QRectF bar{0, height() - kBar, static_cast<double>(width()), kBar};
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.grid);
  painter.drawRoundedRect(bar, kBar / 2, kBar / 2);
  const double share = std::isfinite(value_) ? std::clamp(value_ / most_, 0.0, 1.0) : 0.0;
  if (share <= 0) return;
  bar.setWidth(std::max(share * bar.width(), kBar));
  painter.setBrush(theme_.accent);
  painter.drawRoundedRect(bar, kBar / 2, kBar / 2);
}

SkewPanel::SkewPanel(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(7);
  for (const auto& text : kMeters) {
    meters_.push_back(new SkewMeter{tr(text.name), tr(text.explanation), text.most, this});
    layout->addWidget(meters_.back());
  }
  layout->addStretch(1);
}

void SkewPanel::setTheme(const Theme& theme) {
  for (auto* meter : meters_) meter->setTheme(theme);
}

void SkewPanel::setSkew(const SkewNumbers& skew) {
  const double values[]{skew.totalVariation, skew.jensenShannon, skew.hellinger, skew.emd, skew.gini};
  for (std::size_t i = 0; i < meters_.size(); ++i) meters_[i]->setValue(values[i]);
}

}  // namespace lab::ui
