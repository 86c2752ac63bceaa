#include "ui/plot/heat_map.h"

#include <cmath>
#include <set>
#include <vector>

#include <QCoreApplication>
#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QTest>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

HeatMapData twoByThree() {
  return {.rows = {"cat", "dog"},
          .columns = {"P0", "P1", "P2"},
          .rowTitle = "Label",
          .columnTitle = "Partition",
          .valueTitle = "Samples",
          .values = {0, 50, 100, 100, 0, 0},
          .range = {0, 100}};
}

QImage pictureOf(const HeatMap& map) {
  QImage image{400, 300, QImage::Format_RGB32};
  image.fill(Qt::white);
  QPainter painter{&image};
  map.paint(painter, image.rect());
  return image;
}

/// Pixels of the colour of the middle of the scale.
int middlePixels(const HeatMap& map, const Theme& theme) {
  const QImage image = pictureOf(map);
  const QRgb wanted = Theme::sample(theme.sequential, 0.5).rgb();
  int found = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) found += image.pixel(x, y) == wanted ? 1 : 0;
  }
  return found;
}

std::set<QRgb> coloursOf(const HeatMap& map) {
  const QImage image = pictureOf(map);
  std::set<QRgb> colours;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) colours.insert(image.pixel(x, y));
  }
  return colours;
}

TEST(HeatMap, PaintsTheColourOfEveryValue) {
  const Theme theme = Theme::of(ThemeId::Light);
  HeatMap map;
  map.setTheme(theme);
  map.setData(twoByThree());
  const auto colours = coloursOf(map);
  EXPECT_TRUE(colours.contains(Theme::sample(theme.sequential, 1.0).rgb()));
  EXPECT_TRUE(colours.contains(Theme::sample(theme.sequential, 0.5).rgb()));
}

TEST(HeatMap, MarksZeroWithADotInsteadOfAColour) {
  const Theme theme = Theme::of(ThemeId::Light);
  HeatMap map;
  map.setTheme(theme);
  map.setData({.rows = {"cat"},
               .columns = {"P0"},
               .rowTitle = {},
               .columnTitle = {},
               .valueTitle = {},
               .values = {0},
               .range = {-1, 1}});
  EXPECT_FALSE(coloursOf(map).contains(Theme::sample(theme.sequential, 0.5).rgb() ^ 1U));
  EXPECT_TRUE(coloursOf(map).contains(theme.axis.rgb()));
}

TEST(HeatMap, IsEmptyWhenValuesDoNotFitTheNames) {
  HeatMap map;
  HeatMapData data = twoByThree();
  data.values.pop_back();
  map.setData(data);
  EXPECT_TRUE(map.data().values.empty());
  EXPECT_TRUE(map.data().rows.isEmpty());
}

TEST(HeatMap, SurvivesAnySizeUnknownValuesAndAnEmptyRange) {
  HeatMap map;
  HeatMapData data = twoByThree();
  data.values = {std::nan(""), 1, 1, INFINITY, -INFINITY, 1};
  data.range = {1, 1};
  map.setData(data);
  QImage image{500, 500, QImage::Format_RGB32};
  QPainter painter{&image};
  for (const int size : {1, 5, 40, 500}) map.paint(painter, QRectF{0, 0, double(size), double(size)});
  for (const int key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_A}) {
    QKeyEvent press{QEvent::KeyPress, key, Qt::NoModifier};
    QCoreApplication::sendEvent(&map, &press);
  }
  map.setData({});
}

TEST(HeatMap, DrawsNoValueWhereACellHasNoMeaningAndStripesWhatRestsOnLittle) {
  const Theme theme = Theme::of(ThemeId::Light);
  const auto pixelsWith = [&theme](const CellMark& mark) {
    HeatMap map;
    HeatMapData data = twoByThree();
    data.marks.assign(6, mark);
    map.setTheme(theme);
    map.setData(data);
    return middlePixels(map, theme);
  };
  const int plain = pixelsWith({});
  ASSERT_GT(plain, 1000) << "one cell has the middle of the scale";
  EXPECT_LT(pixelsWith({.off = true}), plain / 10);
  EXPECT_LT(pixelsWith({.hatched = true}), plain);
  EXPECT_GT(pixelsWith({.hatched = true}), plain / 2) << "its colour can still be read";
  EXPECT_LT(pixelsWith({.corner = true}), plain);
}

TEST(HeatMap, PutsTheMiddleOfALogarithmicScaleAtTheGeometricMean) {
  const Theme theme = Theme::of(ThemeId::Light);
  HeatMap map;
  HeatMapData data = twoByThree();
  data.values = {10, 1, 1, 1, 1, 100};
  data.range = {1, 100};
  map.setTheme(theme);
  map.setData(data);
  EXPECT_LT(middlePixels(map, theme), 100);
  data.logarithmic = true;
  map.setData(data);
  EXPECT_GT(middlePixels(map, theme), 1000);
}

TEST(HeatMap, DimsWhatComesLater) {
  const Theme theme = Theme::of(ThemeId::Light);
  HeatMap map;
  map.setTheme(theme);
  HeatMapData data = twoByThree();
  data.laterColumns = 3;
  map.setData(data);
  ASSERT_GT(middlePixels(map, theme), 1000);
  data.laterColumns = 1;
  map.setData(data);
  EXPECT_LT(middlePixels(map, theme), 100) << "the middle of the scale lies in the second column";
}

TEST(HeatMap, TellsWhichCellIsChosenByClickAndByArrowKeys) {
  HeatMap map;
  map.resize(400, 300);
  map.setData(twoByThree());
  std::vector<HeatMapCell> chosen;
  QObject::connect(&map, &HeatMap::cellChosen, &map, [&](int row, int column) {
    chosen.push_back({row, column});
    map.setChosen({row, column});
  });
  map.setChosen({1, 1});
  QTest::keyClick(&map, Qt::Key_Up);
  QTest::mouseClick(&map, Qt::LeftButton, {}, map.centreOf({1, 2}).toPoint());
  QTest::keyClick(&map, Qt::Key_Left);
  EXPECT_EQ(chosen, (std::vector<HeatMapCell>{{0, 1}, {1, 2}, {1, 1}}))
      << "arrows go on from the chosen cell";
}

TEST(HeatMap, IsEmptyWhenMarksDoNotFitTheValues) {
  HeatMap map;
  HeatMapData data = twoByThree();
  data.marks.resize(5);
  map.setData(data);
  EXPECT_TRUE(map.data().values.empty());
}

TEST(HeatMap, OpensTheCellThatIsClickedOrEntered) {
  HeatMap map;
  map.setData(twoByThree());
  map.resize(400, 300);
  map.show();
  std::vector<HeatMapCell> opened;
  QObject::connect(&map, &HeatMap::cellOpened, [&](int row, int column) { opened.push_back({row, column}); });
  QTest::keyClick(&map, Qt::Key_Return);
  EXPECT_TRUE(opened.empty()) << "no cell is selected yet";
  const auto centre = [&map](const HeatMapCell& cell) { return map.centreOf(cell).toPoint(); };
  QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, centre({0, 1}));
  QTest::keyClick(&map, Qt::Key_Down);
  QTest::keyClick(&map, Qt::Key_Return);
  EXPECT_EQ(opened, (std::vector<HeatMapCell>{{0, 1}, {1, 1}}));
  QTest::mousePress(&map, Qt::LeftButton, Qt::NoModifier, centre({0, 0}));
  QTest::mouseRelease(&map, Qt::LeftButton, Qt::NoModifier, centre({1, 2}));
  EXPECT_EQ(opened.size(), 2U) << "that was a drag";
}

}  // namespace
}  // namespace lab::ui
