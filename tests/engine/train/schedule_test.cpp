#include "engine/train/schedule.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace lab {
namespace {

TEST(RateFactor, StaysAtOneWhenConstant) {
  const ScheduleSpec schedule{.kind = ScheduleKind::Constant};
  EXPECT_EQ(rateFactor(schedule, 0, 10), 1);
  EXPECT_EQ(rateFactor(schedule, 9, 10), 1);
}

TEST(RateFactor, FallsAtFractionsOfTheRun) {
  const ScheduleSpec schedule{.kind = ScheduleKind::Multistep, .milestones = {0.5, 0.75}, .factor = 0.1};
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 4, 10), 1);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 5, 10), 0.1);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 7, 10), 0.1);  // 0.75 of 10 is 7.5
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 8, 10), 0.01);
}

TEST(RateFactor, FallsAtThePapersIterations) {
  const ScheduleSpec fractions{.kind = ScheduleKind::Multistep, .milestones = {0.5, 0.75}, .factor = 0.1};
  const ScheduleSpec iterations{.kind = ScheduleKind::Multistep, .milestones = {32000, 48000}, .factor = 0.1};
  for (const std::int64_t t : {0, 31999, 32000, 47999, 48000, 63999}) {
    EXPECT_EQ(rateFactor(fractions, t, 64000), rateFactor(iterations, t, 64000)) << t;
  }
  EXPECT_DOUBLE_EQ(rateFactor(iterations, 31999, 64000), 1);
  EXPECT_DOUBLE_EQ(rateFactor(iterations, 48000, 64000), 0.01);
}

TEST(RateFactor, RisesEvenlyInAWarmup) {
  const ScheduleSpec iterations{.kind = ScheduleKind::Constant, .warmup = 4};
  EXPECT_DOUBLE_EQ(rateFactor(iterations, 0, 100), 0.25);
  EXPECT_DOUBLE_EQ(rateFactor(iterations, 2, 100), 0.75);
  EXPECT_EQ(rateFactor(iterations, 3, 100), 1);
  EXPECT_EQ(rateFactor(iterations, 4, 100), 1);
  const ScheduleSpec fraction{.kind = ScheduleKind::Multistep, .milestones = {0.5}, .factor = 0.1, .warmup = 0.8};
  EXPECT_DOUBLE_EQ(rateFactor(fraction, 3, 10), 0.5);
  EXPECT_DOUBLE_EQ(rateFactor(fraction, 5, 10), 0.1 * 0.75);
  EXPECT_DOUBLE_EQ(rateFactor(fraction, 9, 10), 0.1);
}

TEST(Leniency, IsAPowerOfTheRateOverThatOfTheLastTenth) {
  ExperimentSpec spec;
  EXPECT_EQ(leniency(spec, 0, 100), 1);  // the default
  spec.skewscout.leniency = 1;
  EXPECT_NEAR(leniency(spec, 49, 100), 100, 1e-9);
  EXPECT_NEAR(leniency(spec, 50, 100), 10, 1e-9);
  EXPECT_EQ(leniency(spec, 75, 100), 1);
  spec.skewscout.leniency = 0.5;
  EXPECT_NEAR(leniency(spec, 0, 100), 10, 1e-9);
  spec.skewscout.leniency = -0.5;
  EXPECT_NEAR(leniency(spec, 0, 100), 0.1, 1e-9);
  EXPECT_EQ(leniency(spec, 75, 100), 1);
  spec.skewscout.leniency = 1;
  spec.training.schedule = {.kind = ScheduleKind::Poly, .power = 1};
  EXPECT_NEAR(leniency(spec, 0, 100), 1 / 0.11, 1e-9);
  EXPECT_EQ(leniency(spec, 99, 100), 1);  // never stricter
  spec.training.schedule = {.kind = ScheduleKind::Constant};
  EXPECT_EQ(leniency(spec, 0, 100), 1);
  spec.training.schedule = {.kind = ScheduleKind::Constant, .warmup = 10};
  EXPECT_EQ(leniency(spec, 0, 100), 1);  // nor in a warm-up
}

TEST(RateFactor, ReachesAMilestoneDespiteRounding) {
  // In binary 0.07 * 100 is a little more than 7, and 0.55 * 100 a little more than 55.
  const ScheduleSpec schedule{.kind = ScheduleKind::Multistep, .milestones = {0.07, 0.55}, .factor = 0.5};
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 6, 100), 1);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 7, 100), 0.5);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 55, 100), 0.25);
}

TEST(RateFactor, FollowsACosine) {
  const ScheduleSpec schedule{.kind = ScheduleKind::Cosine};
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 0, 100), 1);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 50, 100), 0.5);
  EXPECT_NEAR(rateFactor(schedule, 100, 100), 0, 1e-15);
}

TEST(RateFactor, FollowsAPolynomial) {
  const ScheduleSpec schedule{.kind = ScheduleKind::Poly, .power = 0.5};
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 0, 100), 1);
  EXPECT_DOUBLE_EQ(rateFactor(schedule, 75, 100), 0.5);
  EXPECT_DOUBLE_EQ(rateFactor({.kind = ScheduleKind::Poly, .power = 1}, 25, 100), 0.75);
}

TEST(PlannedIterations, AreThoseOfTheSpecOrItsEpochs) {
  ExperimentSpec spec;
  spec.partitions = 5;
  spec.training.batchSize = 20;
  spec.training.epochs = 128;
  EXPECT_EQ(plannedIterations(spec, 50000), 64000);  // the paper's run
  EXPECT_DOUBLE_EQ(iterationsPerEpoch(spec, 50000), 500);
  spec.training.iterations = 7;
  EXPECT_EQ(plannedIterations(spec, 50000), 7);
  spec.training.iterations = 0;
  spec.training.epochs = 0.001;
  EXPECT_EQ(plannedIterations(spec, 100), 1);
}

}  // namespace
}  // namespace lab
