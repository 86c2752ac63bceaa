#include "ui/series/value_table.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

const std::vector<double> kX{0, 10, 20};
const std::vector<double> kY{0.1, NAN, 70};
const std::vector<double> kOther{10, 30};
const std::vector<double> kValues{1e-9, 5};

TEST(ValueTable, HasOneLinePerPlaceAndLeavesOutWhatIsNoNumber) {
  EXPECT_EQ(valueTable({{"P0 [%]", kX, kY}, {"P1 [%]", kOther, kValues}}, {"Iteration", 0, 100}),
            "Iteration\tP0 [%]\tP1 [%]\n"
            "0\t0.1\t\n"
            "10\t\t1e-09\n"
            "20\t70\t\n"
            "30\t\t5\n");
}

TEST(ValueTable, HasThePartThatIsWantedOnly) {
  EXPECT_EQ(valueTable({{"a", kX, kY}}, {"x", 5, 15}), "x\ta\n10\t\n");
}

TEST(ValueTable, IsAHeaderAloneWithoutPoints) {
  EXPECT_EQ(valueTable({{"a", {}, {}}}, {"x", 0, 1}), "x\ta\n");
}

}  // namespace
}  // namespace lab::ui
