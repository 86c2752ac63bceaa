#include "ui/plot/empty_text.h"

#include <algorithm>

#include <QImage>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

const EmptyText kText{QStringLiteral("Run to see accuracy"),
                      QStringLiteral("One line per partition, their mean and range, and the averaged model.")};

// Rows of pixels that something was drawn on.
int writtenRows(const QSize& size) {
  const Theme theme = Theme::of(ThemeId::Projector);
  QImage image{size, QImage::Format_RGB32};
  image.fill(theme.plotBackground);
  const QRgb empty = image.pixel(0, 0);
  QPainter painter{&image};
  drawEmptyText(painter, QRectF{QPointF{}, QSizeF{size}}, kText, theme);
  painter.end();
  int rows = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      if (image.pixel(x, y) == empty) continue;
      ++rows;
      break;
    }
  }
  return rows;
}

TEST(EmptyText, TheHintGivesWayWhereThereIsNoRoomForIt) {
  const Theme theme = Theme::of(ThemeId::Projector);
  EXPECT_TRUE(fitsHint({0, 0, 600, 200}, kText, theme));
  EXPECT_FALSE(fitsHint({0, 0, 160, 120}, kText, theme));
  EXPECT_LT(writtenRows({160, 120}), 70) << "two lines of title, no half line of the hint";
  EXPECT_GT(writtenRows({160, 120}), 10);
}

}  // namespace
}  // namespace lab::ui
