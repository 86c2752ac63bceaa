#include "ui/plot/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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
  const auto size = static_cast<std::ptrdiff_t>(std::min(x.size(), y.size()));
  const double width = (columns.upper - columns.lower) / std::max(columns.count, 1);
  Points out;
  if (size == 0 || !(width > 0)) return out;

  const auto begin = x.begin();
  const auto first =
      std::max<std::ptrdiff_t>(std::lower_bound(begin, begin + size, columns.lower) - begin - 1, 0);
  const auto last =
      std::min<std::ptrdiff_t>(std::upper_bound(begin, begin + size, columns.upper) - begin + 1, size);
  const auto place = [&](std::ptrdiff_t i) { return std::floor(x[static_cast<std::size_t>(i)] / width); };
  for (auto i = first; i < last;) {
    Column column{x[static_cast<std::size_t>(i)]};
    const double current = place(i);
    for (; i < last && place(i) == current; ++i) {
      column.add({x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(i)]});
    }
    column.flush(decimation, out);
  }
  return out;
}

}  // namespace lab::ui
