#include "ui/plot/empty_text.h"

#include <QFontMetricsF>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr int kFlags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
constexpr double kGap = 4;
constexpr double kLarger = 1.15;

QFont titleFont(const Theme& theme) {
  QFont font = applicationFont(theme);
  font.setPointSizeF(font.pointSizeF() * kLarger);
  font.setWeight(QFont::DemiBold);
  return font;
}

double heightOf(const QRectF& area, const QString& text, const QFont& font) {
  return text.isEmpty() ? 0 : QFontMetricsF{font}.boundingRect(area, kFlags, text).height();
}

}  // namespace

bool fitsHint(const QRectF& area, const EmptyText& text, const Theme& theme) {
  const double title = heightOf(area, text.title, titleFont(theme));
  return title + kGap + heightOf(area, text.hint, applicationFont(theme)) <= area.height();
}

void drawEmptyText(QPainter& painter, const QRectF& area, const EmptyText& text, const Theme& theme) {
  const bool hinted = !text.hint.isEmpty() && fitsHint(area, text, theme);
  const double title = heightOf(area, text.title, titleFont(theme));
  if (title > area.height()) {
    painter.setFont(titleFont(theme));
    painter.setPen(theme.text);
    painter.drawText(area, Qt::AlignCenter,
                     QFontMetricsF{titleFont(theme)}.elidedText(text.title, Qt::ElideRight, area.width()));
    return;
  }
  const double hint = hinted ? kGap + heightOf(area, text.hint, applicationFont(theme)) : 0;
  QRectF rest = area;
  rest.setTop(area.center().y() - (title + hint) / 2);
  painter.setFont(titleFont(theme));
  painter.setPen(theme.text);
  painter.drawText(rest, kFlags, text.title);
  if (!hinted) return;
  rest.setTop(rest.top() + title + kGap);
  painter.setFont(applicationFont(theme));
  painter.setPen(theme.mutedText);
  painter.drawText(rest, kFlags, text.hint);
}

}  // namespace lab::ui
