#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace lab {

/// What each setting of a knob cost when it was last tried. Training changes what a setting costs, so entries
/// age: one that is older than `age` decisions counts as never tried.
class Memory {
 public:
  Memory(std::size_t rungs, std::int64_t age);

  void remember(std::size_t position, double objective, std::int64_t decision);
  void know(std::size_t position, double objective);  ///< for good, whatever is tried; one position at most
  void forget();  ///< everything: after a step of the learning rate old prices say nothing

  /// Nothing when the setting has not been tried within the last `age` decisions before `decision`.
  [[nodiscard]] std::optional<double> recall(std::size_t position, std::int64_t decision) const;

  // For the checkpoint: an objective and a decision number by position.
  [[nodiscard]] const std::vector<double>& objectives() const { return objectives_; }
  [[nodiscard]] const std::vector<std::int64_t>& decisions() const { return decisions_; }
  void restore(std::vector<double> objectives, std::vector<std::int64_t> decisions);

 private:
  std::int64_t age_;
  std::optional<std::pair<std::size_t, double>> known_;
  std::vector<double> objectives_;
  std::vector<std::int64_t> decisions_;  // kNever where there is no entry
};

}  // namespace lab
