#pragma once

namespace lab::ui {

/// What all visible plots of a window may cost together in a frame, ms.
inline constexpr double kFrameBudget = 12;

/// Whether a plot that now has smooth edges, or not, shall have them: it loses them when a frame of it costs more than
/// its share of the budget, before it costs frames, and gets them back far below it. Both costs would else differ by
/// what the edges cost, and a plot would flicker between them.
///
/// `cost`: of drawing the plot, ms. `visible`: plots that are seen, at least 1 is taken.
[[nodiscard]] constexpr bool shallBeSmooth(bool smooth, double cost, int visible) {
  constexpr double kEasily = 1.0 / 3;
  const double share = kFrameBudget / (visible > 1 ? visible : 1);
  return smooth ? cost <= share : cost < kEasily * share;
}

}  // namespace lab::ui
