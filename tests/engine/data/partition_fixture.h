#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include "engine/data/partition/partitioner.h"
#include "engine/data/partition/skew_report.h"

namespace lab::test {

/// 0, 1, ..., classes - 1, 0, 1, ...
inline std::vector<std::int64_t> cyclingLabels(std::int64_t count, std::int64_t classes = 10) {
  std::vector<std::int64_t> labels;
  for (std::int64_t i = 0; i < count; ++i) labels.push_back(i % classes);
  return labels;
}

/// A split of cycling labels, with the counts of its labels.
struct Split {
  std::vector<std::int64_t> labels;
  std::int64_t classes = 0;
  Partition partition;
  std::vector<std::int64_t> counts;  // [K x C]

  [[nodiscard]] std::int64_t count(std::size_t partitionIndex, std::size_t label) const {
    return counts[partitionIndex * static_cast<std::size_t>(classes) + label];
  }

  /// The labels of which a partition holds at least one sample.
  [[nodiscard]] std::set<std::int64_t> labelsOf(std::size_t partitionIndex) const {
    std::set<std::int64_t> found;
    for (std::int64_t label = 0; label < classes; ++label) {
      if (count(partitionIndex, static_cast<std::size_t>(label)) > 0) found.insert(label);
    }
    return found;
  }
};

/// Everything a split is made from, with its labels.
struct SplitCase {
  std::vector<std::int64_t> labels;
  std::int64_t classes = 10;
  std::int64_t partitions = 0;
  ParamValues params{};
  ParamTexts texts{};
  ParamTables tables{};
  std::vector<std::string> attribute{};
  std::uint64_t seed = 1;
};

inline Split splitWith(const std::string& id, const SplitCase& given) {
  Split split{.labels = given.labels, .classes = given.classes, .partition = {}, .counts = {}};
  split.partition = partition::named(id).split({.labels = split.labels,
                                                .classes = given.classes,
                                                .partitions = given.partitions,
                                                .params = given.params,
                                                .texts = given.texts,
                                                .tables = given.tables,
                                                .attribute = given.attribute},
                                               Seed{given.seed});
  split.counts = labelCounts(split.partition, split.labels, given.classes);
  return split;
}

/// A text file of its own for a test, removed at its end.
class TextFile {
 public:
  explicit TextFile(const std::string& text) { std::ofstream{path_} << text; }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("skewlab-text-" + std::to_string(getpid()) + ".txt");
};

inline Split splitOf(const std::string& id, std::vector<std::int64_t> labels, std::int64_t partitions,
                     const ParamValues& params = {}, std::uint64_t seed = 1, std::int64_t classes = 10) {
  return splitWith(id, {.labels = std::move(labels),
                        .classes = classes,
                        .partitions = partitions,
                        .params = params,
                        .seed = seed});
}

/// The chi-square statistic of the hypothesis that all partitions have the same mixture of labels.
inline double chiSquare(const Split& split) {
  double sum = 0;
  for (std::size_t k = 0; k < split.partition.size(); ++k) {
    for (std::size_t c = 0; c < static_cast<std::size_t>(split.classes); ++c) {
      const auto total = static_cast<double>(std::ranges::count(split.labels, static_cast<std::int64_t>(c)));
      const double expected =
          total * static_cast<double>(split.partition[k].size()) / static_cast<double>(split.labels.size());
      const double difference = static_cast<double>(split.count(k, c)) - expected;
      sum += difference * difference / expected;
    }
  }
  return sum;
}

}  // namespace lab::test
