#include "ui/plot/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

struct Spot {
  double x = 0;
  double y = 0;
};

/// Collects the finite points of one column.
class Column {
 public:
  explicit Column(double firstX) : firstX_(firstX) {}

  void add(const Spot& spot) {
    if (!std::isfinite(spot.y)) return;
    if (count_ == 0 || spot.y < lowest_.y) lowest_ = spot;
    if (count_ == 0 || spot.y > highest_.y) highest_ = spot;
    sumX_ += spot.x;
    sumY_ += spot.y;
    ++count_;
  }

  void flush(Decimation decimation, Points& out) const {
    const auto emit = [&out](const Spot& spot) {
      out.x.push_back(spot.x);
      out.y.push_back(spot.y);
    };
    if (count_ == 0) return emit({firstX_, kGap});
    // One common x for the edges of a band: both are asked for with the same x, so both take the first.
    if (decimation == Decimation::Lowest) return emit({firstX_, lowest_.y});
    if (decimation == Decimation::Highest) return emit({firstX_, highest_.y});
    if (decimation == Decimation::Mean) return emit({sumX_ / count_, sumY_ / count_});
    emit(lowest_.x <= highest_.x ? lowest_ : highest_);
    if (lowest_.y != highest_.y) emit(lowest_.x <= highest_.x ? highest_ : lowest_);
  }

 private:
  double firstX_;
  Spot lowest_, highest_;
  double sumX_ = 0, sumY_ = 0;
  int count_ = 0;
};

}  // namespace

Points decimate(std::span<const double> x, std::span<const double> y, const Columns& columns,
                Decimation decimation) {
  Points out;
  decimateFurther(out, x, y, columns, decimation);
  return out;
}

void decimateFurther(Points& points, std::span<const double> x, std::span<const double> y,
                     const Columns& columns, Decimation decimation) {
  const double width = (columns.upper - columns.lower) / std::max(columns.count, 1);
  if (!(width > 0)) return;
  points.x.resize(points.lastKept);
  points.y.resize(points.lastKept);
  const auto before = static_cast<std::size_t>(std::ranges::lower_bound(x, columns.lower) - x.begin());
  const auto beyond = static_cast<std::size_t>(std::ranges::upper_bound(x, columns.upper) - x.begin());
  const std::size_t end = std::min({beyond + 1, x.size(), y.size()});
  for (std::size_t i = std::max(points.lastOfLine, before - std::min<std::size_t>(before, 1)); i < end;) {
    points.lastOfLine = i;
    points.lastKept = points.x.size();
    Column column{x[i]};
    const double next = (std::floor(x[i] / width) + 1) * width;
    do {  // at least one, whatever is lost in rounding
      column.add({x[i], y[i]});
      ++i;
    } while (i < end && x[i] < next);
    column.flush(decimation, points);
  }
}

}  // namespace lab::ui
