#pragma once

#include <algorithm>
#include <vector>

#include <QTimer>

#include "tests/bench/window/waiting.h"

namespace lab::bench {

/// How late the event loop answers, asked every five milliseconds for as long as the object lives. While the
/// loop is blocked nobody asks; the questions of that time are made up for, each as late as it would have
/// been.
class Lateness {
 public:
  Lateness() {
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { answer(); });
    timer_.start(kPeriod);
  }

  [[nodiscard]] const std::vector<double>& milliseconds() const { return late_; }

 private:
  static constexpr std::chrono::milliseconds kPeriod{5};

  void answer() {
    constexpr double period = std::chrono::duration<double, std::milli>(kPeriod).count();
    const double passed = millisecondsSince(last_);
    last_ = Clock::now();
    double late = std::max(passed - period, 0.0);
    do {
      late_.push_back(late);
      late -= period;
    } while (late > 0);
  }

  QTimer timer_;
  Clock::time_point last_ = Clock::now();
  std::vector<double> late_;
};

}  // namespace lab::bench
