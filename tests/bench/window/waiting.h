#pragma once

#include <chrono>

#include <QEventLoop>
#include <QTimer>

namespace lab::bench {

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Lets the window live until `condition` holds, asleep between its events: what trains meanwhile keeps both
/// cores. Looks every two milliseconds. False when it takes longer than `patience`.
template <class Condition>
[[nodiscard]] bool await(const Condition& condition, std::chrono::seconds patience) {
  const auto start = Clock::now();
  QEventLoop loop;
  QTimer look;
  look.setTimerType(Qt::PreciseTimer);
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    if (condition() || Clock::now() - start > patience) loop.quit();
  });
  look.start(std::chrono::milliseconds{2});
  if (!condition()) loop.exec();
  return condition();
}

}  // namespace lab::bench
