#include "ui/series/cost_to_reach.h"

#include <algorithm>
#include <cmath>

#include "ui/series/points.h"

namespace lab::ui {

void CostToReach::add(const Event& event) {
  if (std::holds_alternative<RunStarted>(event)) {
    *this = {};
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    if (known_.add(placeOf(*point))) bspBytes_.push_back(static_cast<double>(point->bspBytes));
  }
}

std::optional<Reach> CostToReach::reach(std::span<const double> line, const Places& places, double target,
                                        XAxis axis) const {
  const auto found = std::ranges::find_if(line, [target](double value) { return value >= target; });
  const auto point = static_cast<std::size_t>(found - line.begin());
  if (found == line.end() || point >= places.size()) return std::nullopt;
  const double iteration = places.on(XAxis::Iteration)[point];
  const double bytes = places.on(XAxis::Bytes)[point];
  const double bsp = interpolated(known_.on(XAxis::Iteration), bspBytes_, iteration);
  return Reach{.point = point,
               .x = places.on(axis)[point],
               .bytes = bytes,
               .saving = bytes > 0 ? bsp / bytes : std::nan("")};
}

}  // namespace lab::ui
