#include "ui/run_queue.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;

RunQueue::Waiting waiting(const std::string& name) {
  RunQueue::Waiting run;
  run.spec.name = name;
  return run;
}

class Queue : public testing::Test {
 protected:
  Queue() {
    for (const char* name : {"a", "b", "c"}) queue_.add({waiting(name)});
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (int i = 0; i < queue_.count(); ++i) {
      found.push_back(queue_.index(i).data().toString().section(':', 0, 0).toStdString());
    }
    return found;
  }

  RunQueue queue_;
};

TEST_F(Queue, TakesManyAtOnce) {
  const QSignalSpy changes{&queue_, &RunQueue::changed};
  queue_.add({waiting("d"), waiting("e")});
  EXPECT_EQ(changes.count(), 1);
  EXPECT_THAT(names(), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_EQ(queue_.runs().back().spec.name, "e");
  queue_.add({});
  EXPECT_EQ(changes.count(), 1);
}

TEST_F(Queue, GoesFirstInFirstOut) {
  EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
  EXPECT_EQ(queue_.take().spec.name, "a");
  EXPECT_THAT(names(), ElementsAre("b", "c"));
}

TEST_F(Queue, CanBeReorderedAndThinnedOut) {
  QAbstractItemModelTester tester{&queue_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  queue_.move(0, 1);
  EXPECT_THAT(names(), ElementsAre("b", "a", "c"));
  queue_.move(2, -1);
  EXPECT_THAT(names(), ElementsAre("b", "c", "a"));
  queue_.move(0, -1);
  queue_.move(2, 1);
  queue_.move(7, 1);
  EXPECT_THAT(names(), ElementsAre("b", "c", "a"));
  queue_.remove(1);
  queue_.remove(-1);
  EXPECT_THAT(names(), ElementsAre("b", "a"));
}

TEST_F(Queue, SaysWhenItHasChanged) {
  QSignalSpy changed{&queue_, &RunQueue::changed};
  queue_.hold(true);
  queue_.hold(true);
  queue_.remove(0);
  static_cast<void>(queue_.take());
  EXPECT_EQ(changed.count(), 3);
}

}  // namespace
}  // namespace lab::ui
