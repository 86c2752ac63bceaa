// The controller on made-up landscapes: it sees numbers only, so every situation is a few lines.

#include "engine/control/controller.h"

#include <functional>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

ControllerSettings settings(double start = 0.2) {
  return {.objective = {},
          .ladder = {0, 0.05, 0.1, 0.2, 0.4},
          .start = start,
          .search = "hill-climbing",
          .period = 100,
          .memory = 8,
          .patience = 3,
          .longestPeriod = 8};
}

/// What a setting leads to; the controller is asked `decisions` times at the iterations it wants.
using Landscape = std::function<TravelReport(double setting)>;

std::vector<double> visited(Controller& controller, int decisions, const Landscape& landscape) {
  std::vector<double> path{controller.setting()};
  for (int i = 0; i < decisions; ++i) {
    TravelReport report = landscape(controller.setting());
    report.iteration = controller.nextTravel();
    (void)controller.decide(report);
    path.push_back(controller.setting());
  }
  return path;
}

// The loss grows with the setting and crosses the tolerance between 0.1 and 0.2; traffic falls.
TravelReport slope(double setting) {
  return {.accuracyLoss = 0.4 * setting, .communication = 0.1 / (0.1 + setting)};
}

TEST(Controller, StartsAtTheNearestRung) {
  EXPECT_EQ(Controller(settings(0.12), Seed{1}).setting(), 0.1);
  EXPECT_EQ(Controller(settings(7), Seed{1}).setting(), 0.4);
}

TEST(Controller, SettlesOnTheLoosestSettingWithinTheTolerance) {
  Controller fromAbove{settings(0.4), Seed{1}};
  EXPECT_EQ(visited(fromAbove, 6, slope).back(), 0.1);
  Controller fromBelow{settings(0), Seed{1}};
  EXPECT_EQ(visited(fromBelow, 6, slope).back(), 0.1);
}

TEST(Controller, DoesNotOscillateBetweenASettingAndItsDearNeighbour) {
  Controller controller{settings(), Seed{1}};
  const auto path = visited(controller, 9, slope);
  const std::vector<double> settled(path.begin() + 4, path.end());
  EXPECT_THAT(settled, Each(0.1));
}

// 0.05 costs 0.2 for its traffic and 50 for every point beyond the tolerance; BSP costs 1.
TEST(Controller, NeverTriesBspWhereItWouldCostMore) {
  auto wanted = settings(0.05);
  wanted.beginsWithBsp = true;
  Controller cheap{wanted, Seed{1}};
  const auto stay = cheap.decide({.iteration = 100, .accuracyLoss = 0.06, .communication = 0.2});  // 0.7
  EXPECT_EQ(cheap.setting(), 0.05);
  EXPECT_THAT(stay.reason, HasSubstr("6.0 points, more than the tolerated 5.0 points, and the neighbouring settings"));
  Controller dear{wanted, Seed{1}};
  (void)dear.decide({.iteration = 100, .accuracyLoss = 0.1, .communication = 0.2});  // 2.7
  EXPECT_EQ(dear.setting(), 0);
}

TEST(Controller, LooksAgainWhenAPriceHasAged) {
  auto wanted = settings();
  wanted.memory = 2;
  Controller controller{wanted, Seed{1}};
  const auto path = visited(controller, 12, slope);
  EXPECT_THAT(std::vector<double>(path.begin() + 4, path.end()), Contains(0.2));
}

TEST(Controller, FollowsALandscapeThatChanges) {
  auto wanted = settings();
  wanted.memory = 3;
  Controller controller{wanted, Seed{1}};
  EXPECT_EQ(visited(controller, 4, slope).back(), 0.1);
  EXPECT_EQ(
      visited(controller, 8, [](double) { return TravelReport{.accuracyLoss = 0, .communication = 0.1}; })
          .back(),
      0.4);
}

TEST(Controller, AnObjectiveThatNeverMovesLeadsToTheSilentEnd) {
  Controller controller{settings(0), Seed{1}};
  const auto flat = [](double) { return TravelReport{.accuracyLoss = 0.01, .communication = 0.2}; };
  EXPECT_EQ(visited(controller, 4, flat).back(), 0.4);
  EXPECT_EQ(visited(controller, 4, flat).back(), 0.4);
}

TEST(Controller, TooMuchLossEverywhereLeadsToTheTalkativeEnd) {
  Controller controller{settings(0.4), Seed{1}};
  const auto bad = [](double setting) {
    return TravelReport{.accuracyLoss = 0.3 + 0.1 * setting, .communication = 0.1};
  };
  EXPECT_EQ(visited(controller, 5, bad).back(), 0);
  const auto last = controller.decide({.iteration = 900, .accuracyLoss = 0.3, .communication = 0.1});
  EXPECT_EQ(last.after, 0U);
  EXPECT_THAT(last.reason, HasSubstr("the ladder ends at 0"));
}

TEST(Controller, IsCarefulWhenNothingCouldBeMeasured) {
  for (const TravelReport& report : {TravelReport{.accuracyLoss = kNaN, .communication = 0.1},
                                     TravelReport{.accuracyLoss = 0, .communication = kNaN}}) {
    Controller controller{settings(), Seed{1}};
    const auto decision = controller.decide(report);
    EXPECT_EQ(controller.setting(), 0.1);
    EXPECT_THAT(decision.reason, HasSubstr("could not be measured"));
  }
  Controller end{settings(0), Seed{1}};
  EXPECT_THAT(end.decide({.accuracyLoss = kNaN}).reason, HasSubstr("stay at 0"));
}

TEST(Controller, AMeasurementThatFailedIsNotRemembered) {
  Controller controller{settings(), Seed{1}};
  (void)controller.decide({.iteration = 100, .accuracyLoss = kNaN});  // 0.2 -> 0.1
  (void)controller.decide({.iteration = 200, .accuracyLoss = 0, .communication = 0.5});
  EXPECT_EQ(controller.setting(), 0.2);  // as if it had never been there
}

TEST(Controller, ForgetsPricesAtAStepOfTheLearningRate) {
  Controller controller{settings(), Seed{1}};
  EXPECT_EQ(visited(controller, 4, slope).back(), 0.1);  // 0.2 is known to be dear
  (void)controller.decide(
      {.iteration = controller.nextTravel(), .accuracyLoss = 0, .communication = 0.5, .rateFactor = 0.1});
  EXPECT_EQ(controller.setting(), 0.2);
}

TEST(Controller, ASmallChangeOfTheRateIsNoStep) {
  Controller controller{settings(), Seed{1}};
  EXPECT_EQ(visited(controller, 4, slope).back(), 0.1);
  (void)controller.decide(
      {.iteration = controller.nextTravel(), .accuracyLoss = 0, .communication = 0.5, .rateFactor = 0.9});
  EXPECT_EQ(controller.setting(), 0.1);
}

TEST(Controller, TravelsMoreRarelyOnceItHasSettled) {
  auto wanted = settings(0.1);
  wanted.ladder = {0.1};
  wanted.longestPeriod = 4;
  Controller controller{wanted, Seed{1}};
  std::vector<std::int64_t> gaps;
  std::int64_t before = 0;
  for (int i = 0; i < 10; ++i) {
    gaps.push_back(controller.nextTravel() - before);
    before = controller.nextTravel();
    (void)controller.decide({.iteration = before, .accuracyLoss = 0, .communication = 0.1});
  }
  EXPECT_EQ(gaps, (std::vector<std::int64_t>{100, 100, 100, 200, 200, 200, 400, 400, 400, 400}));
}

TEST(Controller, TravelsOftenAgainWhenItMoves) {
  auto wanted = settings();
  Controller controller{wanted, Seed{1}};
  (void)visited(controller, 6, slope);
  const auto before = controller.nextTravel();
  (void)controller.decide(
      {.iteration = before, .accuracyLoss = 0.5, .communication = 0.5});  // much too much now
  EXPECT_LT(controller.setting(), 0.1);
  EXPECT_EQ(controller.nextTravel(), before + 100);
}

TEST(Controller, LooksOnePeriodAfterAStepOfTheLearningRate) {
  auto wanted = settings(0.4);
  wanted.patience = 1;
  Controller controller{wanted, Seed{1}};
  for (const std::int64_t iteration : {100, 200, 400}) {
    (void)controller.decide({.iteration = iteration, .accuracyLoss = 0, .communication = 0.1});
  }
  ASSERT_EQ(controller.nextTravel(), 800 + 400);  // it stayed three times
  EXPECT_FALSE(controller.due(599, 1));
  EXPECT_FALSE(controller.due(599, 0.9));  // a schedule without steps changes a little all the time
  EXPECT_TRUE(controller.due(599, 0.1));
  EXPECT_TRUE(controller.due(1200, 1));
  (void)controller.decide({.iteration = 599, .rateFactor = 0.1});
  EXPECT_FALSE(controller.due(600, 1));  // the rate before the step is not another step
}

ControllerSettings thrifty() {
  auto wanted = settings(0.4);
  wanted.patience = 1;
  wanted.travelShare = 0.1;
  return wanted;
}

/// At the silent end, a hundredth of BSP's traffic: 2 models have travelled, 5 were sent besides.
TravelReport silent(double accuracyLoss) {
  return {.iteration = 100,
          .accuracyLoss = accuracyLoss,
          .communication = 0.01,
          .leniency = 4,
          .sent = 5,
          .travelled = 2,
          .travel = 1};
}

// Three travels are a tenth of 30, of which 27 must be sent otherwise: 22 more, at 0.01 an iteration.
TEST(Controller, PutsATravelOffUntilItsShareIsSmallWhereNothingIsLost) {
  Controller controller{thrifty(), Seed{1}};
  EXPECT_THAT(controller.decide(silent(0.04)).reason,
              EndsWith("the ladder ends at 0.4: stay. Another travel waits until travel is 10 % of what is sent."));
  EXPECT_EQ(controller.nextTravel(), 100 + 2200);
  EXPECT_FALSE(controller.due(2299, 0.1));  // nor does a step of the learning rate call for it
  EXPECT_TRUE(controller.due(2300, 1));
  Controller resumed{thrifty(), Seed{1}};
  resumed.restore(controller.state());
  EXPECT_FALSE(resumed.due(2299, 0.1));
}

TEST(Controller, NeverPutsATravelOffThatMayTeachSomething) {
  Controller losing{thrifty(), Seed{1}};
  (void)losing.decide(silent(0.06));  // tolerated at this learning rate only
  EXPECT_EQ(losing.nextTravel(), 100 + 200);
  EXPECT_TRUE(losing.due(200, 0.1));

  auto looser = thrifty();
  looser.start = 0.2;
  Controller moving{looser, Seed{1}};
  (void)moving.decide(silent(0.04));
  EXPECT_EQ(moving.nextTravel(), 100 + 100);

  auto known = thrifty();
  known.start = 0.2;
  Controller midway{known, Seed{1}};
  (void)midway.decide(silent(0.04));  // 0.2 -> 0.4
  auto dear = silent(0.9);
  dear.iteration = 200;
  (void)midway.decide(dear);  // and back
  auto back = silent(0.04);
  back.iteration = 300;
  EXPECT_THAT(midway.decide(back).reason, EndsWith("stay at 0.2."));
  EXPECT_EQ(midway.nextTravel(), 300 + 200);

  auto early = thrifty();
  early.search = "fixed";
  Controller strict{early, Seed{1}};
  auto tooMuch = silent(0.04);
  tooMuch.leniency = 0.5;  // 2.5 points are tolerated yet
  (void)strict.decide(tooMuch);
  EXPECT_EQ(strict.nextTravel(), 100 + 200);

  Controller blind{thrifty(), Seed{1}};
  (void)blind.decide(silent(kNaN));
  EXPECT_EQ(blind.nextTravel(), 100 + 100);
}

TEST(Controller, NeverPutsATravelOffThatCostsLittle) {
  Controller talkative{thrifty(), Seed{1}};
  auto report = silent(0.04);
  report.sent = 40;
  (void)talkative.decide(report);
  EXPECT_EQ(talkative.nextTravel(), 100 + 200);

  auto unbounded = thrifty();
  unbounded.travelShare = 1;  // the default
  Controller usual{unbounded, Seed{1}};
  (void)usual.decide(silent(0.04));
  EXPECT_EQ(usual.nextTravel(), 100 + 200);
}

TEST(Controller, SaysWhyInWords) {
  Controller controller{settings(), Seed{1}};
  EXPECT_EQ(
      controller.decide({.iteration = 100, .accuracyLoss = 0.123, .communication = 0.1}).reason,
      "Away from home the models lose 12.3 points, more than the tolerated 5.0 points: talk more, at 0.1.");
  EXPECT_EQ(controller.decide({.iteration = 200, .accuracyLoss = 0.012, .communication = 0.2}).reason,
            "Away from home the models lose 1.2 points, within the tolerated 5.0 points, and the "
            "neighbouring settings "
            "cost more: stay at 0.1.");
  EXPECT_THAT(controller.decide({.iteration = 300, .accuracyLoss = 0.3, .communication = 0.2, .leniency = 10}).reason,
              HasSubstr("within the 50.0 points tolerated at this learning rate"));
  auto ofTheMean = settings();
  ofTheMean.losing = "With the mean of all models the partitions lose";
  EXPECT_THAT(Controller(ofTheMean, Seed{1}).decide({.iteration = 100, .accuracyLoss = 0.123, .communication = 0.1}).reason,
              StartsWith("With the mean of all models the partitions lose 12.3 points, more than"));
}

TEST(Controller, AFixedSettingNeverMovesButIsPriced) {
  auto wanted = settings();
  wanted.search = "fixed";
  Controller controller{wanted, Seed{1}};
  for (const double loss : {0.5, 0.0, kNaN}) {
    const auto decision = controller.decide({.iteration = 100, .accuracyLoss = loss, .communication = 0.25});
    EXPECT_EQ(decision.after, decision.before);
    EXPECT_DOUBLE_EQ(decision.price.traffic, 0.25);
  }
  EXPECT_EQ(controller.setting(), 0.2);
}

class EveryController : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryController, GoesOnFromACheckpointAsIfNothingHadHappened) {
  auto wanted = settings();
  wanted.search = GetParam();
  Controller whole{wanted, Seed{5}};
  (void)visited(whole, 5, slope);
  Controller resumed{wanted, Seed{5}};
  resumed.restore(whole.state());
  EXPECT_EQ(resumed.setting(), whole.setting());
  EXPECT_EQ(resumed.nextTravel(), whole.nextTravel());
  EXPECT_EQ(visited(resumed, 12, slope), visited(whole, 12, slope));
}

TEST_P(EveryController, IsAFunctionOfItsSeed) {
  auto wanted = settings();
  wanted.search = GetParam();
  Controller one{wanted, Seed{3}};
  Controller other{wanted, Seed{3}};
  EXPECT_EQ(visited(one, 20, slope), visited(other, 20, slope));
}

std::vector<std::string> searches() {
  std::vector<std::string> ids;
  for (const auto& search : control::all()) ids.push_back(search.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryController, ::testing::ValuesIn(searches()), [](const auto& tested) {
  std::string name = tested.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace lab
