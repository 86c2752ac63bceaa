#pragma once

namespace lab::ui {

/// How long the mean of a smoothed line remembers, beside what suits its plot.
enum class SmoothingStrength { Light, Medium, Strong };

}  // namespace lab::ui
