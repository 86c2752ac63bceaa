#include "ui/views/image_rows.h"

#include <algorithm>

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/plot/format.h"
#include "ui/theme/appearance.h"
#include "ui/views/picture.h"

namespace lab::ui {
namespace {

constexpr double kGap = 3;        // px around an image
constexpr double kBelow = 4;      // px below the caption
constexpr double kLowest = 1.4;   // lines of text: of a row
constexpr double kHighest = 3.2;  // likewise

QString className(const SampleImages& samples, int label) {
  return QString::fromStdString(samples.classNames.at(static_cast<std::size_t>(label)));
}

QString captionOf(const SampleImages& samples) {
  const SampleQuestion& asked = samples.question;
  if (asked.label < 0 || samples.partitions.empty()) {
    return ImageRows::tr("Training images of every partition; a click on the map asks for those of one label");
  }
  const auto& only = samples.partitions.front();
  return ImageRows::tr("%1 in %2: %3 of %4 training images; another click shows all partitions again")
      .arg(className(samples, asked.label), partitionName(only.partition),
           formattedCount(std::ssize(only.images)), formattedCount(only.of));
}

}  // namespace

ImageRows::ImageRows(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  setAccessibleName(tr("Training images"));
}

void ImageRows::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(smallFont(theme));
  update();
}

void ImageRows::setSamples(const SampleImages& samples) {
  rows_.clear();
  for (const auto& partition : samples.partitions) {
    Row row{.name = partitionName(partition.partition), .pictures = {}};
    for (const auto& sample : partition.images) {
      row.pictures.push_back(
          {pictureOf({samples.channels, samples.height, samples.width}, sample.pixels),
           tr("%1 in %2, training image %3")
               .arg(className(samples, sample.label), row.name, formattedCount(sample.image))});
    }
    rows_.push_back(std::move(row));
  }
  caption_ = captionOf(samples);
  setAccessibleDescription(caption_);
  updateGeometry();
  update();
}

void ImageRows::clear() {
  rows_.clear();
  caption_.clear();
  updateGeometry();
  update();
}

double ImageRows::rowHeight() const {
  const double line = QFontMetricsF{font()}.height();
  const double share = (height() - line - kBelow) / static_cast<double>(std::max<std::size_t>(1, rows_.size()));
  return std::clamp(share, kLowest * line, kHighest * line);
}

double ImageRows::nameWidth() const {
  double widest = 0;
  for (const auto& row : rows_) widest = std::max(widest, QFontMetricsF{font()}.horizontalAdvance(row.name));
  return widest + 8;
}

// A single row goes on in the next line.
std::vector<ImageRows::Place> ImageRows::places() const {
  std::vector<Place> found;
  const double step = rowHeight();
  const double left = nameWidth();
  double y = QFontMetricsF{font()}.height() + kBelow;
  for (const auto& row : rows_) {
    double x = left;
    for (const auto& picture : row.pictures) {
      if (x + step > width()) {
        if (rows_.size() > 1) break;
        x = left;
        y += step;
      }
      if (y + step > height() + 0.5) return found;
      found.push_back({{x, y + kGap / 2, step - kGap, step - kGap}, &picture});
      x += step;
    }
    y += step;
  }
  return found;
}

QString ImageRows::headline() const {
  const double room = height() - QFontMetricsF{font()}.height() - kBelow + 0.5;
  const auto shown = static_cast<std::size_t>(std::max(0.0, room / rowHeight()));
  return shown >= rows_.size() ? caption_
                               : tr("%1 (%2 of %3 partitions)").arg(caption_).arg(shown).arg(rows_.size());
}

int ImageRows::shownImages() const {
  return static_cast<int>(places().size());
}

QSize ImageRows::sizeHint() const {
  const double line = QFontMetricsF{font()}.height();
  const auto rows = static_cast<double>(std::clamp<std::size_t>(rows_.size(), 1, 6));
  return {static_cast<int>(line * 24), static_cast<int>(line * (1 + 2.2 * rows) + kBelow)};
}

QSize ImageRows::minimumSizeHint() const {
  const double line = QFontMetricsF{font()}.height();
  return {static_cast<int>(line * 8), static_cast<int>(line * (1 + kLowest) + kBelow)};
}

void ImageRows::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QFontMetricsF metrics{font()};
  painter.setPen(theme_.mutedText);
  painter.drawText(QPointF{0, metrics.ascent()}, metrics.elidedText(headline(), Qt::ElideRight, width()));
  const double step = rowHeight();
  painter.setPen(theme_.text);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const QRectF name{0, metrics.height() + kBelow + static_cast<double>(i) * step, nameWidth(), step};
    if (name.bottom() > height() + 0.5) break;
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft, rows_[i].name);
  }
  for (const auto& [area, picture] : places()) painter.drawImage(area, picture->image);
}

QString ImageRows::tip(const QPointF& place) const {
  for (const auto& [area, picture] : places()) {
    if (area.contains(place)) return picture->tip;
  }
  return {};
}

bool ImageRows::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), tip(help->pos()), this);
  return true;
}

}  // namespace lab::ui
