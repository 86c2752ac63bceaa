#include "engine/train/pair_accuracy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

namespace lab {
namespace {

struct Judged {
  double similarity = 0;
  bool same = false;
};

// The lowest threshold that is right most often. Raising it past a similarity turns that pair to "different".
double bestThreshold(std::vector<Judged> pairs) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::erase_if(pairs, [](const Judged& pair) { return std::isnan(pair.similarity); });
  std::ranges::sort(pairs, {}, &Judged::similarity);
  double best = -kInfinity;
  std::int64_t gain = 0, bestGain = 0;  // pairs that are right more than with everything "the same"
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    gain += pairs[i].same ? -1 : 1;
    const bool last = i + 1 == pairs.size();
    if (!last && pairs[i + 1].similarity == pairs[i].similarity) continue;
    if (gain <= bestGain) continue;
    bestGain = gain;
    best = last ? kInfinity : (pairs[i].similarity + pairs[i + 1].similarity) / 2;
  }
  return best;
}

}  // namespace

float cosine(std::span<const float> a, std::span<const float> b) {
  double dot = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = static_cast<double>(a[i]);
    const auto y = static_cast<double>(b[i]);
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return static_cast<float>(dot / std::sqrt(aa * bb));
}

float pairAccuracy(std::span<const float> similarities, std::span<const ImagePair> pairs) {
  std::set<int> folds;
  for (const auto& pair : pairs) folds.insert(pair.fold);
  if (folds.size() < 2) return std::numeric_limits<float>::quiet_NaN();
  double sum = 0;
  for (const int fold : folds) {
    std::vector<Judged> others, own;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      auto& side = pairs[i].fold == fold ? own : others;
      side.push_back({static_cast<double>(similarities[i]), pairs[i].same});
    }
    const double threshold = bestThreshold(others);
    const auto right = std::ranges::count_if(
        own, [&](const Judged& pair) { return (pair.similarity > threshold) == pair.same; });
    sum += static_cast<double>(right) / static_cast<double>(own.size());
  }
  return static_cast<float>(sum / static_cast<double>(folds.size()));
}

}  // namespace lab
