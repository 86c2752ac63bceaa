#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/core/sink.h"

namespace lab::ui {

/// Carries events from any thread to the pump's own, in order and in batches: the only place where data
/// changes threads. Views never lock, and a burst of a thousand iterations costs one repaint.
///
/// Nothing is ever dropped and the producer is never slowed down; when the window cannot keep up,
/// behindChanged() says so. Idle it costs nothing: the first event of a batch starts the timer.
class EventPump final : public QObject {
  Q_OBJECT

 public:
  /// `bound`: bytes of waiting events beyond which the display counts as behind.
  explicit EventPump(std::chrono::milliseconds period = std::chrono::milliseconds{33},
                     QObject* parent = nullptr, std::size_t bound = kDefaultBound);
  ~EventPump() override;

  /// Where the producer puts events: any thread, also after the pump is gone (they are then lost).
  [[nodiscard]] std::shared_ptr<EventSink> sink() const;

  /// From now on batches come so rarely that what they cause in this thread, drawing included, takes no more than `share`
  /// of all cores: watching must not slow down training. At least once a second; what starts, pauses, resumes or ends a
  /// run is never kept waiting.
  void limitTo(double share);

  /// How long to wait yet after a batch: it has cost `spent` of this thread's time, `cores` is what may be used all the
  /// time, as a number of cores, and `elapsed` has passed.
  [[nodiscard]] static std::chrono::milliseconds restAfter(std::chrono::nanoseconds spent, double cores,
                                                           std::chrono::nanoseconds elapsed);

  void drain();  ///< Delivers all that waits, now. Pump's thread.

  [[nodiscard]] std::size_t waitingBytes() const;  ///< roughly; any thread

  static constexpr std::size_t kDefaultBound = 64u << 20;
  static constexpr std::size_t kLargestBatch =
      20'000;  ///< more than this goes out in several turns of the loop

 Q_SIGNALS:
  void arrived(const std::vector<lab::Event>& batch);  ///< never empty
  void behindChanged(bool behind);

 private:
  class Mailbox;

  void wake(bool urgent);
  void deliver();
  [[nodiscard]] std::chrono::milliseconds rest() const;
  void reportBehind(bool behind);

  std::shared_ptr<Mailbox> mailbox_;
  QTimer timer_;
  std::chrono::milliseconds period_;
  std::size_t bound_;
  bool behind_ = false;
  double cores_ = 0;                                 // that this thread may use all the time; 0: all it likes
  std::chrono::steady_clock::time_point delivered_;  // the latest batch
  std::chrono::nanoseconds spentBefore_{0};          // by this thread, until then
};

/// Roughly the memory an event holds, its vectors included.
[[nodiscard]] std::size_t approximateBytes(const Event& event);

}  // namespace lab::ui
