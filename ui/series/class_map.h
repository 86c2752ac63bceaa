#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/label_map.h"
#include "ui/series/run_plan.h"

namespace lab::ui {

/// How well every partition's model knows every class, at the newest evaluation.
class ClassMap {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int classes() const { return trained_.classes(); }
  [[nodiscard]] int partitions() const { return trained_.partitions(); }
  [[nodiscard]] const std::vector<std::string>& classNames() const { return trained_.classNames(); }
  [[nodiscard]] const RunPlan& plan() const { return plan_; }
  [[nodiscard]] std::optional<std::int64_t> iteration() const {
    return iteration_;
  }  ///< nothing: no point yet

  /// Percent of the partition's test images of the class that its model gets right; NaN where there are none.
  [[nodiscard]] double right(int label, int partition) const;
  [[nodiscard]] std::int64_t tested(int label, int partition) const {
    return tested_.count(label, partition);
  }
  /// Test images of the class that the partition's model gets right; nothing where there are none, or
  /// unknown.
  [[nodiscard]] std::optional<std::int64_t> correct(int label, int partition) const;
  [[nodiscard]] std::int64_t trained(int label, int partition) const {
    return trained_.count(label, partition);
  }
  [[nodiscard]] bool knowsTests() const { return !tested_.empty(); }  ///< tested() means something

  struct Cell {
    int label = 0, partition = 0;
    double right = 0;  ///< percent
  };
  [[nodiscard]] std::optional<Cell> worst() const;  ///< of all cells with a number; the first of equals
  /// Mean percentage over the cells whose class the partition has trained on, or has not; NaN without any.
  [[nodiscard]] double mean(bool trainedOn) const;

 private:
  LabelMap trained_, tested_;
  RunPlan plan_;
  std::vector<float> right_;  // [partition][label], fractions
  std::optional<std::int64_t> iteration_;
};

}  // namespace lab::ui
