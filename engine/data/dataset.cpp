#include "engine/data/dataset.h"

#include <algorithm>

#include "engine/data/library.h"
#include "engine/data/loader.h"
#include "engine/data/synthetic.h"

namespace lab::dataset {

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

}  // namespace lab::dataset
