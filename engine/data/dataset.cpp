#include "engine/data/dataset.h"

#include <algorithm>
#include <optional>

#include "engine/core/error.h"
#include "engine/data/library.h"
#include "engine/data/loader.h"
#include "engine/data/synthetic.h"

namespace lab::dataset {
namespace {

std::vector<std::string> labelNames(const std::string& id, std::int64_t trainLimit) {
  const auto classNames = id == syntheticEntry().id ? syntheticEntry().classNames : manifestOf(id).entry.classNames;
  std::vector<std::string> names;
  for (const auto label : trainLabels(id, trainLimit)) names.push_back(classNames[static_cast<std::size_t>(label)]);
  return names;
}

}  // namespace

std::vector<DatasetEntry> all() {
  std::vector<DatasetEntry> entries;
  for (const auto& manifest : manifests()) {
    entries.push_back(manifest.entry);
    entries.back().folder = folderOf(manifest);
  }
  entries.push_back(syntheticEntry());
  std::ranges::stable_partition(entries, &DatasetEntry::available);
  return entries;
}

Dataset load(const std::string& id, std::int64_t trainLimit, std::int64_t testLimit) {
  const Limits limits{.train = trainLimit, .test = testLimit};
  if (id == syntheticEntry().id) return loadSynthetic(limits);
  const Manifest manifest = manifestOf(id);
  return loadFrom(requireFolder(manifest), manifest, limits);
}

std::vector<std::int64_t> trainLabels(const std::string& id, std::int64_t trainLimit) {
  if (id == syntheticEntry().id) return loadSynthetic({.train = trainLimit, .test = 1}).train.labels;
  const Manifest manifest = manifestOf(id);
  return trainLabelsFrom(requireFolder(manifest), manifest, trainLimit);
}

std::vector<std::string> trainColumn(const std::string& id, const std::string& column, std::int64_t trainLimit) {
  if (column == "label") return labelNames(id, trainLimit);
  const std::optional<Manifest> manifest =
      id == syntheticEntry().id ? std::nullopt : std::optional{manifestOf(id)};
  const auto columns = manifest ? manifest->entry.columns : std::vector<std::string>{};
  if (std::ranges::find(columns, column) != columns.end()) {
    return trainColumnFrom(requireFolder(*manifest), *manifest, column, trainLimit);
  }
  std::string known = "label";
  for (const auto& name : columns) known += ", " + name;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "partition.column",
               .problem = "data set \"" + id + "\" has no column \"" + column + '"',
               .expected = "one of " + known});
}

}  // namespace lab::dataset
