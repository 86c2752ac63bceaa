#include "ui/series/travel_matrix.h"

#include <algorithm>
#include <cmath>

#include "ui/series/decisions.h"

namespace lab::ui {
namespace {

constexpr double kPercent = 100;

}  // namespace

void TravelMatrix::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    plan_ = planOf(*started);
    resize(started->partitions);
  } else if (const auto* decision = std::get_if<SkewScoutDecision>(&event)) {
    append(*decision);
  }
}

void TravelMatrix::resize(int partitions) {
  partitions_ = std::max(partitions, 0);
  visits_.assign(static_cast<std::size_t>(partitions_) * static_cast<std::size_t>(partitions_), std::nullopt);
}

void TravelMatrix::append(const SkewScoutDecision& decision) {
  if (latest_ && decision.iteration <= *latest_) return;  // repeated after a resume
  latest_ = decision.iteration;
  if (partitions_ == 0) resize(static_cast<int>(decision.hosts.size()));  // a stream that was joined late
  const auto losses = pairLosses(decision, plan_.loss.againstHost);
  const auto count = static_cast<std::size_t>(partitions_);
  for (std::size_t home = 0; home < std::min({losses.size(), decision.hosts.size(), count}); ++home) {
    const auto host = decision.hosts[home];
    if (host < 0 || host >= partitions_) continue;
    visits_[home * count + static_cast<std::size_t>(host)] =
        Visit{.iteration = decision.iteration,
              .atHome = kPercent * static_cast<double>(decision.pairAccuracy[2 * home]),
              .away = kPercent * static_cast<double>(decision.pairAccuracy[2 * home + 1]),
              .lost = losses[home]};
  }
}

const std::optional<TravelMatrix::Visit>& TravelMatrix::visit(int home, int host) const {
  static const std::optional<Visit> kNone;
  if (home < 0 || host < 0 || home >= partitions_ || host >= partitions_) return kNone;
  return visits_[static_cast<std::size_t>(home) * static_cast<std::size_t>(partitions_) +
                 static_cast<std::size_t>(host)];
}

int TravelMatrix::pairs() const {
  return plan_.loss.travellers == Travellers::All ? partitions_ * std::max(partitions_ - 1, 0) : partitions_;
}

int TravelMatrix::visited() const {
  return static_cast<int>(
      std::ranges::count_if(visits_, [](const auto& visit) { return visit.has_value(); }));
}

std::optional<TravelMatrix::Worst> TravelMatrix::worst() const {
  std::optional<Worst> worst;
  for (int home = 0; home < partitions_; ++home) {
    for (int host = 0; host < partitions_; ++host) {
      const auto& known = visit(home, host);
      if (!known || !std::isfinite(known->lost)) continue;
      if (!worst || known->lost > worst->lost) worst = Worst{home, host, known->lost};
    }
  }
  return worst;
}

}  // namespace lab::ui
