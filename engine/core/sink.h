#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "engine/core/events.h"

namespace lab {

/// Receives events on the thread that runs the experiment. Must return quickly and must not throw.
class EventSink {
 public:
  EventSink() = default;
  EventSink(const EventSink&) = delete;
  EventSink& operator=(const EventSink&) = delete;
  virtual ~EventSink() = default;
  virtual void on(const Event& event) = 0;
};

/// Hands every event to each sink in order, e.g. first the recorder, then the window.
class Fanout final : public EventSink {
 public:
  explicit Fanout(std::vector<std::shared_ptr<EventSink>> sinks) : sinks_(std::move(sinks)) {}
  void on(const Event& event) override {
    for (const auto& sink : sinks_) sink->on(event);
  }

 private:
  std::vector<std::shared_ptr<EventSink>> sinks_;
};

/// Keeps everything; the test double of choice.
class EventLog final : public EventSink {
 public:
  void on(const Event& event) override { events.push_back(event); }

  template <class E>
  [[nodiscard]] std::vector<E> all() const {
    std::vector<E> found;
    for (const auto& event : events) {
      if (const E* match = std::get_if<E>(&event)) found.push_back(*match);
    }
    return found;
  }

  std::vector<Event> events;
};

}  // namespace lab
