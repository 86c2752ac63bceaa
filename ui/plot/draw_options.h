#pragma once

namespace lab::ui {

enum class LegendPlace { Top, Bottom, Right, None };

/// Instead of a level of detail: nothing is reduced, whatever the size of the file.
inline constexpr int kAllPoints = 0;

/// How a plot is drawn into a figure.
struct DrawOptions {
  LegendPlace legend = LegendPlace::Top;
  int detail = 1;  ///< times the points that a screen would get, or kAllPoints
};

}  // namespace lab::ui
