#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/x_axis.h"

namespace lab::ui {

/// One moment of a run on all four axes.
struct Place {
  std::int64_t iteration = 0;
  double epoch = 0;
  double seconds = 0;
  double bytes = 0;

  [[nodiscard]] double on(XAxis axis) const;
};

[[nodiscard]] Place placeOf(const EvaluationPoint& point);
[[nodiscard]] Place placeOf(const CommunicationPoint& point);

/// The x coordinates of a series whose events know all four of them.
class Places {
 public:
  /// False, and nothing is kept, when `place` does not lie after the one before: a resumed run repeats the
  /// points since its checkpoint, bit for bit. Seconds, bytes and epochs never run backwards; a lower or
  /// non-finite one is taken for the one before.
  bool add(const Place& place);

  [[nodiscard]] std::span<const double> on(XAxis axis) const;
  [[nodiscard]] std::size_t size() const { return x_[0].size(); }

 private:
  std::array<std::vector<double>, 4> x_;  // [axis][point], each ascending
};

/// Places moments of which only the iteration is known: epochs by their length, seconds and bytes by linear
/// interpolation between the CommunicationPoints (and the start, where both are 0).
class Clock {
 public:
  /// Learns from RunStarted (length of an epoch) and CommunicationPoint; RunStarted starts afresh.
  void add(const Event& event);

  /// NaN where it is not known yet, i.e. after the last CommunicationPoint or before the epoch's length is.
  [[nodiscard]] double at(double iteration, XAxis axis) const;

 private:
  double iterationsPerEpoch_ = 0;
  Places known_;
};

/// The moments of a series whose events know their iteration only.
class Moments {
 public:
  /// The number of the moment, a new one or the newest; nothing, and nothing is kept, when `iteration` lies
  /// before that: a resumed run repeats the events since its checkpoint, bit for bit.
  std::optional<std::size_t> add(std::int64_t iteration);

  /// As many as `clock` can place, from the first on. Valid until the next call.
  [[nodiscard]] std::span<const double> on(XAxis axis, const Clock& clock);
  [[nodiscard]] std::size_t size() const { return x_[0].size(); }

 private:
  std::array<std::vector<double>, 4> x_;  // [axis][moment]; those other than iteration are filled on demand
};

/// Points that lie on moments or between two of them, e.g. several on the same.
class PlacedPoints {
 public:
  /// `position` is the number of a moment, or a number between two; positions never fall.
  void add(double position) { positions_.push_back(position); }

  /// Of those points whose moments have their `places`, which must be those of `axis`.
  [[nodiscard]] std::span<const double> on(XAxis axis, std::span<const double> places);

 private:
  std::vector<double> positions_;
  std::array<std::vector<double>, 4> x_;  // [axis][point], filled on demand
};

}  // namespace lab::ui
