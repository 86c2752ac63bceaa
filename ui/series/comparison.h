#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lab::ui {

/// One run's accuracy over x; all three as long, iterations ascending.
struct RunCurve {
  std::span<const double> iterations;
  std::span<const double> x;
  std::span<const double> percent;  ///< NaN is a gap
};

/// Several seeds of one configuration as one curve.
struct SeedBand {
  std::vector<double> x;                ///< mean of the seeds' x
  std::vector<double> mean;             ///< percent
  std::vector<double> lowest, highest;  ///< of any seed
};

/// At the iterations at which every one of the runs has a finite accuracy, and only there: a mean over fewer
/// seeds in the middle of a line would pretend a jump.
[[nodiscard]] SeedBand bandOf(std::span<const RunCurve> runs);

/// The first x at which the accuracy is at least `percent`: a point that was measured, nothing in between.
/// Nothing when it never is.
[[nodiscard]] std::optional<double> firstReach(const RunCurve& run, double percent);

/// What a run cost and what it brought.
struct Trade {
  double bytes = 0;
  double percent = 0;
};

/// Indices of the trades that no other beats, i.e. is at least as cheap and as accurate and one of both more
/// so, from cheap to dear. Trades with a number that is not finite are not looked at; of equal ones all stay.
[[nodiscard]] std::vector<std::size_t> paretoFront(std::span<const Trade> trades);

enum class Better { Higher, Lower };
enum class Verdict { Better, Worse, Same, Unknown };

/// How `ours` compares with `theirs`; differences below `noticeable` do not count. Unknown when one is not
/// finite.
struct Judged {
  double ours = 0;
  double theirs = 0;
};
[[nodiscard]] Verdict judge(const Judged& numbers, Better better, double noticeable);

}  // namespace lab::ui
