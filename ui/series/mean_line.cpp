#include "ui/series/mean_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {

std::vector<double> meanLine(std::span<const std::span<const double>> lines) {
  std::size_t points = 0;
  for (const auto line : lines) points = std::max(points, line.size());
  std::vector<double> mean(points, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < points; ++i) {
    double sum = 0;
    int finite = 0;
    for (const auto line : lines) {
      if (i >= line.size() || !std::isfinite(line[i])) continue;
      sum += line[i];
      ++finite;
    }
    if (finite > 0) mean[i] = sum / finite;
  }
  return mean;
}

}  // namespace lab::ui
