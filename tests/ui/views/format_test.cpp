#include "ui/plot/format.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

std::string text(double value, Quantity quantity) {
  return formatted(value, quantity).toStdString();
}
std::string step(double value, double by) {
  return formattedStep(value, by).toStdString();
}

TEST(Formatted, PutsAUnitBesideEveryNumberThatHasOne) {
  EXPECT_EQ(text(61.24, Quantity::Percent), "61.2 %");
  EXPECT_EQ(text(1'990, Quantity::Whole), "1,990");
  EXPECT_EQ(text(0, Quantity::Bytes), "0 B");
  EXPECT_EQ(text(999, Quantity::Bytes), "999 B");
  EXPECT_EQ(text(1'234, Quantity::Bytes), "1.23 kB");
  EXPECT_EQ(text(34'100'000, Quantity::Bytes), "34.1 MB");
  EXPECT_EQ(text(212e9, Quantity::Bytes), "212 GB");
  EXPECT_EQ(text(12.34, Quantity::Seconds), "12.3 s");
  EXPECT_EQ(text(600, Quantity::Seconds), "10.0 min");
  EXPECT_EQ(text(4 * 3600, Quantity::Seconds), "4.00 h");
}

TEST(Formatted, GivesPlainNumbersDigitsThatMatter) {
  EXPECT_EQ(text(2.3026, Quantity::Number), "2.303");
  EXPECT_EQ(text(12.3456, Quantity::Number), "12.35");
  EXPECT_EQ(text(0.00123, Quantity::Number), "0.00123");
}

TEST(Formatted, HasADashForWhatIsNoNumber) {
  EXPECT_EQ(text(std::nan(""), Quantity::Percent), "–");
  EXPECT_EQ(text(INFINITY, Quantity::Bytes), "–");
}

TEST(FormattedStep, ShowsAsManyDigitsAsTheStepNeeds) {
  EXPECT_EQ(step(1.25, 0.25), "1.25");
  EXPECT_EQ(step(1.5, 0.5), "1.5");
  EXPECT_EQ(step(2'000, 500), "2,000");
  EXPECT_EQ(step(0.3, 0.1), "0.3");
  EXPECT_EQ(step(-1e-17, 0.5), "0.0");
}

}  // namespace
}  // namespace lab::ui
