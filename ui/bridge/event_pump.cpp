#include "ui/bridge/event_pump.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

#include <time.h>

namespace lab::ui {
namespace {

template <class T>
std::size_t bytesOf(const std::vector<T>& values) {
  return values.size() * sizeof(T);
}

struct ExtraBytes {
  std::size_t operator()(const RunStarted& e) const {
    return e.specJson.size() + e.environmentJson.size() + bytesOf(e.labelCounts) +
           bytesOf(e.testLabelCounts) + bytesOf(e.partitionIndices);
  }
  std::size_t operator()(const TrainingPoint& e) const { return bytesOf(e.loss); }
  std::size_t operator()(const EvaluationPoint& e) const {
    return bytesOf(e.accuracy) + bytesOf(e.loss) + bytesOf(e.classAccuracy) + bytesOf(e.crossAccuracy);
  }
  std::size_t operator()(const CommunicationPoint& e) const { return bytesOf(e.bytes) + bytesOf(e.values); }
  std::size_t operator()(const DivergencePoint& e) const {
    std::size_t sum = bytesOf(e.weights) + bytesOf(e.updates);
    for (const auto& layer : e.norm) sum += bytesOf(layer);
    return sum;
  }
  std::size_t operator()(const SkewScoutDecision& e) const {
    return e.reason.size() + bytesOf(e.pairAccuracy) + bytesOf(e.hosts);
  }
  std::size_t operator()(const SettingChanged& e) const { return e.field.size() + e.before.size() + e.after.size(); }
  std::size_t operator()(const PartitionDiverged&) const { return 0; }
  std::size_t operator()(const CheckpointWritten&) const { return 0; }
  std::size_t operator()(const RunPaused&) const { return 0; }
  std::size_t operator()(const RunResumed&) const { return 0; }
  std::size_t operator()(const RunEnded& e) const { return e.error.size(); }
};

// What the buttons answer to.
bool isUrgent(const Event& event) {
  return std::holds_alternative<RunStarted>(event) || std::holds_alternative<RunPaused>(event) ||
         std::holds_alternative<RunResumed>(event) || std::holds_alternative<RunEnded>(event);
}

std::chrono::nanoseconds spentByThisThread() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return std::chrono::seconds{spent.tv_sec} + std::chrono::nanoseconds{spent.tv_nsec};
}

}  // namespace

std::size_t approximateBytes(const Event& event) {
  return sizeof(Event) + std::visit(ExtraBytes{}, event);
}

/// Outlives the pump when a producer still holds it; that is why it is an object of its own.
class EventPump::Mailbox final : public EventSink {
 public:
  explicit Mailbox(EventPump* pump) : pump_(pump) {}

  void on(const Event& event) override {
    const std::scoped_lock lock{mutex_};
    if (pump_ == nullptr) return;
    const bool first = waiting_.empty();
    waiting_.push_back(event);
    bytes_ += approximateBytes(event);
    const bool urgent = isUrgent(event);
    if (first || urgent)
      QMetaObject::invokeMethod(pump_, [pump = pump_, urgent] { pump->wake(urgent); }, Qt::QueuedConnection);
  }

  /// The oldest events, at most `most` of them.
  std::vector<Event> take(std::size_t most) {
    const std::scoped_lock lock{mutex_};
    if (next_ == taken_.size()) {
      taken_.clear();
      next_ = 0;
      std::swap(taken_, waiting_);
    }
    const auto from = taken_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto count = std::min(most, taken_.size() - next_);
    std::vector<Event> batch{std::make_move_iterator(from),
                             std::make_move_iterator(from + static_cast<std::ptrdiff_t>(count))};
    next_ += count;
    for (const auto& event : batch) bytes_ -= approximateBytes(event);
    return batch;
  }

  bool empty() const {
    const std::scoped_lock lock{mutex_};
    return waiting_.empty() && next_ == taken_.size();
  }

  std::size_t bytes() const {
    const std::scoped_lock lock{mutex_};
    return bytes_;
  }

  void detach() {
    const std::scoped_lock lock{mutex_};
    pump_ = nullptr;
  }

 private:
  mutable std::mutex mutex_;
  EventPump* pump_;             // null when it is gone
  std::vector<Event> waiting_;  // not yet looked at
  std::vector<Event> taken_;    // being handed out, from next_ on
  std::size_t next_ = 0;
  std::size_t bytes_ = 0;
};

EventPump::EventPump(std::chrono::milliseconds period, QObject* parent, std::size_t bound)
    : QObject(parent), mailbox_(std::make_shared<Mailbox>(this)), period_(period), bound_(bound) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &EventPump::deliver);
}

EventPump::~EventPump() {
  mailbox_->detach();
}

std::shared_ptr<EventSink> EventPump::sink() const {
  return mailbox_;
}

std::size_t EventPump::waitingBytes() const {
  return mailbox_->bytes();
}

void EventPump::limitTo(double share) {
  cores_ = share * static_cast<double>(std::max(1U, std::thread::hardware_concurrency()));
}

std::chrono::milliseconds EventPump::restAfter(std::chrono::nanoseconds spent, double cores,
                                               std::chrono::nanoseconds elapsed) {
  constexpr std::chrono::milliseconds kLongest{1000};
  if (cores <= 0) return std::chrono::milliseconds{0};
  const std::chrono::duration<double, std::nano> due = std::chrono::duration<double, std::nano>(spent) / cores - elapsed;
  return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(due), std::chrono::milliseconds{0}, kLongest);
}

std::chrono::milliseconds EventPump::rest() const {
  return restAfter(spentByThisThread() - spentBefore_, cores_, std::chrono::steady_clock::now() - delivered_);
}

void EventPump::wake(bool urgent) {
  if (!timer_.isActive()) {
    timer_.start(urgent ? period_ : std::max(period_, rest()));
  } else if (urgent && timer_.remainingTimeAsDuration() > period_) {
    timer_.start(period_);
  }
}

void EventPump::drain() {
  timer_.stop();
  while (!mailbox_->empty()) Q_EMIT arrived(mailbox_->take(kLargestBatch));
  reportBehind(false);
}

void EventPump::deliver() {
  reportBehind(mailbox_->bytes() > bound_);
  spentBefore_ = spentByThisThread();
  delivered_ = std::chrono::steady_clock::now();
  const auto batch = mailbox_->take(kLargestBatch);
  if (!batch.empty()) Q_EMIT arrived(batch);
  // A backlog goes on as soon as the window has handled its input.
  if (!mailbox_->empty())
    timer_.start(batch.size() == kLargestBatch ? std::chrono::milliseconds{0} : std::max(period_, rest()));
}

void EventPump::reportBehind(bool behind) {
  if (std::exchange(behind_, behind) != behind) Q_EMIT behindChanged(behind);
}

}  // namespace lab::ui
