#include "ui/series/timeline.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

namespace lab::ui {
namespace {

/// Whether an event is something that views show, and not just news of the run.
template <class T>
constexpr bool kIsPoint = std::is_same_v<T, TrainingPoint> || std::is_same_v<T, EvaluationPoint> ||
                          std::is_same_v<T, CommunicationPoint> || std::is_same_v<T, DivergencePoint> ||
                          std::is_same_v<T, SkewScoutDecision>;

double known(double place, double newest) {
  return std::isfinite(place) ? place : newest;
}

}  // namespace

void Timeline::add(const Event& event) {
  if (std::holds_alternative<RunStarted>(event)) *this = {};
  clock_.add(event);
  if (const auto* point = std::get_if<CommunicationPoint>(&event)) newest_ = placeOf(*point);
  std::visit(
      [this](const auto& value) {
        if constexpr (kIsPoint<std::decay_t<decltype(value)>>) {
          // A resumed run repeats the points since its checkpoint.
          if (iterations_.empty() || value.iteration > iterations_.back()) {
            iterations_.push_back(value.iteration);
          }
        }
      },
      event);
}

Place Timeline::at(std::size_t moment) const {
  const std::int64_t iteration = iterations_.at(moment);
  const auto place = static_cast<double>(iteration);
  return {.iteration = iteration,
          .epoch = known(clock_.at(place, XAxis::Epoch), newest_.epoch),
          .seconds = known(clock_.at(place, XAxis::Seconds), newest_.seconds),
          .bytes = known(clock_.at(place, XAxis::Bytes), newest_.bytes)};
}

std::size_t Timeline::nearest(std::int64_t iteration) const {
  const auto after = std::ranges::upper_bound(iterations_, iteration);
  return after == iterations_.begin() ? 0 : static_cast<std::size_t>(after - iterations_.begin()) - 1;
}

}  // namespace lab::ui
