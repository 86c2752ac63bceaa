#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/events.h"

namespace lab::ui {

/// A model's visit to another partition.
struct Trip {
  int home = 0;
  int host = 0;

  friend bool operator==(const Trip&, const Trip&) = default;
};

/// Who has sent how much lately. What a partition puts out for all others counts once, as in the run file.
struct NetworkState {
  std::int64_t iteration = 0;
  std::int64_t since = 0;          ///< where the window begins
  std::vector<double> sent;        ///< [K] bytes put out for all others within the window
  std::vector<double> total;       ///< [K] bytes since the start, travelling models included
  double model = 0;                ///< bytes of a travelling model within the window
  std::vector<std::int64_t> last;  ///< [K] iteration up to which it has put something out; -1: never
  std::vector<Trip> trips;         ///< within the window

  /// Bytes within the window between two partitions, both ways; 0 outside.
  [[nodiscard]] double between(int a, int b) const;
  [[nodiscard]] double largest() const;  ///< of all pairs
  /// Iterations since one of the two has put something out; nothing when neither has.
  [[nodiscard]] std::optional<std::int64_t> age(int a, int b) const;
  [[nodiscard]] double lately() const;      ///< bytes put out by all within the window, travel included
  [[nodiscard]] double altogether() const;  ///< likewise since the start
};

/// What has gone between two partitions since the start, both ways, over the iterations.
struct LinkBytes {
  std::vector<double> iteration, bytes;
};

/// Who sends how much to whom, at any moment of a run.
class NetworkSeries {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return partitions_; }
  [[nodiscard]] std::int64_t window() const { return window_; }  ///< iterations

  /// As of `iteration`; nothing while nothing has been counted.
  [[nodiscard]] std::optional<NetworkState> at(std::int64_t iteration) const;

  /// Of two different partitions; empty outside.
  [[nodiscard]] LinkBytes link(int a, int b) const;

 private:
  struct Count {
    std::int64_t iteration = 0;
    std::vector<double> bytes;       // [K] cumulative
    double travel = 0;               // of these, by all together
    std::vector<std::int64_t> last;  // [K] as NetworkState's
  };
  struct Travel {
    std::int64_t iteration = 0;
    std::vector<std::int32_t> hosts;
  };

  void append(const CommunicationPoint& point);
  void noteSenders(Count& count) const;
  [[nodiscard]] const Count* lastUntil(std::int64_t iteration) const;
  [[nodiscard]] std::vector<Trip> tripsOf(const Travel& travel) const;
  [[nodiscard]] std::vector<Trip> tripsWithin(std::int64_t since, std::int64_t until) const;

  int partitions_ = 0;
  std::int64_t window_ = 1;
  std::vector<Count> counts_;
  std::vector<Travel> travels_;
};

}  // namespace lab::ui
