#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/places.h"

namespace lab::ui {

/// Cumulative bytes over a run beside what BSP would have sent (computed, never measured).
class TrafficSeries {
 public:
  /// What one point says. A saving is BSP's volume divided by ours; NaN while nothing has been sent.
  struct Now {
    std::int64_t iteration = 0;
    double bytes = 0;
    double bspBytes = 0;
    double savingInValues = 0;  ///< of float32 numbers, indices not counted
    double savingInBytes = 0;   ///< indices, statistics, control and travelling models included
  };

  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] std::span<const double> x(XAxis axis) const { return places_.on(axis); }
  [[nodiscard]] std::span<const double> total() const { return places_.on(XAxis::Bytes); }
  [[nodiscard]] std::span<const double> bsp() const { return bsp_; }
  [[nodiscard]] std::span<const double> partition(int index) const;  ///< empty outside 0..partitions()-1
  [[nodiscard]] std::span<const double> kind(Traffic kind) const;
  [[nodiscard]] bool hasKind(Traffic kind) const;  ///< any byte of it so far
  /// How many times more BSP would have sent so far, in numbers and in bytes; NaN while nothing has been
  /// sent.
  [[nodiscard]] std::span<const double> savingInValues() const { return savingInValues_; }
  [[nodiscard]] std::span<const double> savingInBytes() const { return savingInBytes_; }

  /// The last point at or before `iteration`; nothing when none is so early.
  [[nodiscard]] std::optional<Now> at(std::int64_t iteration) const;
  [[nodiscard]] std::optional<Now> now() const;  ///< the newest point

 private:
  void append(const CommunicationPoint& point);

  Places places_;
  std::vector<std::vector<double>> lines_;  // [partition][point]
  std::array<std::vector<double>, kTrafficKinds> kinds_;
  std::vector<double> bsp_, savingInValues_, savingInBytes_;
};

}  // namespace lab::ui
