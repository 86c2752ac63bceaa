#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/params.h"

namespace lab {

/// Problems of the runs of a sweep. The same problem in many runs is told once, with the first run it is in.
class RunProblems {
 public:
  void add(const std::string& run, const Problem& problem);

  /// In the order of their first appearance: "BatchNorm, IID, seed 1 (and 3 other runs): training.epochs:
  /// ...".
  [[nodiscard]] std::vector<Problem> list() const;

 private:
  struct Entry {
    std::string firstRun;
    Problem problem;
    int runs = 0;
  };
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> places_;  // field and text -> place in entries_
};

}  // namespace lab
