#include "ui/figure/table.h"

#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include <QLocale>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/figure/made_up_figures.h"
#include "ui/series/accuracy.h"

namespace lab::ui {
namespace {

using test::run;
using test::showing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using Points = std::vector<std::pair<double, double>>;

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream{line};
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

/// Points by line, of a CSV without quotes.
std::map<std::string, Points> pointsIn(const std::string& csv) {
  std::map<std::string, Points> points;
  std::istringstream stream{csv};
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    const auto fields = split(line);
    points[fields.at(2)].emplace_back(std::stod(fields.at(4)), std::stod(fields.at(6)));
  }
  return points;
}

Points zipped(std::span<const double> x, std::span<const double> y) {
  Points points;
  for (std::size_t i = 0; i < x.size(); ++i) points.emplace_back(x[i], y[i]);
  return points;
}

TEST(Csv, HoldsExactlyWhatIsPlotted) {
  const auto recorded = run("gaia");
  AccuracySeries series;
  for (const auto& event : recorded.events) series.add(event);
  auto spec = showing({"accuracy"});
  spec.x = XAxis::Bytes;
  const auto points = pointsIn(csvOf(Figure{{recorded}, spec}));
  const auto x = series.x(XAxis::Bytes);
  EXPECT_EQ(points.at("Mean"), zipped(x, series.mean()));
  EXPECT_EQ(points.at("Averaged"), zipped(x, series.global()));
  EXPECT_EQ(points.at("P3"), zipped(x, series.partition(3)));
  EXPECT_EQ(points.at("Lowest"), zipped(x, series.lowest()));
  EXPECT_THAT(points, SizeIs(5 + 4));
}

TEST(Csv, NamesAxesWithTheUnitOfTheNumbers) {
  auto spec = showing({"communication"});
  spec.x = XAxis::Seconds;
  const auto csv = csvOf(Figure{{run("gaia")}, spec});
  EXPECT_THAT(csv,
              ::testing::StartsWith("view,run,line,x axis,x,y axis,y\ncommunication,gaia,\"BSP, computed\","
                                    "Training time [s],"));
  EXPECT_THAT(csv, HasSubstr(",Sent so far [B],"));
}

TEST(Csv, LeavesOutLinesThatAreNotShown) {
  EXPECT_THAT(csvOf(Figure{{run("gaia")}, showing({"communication"})}), Not(HasSubstr("Indices")));
}

TEST(Csv, HoldsEveryCellOfAMap) {
  const auto csv = csvOf(Figure{{run("gaia")}, showing({"partition"})});
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 10 * 5);
  EXPECT_THAT(csv, HasSubstr(",Partition,P4,Samples,"));
}

TEST(Csv, IsTheSameInEveryLocale) {
  const Figure figure{{run("gaia")}, showing({"accuracy"})};
  const auto english = csvOf(figure);
  const QLocale before;
  QLocale::setDefault(QLocale{QLocale::German});
  EXPECT_EQ(csvOf(Figure{{run("gaia")}, showing({"accuracy"})}), english);
  QLocale::setDefault(before);
}

TEST(Numbers, ReadBackAsThemselves) {
  for (const double value : {0.1, 1e-300, 123456789.0, -2.5}) EXPECT_EQ(std::stod(numberText(value)), value);
  EXPECT_EQ(numberText(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(Pgfplots, PutsEveryLineIntoAFileOfItsOwn) {
  const auto files = pgfplotsOf(Figure{{run("gaia"), run("b_s")}, showing({"loss"})}, "fig");
  ASSERT_THAT(files, SizeIs(3));
  EXPECT_EQ(files[0].name, "fig.tex");
  EXPECT_EQ(files[2].name, "fig-2.dat");
  EXPECT_THAT(files[0].text, HasSubstr("{fig-2.dat}"));
  EXPECT_THAT(files[0].text, HasSubstr("b\\_s"));
  EXPECT_THAT(files[1].text, ::testing::StartsWith("x y\n"));
}

TEST(Pgfplots, DrawsAMapAsAMatrix) {
  const auto files = pgfplotsOf(Figure{{run("gaia")}, showing({"classes"})}, "fig");
  ASSERT_THAT(files, SizeIs(2));
  EXPECT_THAT(files[0].text, HasSubstr("mesh/cols=5"));
  EXPECT_EQ(std::ranges::count(files[1].text, '\n'), 1 + 10 * 5);
}

}  // namespace
}  // namespace lab::ui
