// Two runs that go in lockstep, played by threads that train nothing.

#include "engine/train/lockstep.h"

#include <atomic>
#include <cstdlib>
#include <future>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace lab {
namespace {

using ::testing::HasSubstr;

const Lockstep::Listener kNobody{[] {}, [] {}};

/// One of two: does `iterations`, unless it is told to stop, and says where it is paused.
struct Walker {
  Walker(Lockstep& lockstep, int run, int iterations)
      : lockstep_(lockstep), run_(run), iterations_(iterations) {}

  void walk(const std::function<void(int done)>& work = [](int) {}) {
    const Lockstep::Listener listener{[this] { ++pauses, pausedAt = done.load(); }, [this] { ++resumes; }};
    while (done < iterations_ && lockstep_.begin(run_, listener)) {
      work(done);
      ++done;
      lockstep_.done(run_);
    }
    lockstep_.leave(run_);
  }

  std::atomic<int> done{0};
  std::atomic<int> pausedAt{-1};
  std::atomic<int> pauses{0};
  std::atomic<int> resumes{0};

 private:
  Lockstep& lockstep_;
  int run_;
  int iterations_;
};

// Until both have said that they are paused, for the so-manieth time.
void awaitPause(const Walker& left, const Walker& right, int pauses) {
  while (left.pauses < pauses || right.pauses < pauses) std::this_thread::yield();
}

TEST(Lockstep, KeepsTheTwoWithinOneIteration) {
  Lockstep lockstep{2};
  Walker left{lockstep, 0, 500};
  Walker right{lockstep, 1, 500};
  int furthest = 0;
  // While the left one works it stands still, so what it sees of the other is a difference that there has
  // been.
  std::jthread other{[&] {
    right.walk([](int done) {
      if (done % 3 == 0) std::this_thread::yield();
    });
  }};
  left.walk([&](int done) { furthest = std::max(furthest, std::abs(right.done - done)); });
  other.join();
  EXPECT_LE(furthest, 1);
  EXPECT_EQ(left.done, 500);
  EXPECT_EQ(right.done, 500);
}

TEST(Lockstep, PausesStepsAndResumesBothAtTheSameIteration) {
  Lockstep lockstep{2};
  Walker left{lockstep, 0, 1 << 30};
  Walker right{lockstep, 1, 1 << 30};
  std::jthread first{[&] { left.walk(); }};
  std::jthread second{[&] { right.walk(); }};
  while (left.done < 20) std::this_thread::yield();
  lockstep.pause();
  awaitPause(left, right, 1);
  const int at = left.pausedAt;
  EXPECT_EQ(right.pausedAt, at);
  EXPECT_GE(at, 20);

  lockstep.step(3);
  awaitPause(left, right, 2);
  EXPECT_EQ(left.pausedAt, at + 3);
  EXPECT_EQ(right.pausedAt, at + 3);

  lockstep.resume();
  while (right.done < at + 50) std::this_thread::yield();
  EXPECT_EQ(left.resumes, 2);
  lockstep.stop();
}

TEST(Lockstep, StopEndsBothAlsoWhilePaused) {
  Lockstep lockstep{2};
  Walker left{lockstep, 0, 1 << 30};
  Walker right{lockstep, 1, 1 << 30};
  lockstep.pause();
  std::jthread first{[&] { left.walk(); }};
  std::jthread second{[&] { right.walk(); }};
  awaitPause(left, right, 1);
  lockstep.stop();
  first.join();
  second.join();
  EXPECT_EQ(left.resumes + right.resumes, 0);
  EXPECT_TRUE(lockstep.stopRequested(0) && lockstep.stopRequested(1));
}

TEST(Lockstep, WhoLeavesIsWaitedForNoMore) {
  Lockstep lockstep{2};
  Walker left{lockstep, 0, 5};
  Walker right{lockstep, 1, 300};
  std::jthread other{[&] { left.walk(); }};
  right.walk();
  EXPECT_EQ(right.done, 300);
}

TEST(Lockstep, WhoIsStoppedAloneLetsTheOtherGoOn) {
  Lockstep lockstep{2};
  Walker left{lockstep, 0, 1 << 30};
  Walker right{lockstep, 1, 300};
  std::jthread other{[&] { left.walk(); }};
  std::jthread one{[&] { right.walk(); }};
  while (left.done < 5) std::this_thread::yield();
  lockstep.stopAlone(0);
  one.join();
  EXPECT_EQ(right.done, 300);
  EXPECT_FALSE(lockstep.stopRequested(1));
}

TEST(Lockstep, OfOneWaitsForNobody) {
  Lockstep lockstep;
  lockstep.meet(0, {});
  Walker alone{lockstep, 0, 10};
  alone.walk();
  EXPECT_EQ(alone.done, 10);
}

// Meets on two threads; what each was told, empty when nothing.
std::pair<std::string, std::string> meeting(const RunBeginning& left, const RunBeginning& right) {
  Lockstep lockstep{2};
  const auto meet = [&](int run, const RunBeginning& beginning) -> std::string {
    try {
      lockstep.meet(run, beginning);
    } catch (const Error& error) {
      lockstep.leave(run);
      return error.what();
    }
    return {};
  };
  auto other = std::async(std::launch::async, [&] { return meet(0, left); });
  const auto own = meet(1, right);
  return {other.get(), own};
}

const RunBeginning kBeginning{.weights = {{"conv1.weight", 1}, {"norm1.weight", 2}}, .minibatches = {3, 4}};

TEST(Lockstep, BeginsWithEqualWeightsAndMinibatches) {
  EXPECT_EQ(meeting(kBeginning, kBeginning), (std::pair<std::string, std::string>{}));
}

TEST(Lockstep, AsksOnlyForTheWeightsThatBothHave) {
  const RunBeginning plain{.weights = {{"conv1.weight", 1}}, .minibatches = {3, 4}};
  EXPECT_EQ(meeting(kBeginning, plain), (std::pair<std::string, std::string>{}));
}

TEST(Lockstep, RefusesOtherWeightsInBoth) {
  auto other = kBeginning;
  other.weights["conv1.weight"] = 9;
  const auto [left, right] = meeting(kBeginning, other);
  EXPECT_THAT(left, HasSubstr("the initial weights of conv1.weight differ"));
  EXPECT_EQ(right, left);
}

TEST(Lockstep, RefusesOtherMinibatchesInBoth) {
  auto other = kBeginning;
  other.minibatches[1] = 9;
  const auto [left, right] = meeting(kBeginning, other);
  EXPECT_THAT(left, HasSubstr("the minibatches of partition 1 differ"));
  EXPECT_EQ(right, left);
}

TEST(Lockstep, RefusesNetworksWithoutACommonWeight) {
  EXPECT_THAT(meeting(kBeginning, {.weights = {{"fc1.weight", 1}}, .minibatches = {3, 4}}).first,
              HasSubstr("no weights in common"));
}

TEST(Lockstep, DoesNotWaitForAnotherThatCouldNotBegin) {
  Lockstep lockstep{2};
  lockstep.leave(0);
  lockstep.meet(1, kBeginning);
}

TEST(Lockstep, StopEndsTheWaitForTheOther) {
  Lockstep lockstep{2};
  std::jthread left{[&] { lockstep.meet(0, kBeginning); }};
  lockstep.stop();
}

}  // namespace
}  // namespace lab
