#include "ui/plot/strips.h"

#include <QTest>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

class StripsTest : public testing::Test {
 protected:
  StripsTest() {
    strips.setAxes({.title = "Iteration", .quantity = Quantity::Whole},
                   {{.title = "above"}, {.title = "below"}});
    for (int i = 0; i < 2; ++i) strips.at(i).setLines({{.name = "line"}});
    strips.resize(500, 400);
    strips.show();
    const std::vector<double> x{0, 10, 20};
    strips.at(0).extend(0, x, std::vector<double>{1, 2, 3});
    strips.at(1).extend(0, x, std::vector<double>{30, 20, 10});
    strips.setEnd(20, true);
    strips.refresh();
  }

  Strips strips{{1, 1}, nullptr};
};

TEST_F(StripsTest, CursorsOfOneAreThoseOfAll) {
  QTest::keyClick(&strips.at(0), Qt::Key_A);
  EXPECT_EQ(strips.at(1).cursors().at(Cursors::A), 10.0);
  EXPECT_EQ(strips.at(1).cursors().table().rows[0].cells, QStringList{"20.00"});
  QTest::keyClick(&strips.at(1), Qt::Key_Escape);
  EXPECT_FALSE(strips.at(0).cursors().any());
}

TEST_F(StripsTest, CommandsGoToTheOneTheUserWasAtLast) {
  EXPECT_EQ(&strips.active(), &strips.at(0)) << "the highest, before anything was done";
  QTest::keyClick(&strips.at(1), Qt::Key_Right);
  EXPECT_EQ(&strips.active(), &strips.at(1));
  strips.setShown(1, false);
  EXPECT_EQ(&strips.active(), &strips.at(0)) << "not to one that is hidden";
}

TEST_F(StripsTest, GoesBackInAllAtOnce) {
  QTest::keyClick(&strips.at(0), Qt::Key_Plus);
  const Range seen = strips.at(0).xRange();
  EXPECT_EQ(strips.at(1).xRange(), seen);
  QTest::keyClick(&strips.at(1), Qt::Key_Left, Qt::AltModifier);
  EXPECT_TRUE(strips.at(0).follows());
  EXPECT_TRUE(strips.at(1).follows());
}

TEST_F(StripsTest, CopiesOneTableAfterTheOther) {
  EXPECT_EQ(strips.valuesText(),
            "above\nIteration\tline\n0\t1\n10\t2\n20\t3\n\nbelow\nIteration\tline\n0\t30\n10\t20\n20\t10\n");
}

}  // namespace
}  // namespace lab::ui
