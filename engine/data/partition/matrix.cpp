#include <array>
#include <cmath>

#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "table",
    .title = "Amounts",
    .kind = ParamKind::Table,
    .help =
        "One row for each partition, one column for each class: how much of the class the partition holds, "
        "relative to the others. [[3, 0], [1, 1]] gives P0 three quarters of the first class. Rows are "
        "separated with semicolons here.",
    .source = "Hsieh et al., ICML 2020: labels by region (Flickr-Mammal)"}};

[[noreturn]] void refuse(const std::string& problem, const std::string& expected) {
  throw Error(
      {.kind = ErrorKind::Usage, .doing = "partition.table", .problem = problem, .expected = expected});
}

void requireShape(const ParamTable& table, std::size_t partitions, std::size_t classes) {
  if (table.size() != partitions) {
    refuse(std::to_string(table.size()) + " rows, but partition.count is " + std::to_string(partitions),
           "one row for each partition");
  }
  for (std::size_t k = 0; k < table.size(); ++k) {
    if (table[k].size() != classes) {
      refuse("the row of partition " + std::to_string(k) + " has " + std::to_string(table[k].size()) +
                 " numbers",
             std::to_string(classes) + ", one for each class");
    }
    for (const double amount : table[k]) {
      if (std::isfinite(amount) && amount >= 0) continue;
      refuse("the row of partition " + std::to_string(k) + " holds an amount that is not possible",
             "numbers from 0 up");
    }
  }
}

// The amounts of one class, over the partitions.
std::vector<double> columnOf(const ParamTable& table, std::size_t label) {
  std::vector<double> column;
  double sum = 0;
  for (const auto& row : table) {
    column.push_back(row[label]);
    sum += row[label];
  }
  if (!(sum > 0) || !std::isfinite(sum)) {
    refuse("nobody holds class " + std::to_string(label) + ": its column adds up to " +
               (sum > 0 ? "infinity" : "0"),
           "a positive, finite sum for every class");
  }
  return column;
}

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  const ParamTable table = value(request.tables, "table");
  requireShape(table, partition.size(), static_cast<std::size_t>(request.classes));
  auto random = seed.child("matrix").random();
  const auto samples = shuffledByClass(request, random);
  for (std::size_t label = 0; label < samples.size(); ++label) {
    const auto counts = largestRemainder(columnOf(table, label), samples[label].size());
    auto next = samples[label].begin();
    for (std::size_t k = 0; k < partition.size(); ++k) {
      const auto end = next + static_cast<std::ptrdiff_t>(counts[k]);
      partition[k].insert(partition[k].end(), next, end);
      next = end;
    }
  }
  return finished(std::move(partition), "give it larger amounts in partition.table");
}

}  // namespace

PartitionerEntry matrix() {
  return {.id = "matrix",
          .title = "Table of amounts",
          .summary = "Deals each class as a table of partitions by classes says, to the sample exactly.",
          .source =
              "Hsieh et al., ICML 2020: the amounts of Flickr-Mammal are such a table; rounding by "
              "largest remainder",
          .params = kParams,
          .split = split};
}

}  // namespace lab::partition
