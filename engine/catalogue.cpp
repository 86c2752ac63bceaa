#include "engine/catalogue.h"

#include "engine/algo/algorithm.h"
#include "engine/control/search.h"
#include "engine/data/dataset.h"
#include "engine/data/partition/partitioner.h"
#include "engine/nn/model.h"
#include "engine/nn/norm.h"
#include "engine/train/task.h"

namespace lab::catalogue {
namespace {

template <class Entry>
std::vector<CatalogueEntry> plain(const std::vector<Entry>& entries) {
  std::vector<CatalogueEntry> values;
  for (const auto& entry : entries) {
    values.push_back({.id = entry.id,
                      .title = entry.title,
                      .summary = entry.summary,
                      .source = entry.source,
                      .params = entry.params});
  }
  return values;
}

template <class Entry>
std::vector<EntryParams> words(const std::vector<Entry>& entries) {
  std::vector<EntryParams> values;
  for (const auto& entry : entries) values.push_back({.id = entry.id, .params = entry.params});
  return values;
}

}  // namespace

std::vector<CatalogueEntry> datasets() {
  std::vector<CatalogueEntry> values;
  for (const auto& entry : dataset::all()) {
    values.push_back({.id = entry.id,
                      .title = entry.title,
                      .summary = entry.description,
                      .source = entry.source,
                      .params = {},
                      .available = entry.available()});
  }
  return values;
}

std::vector<CatalogueEntry> tasks() {
  return plain(task::all());
}

std::vector<CatalogueEntry> schemes() {
  return plain(partition::all());
}

std::vector<CatalogueEntry> architectures() {
  return plain(model::all());
}

std::vector<CatalogueEntry> normalizations() {
  return plain(norm::all());
}

std::vector<CatalogueEntry> algorithms() {
  auto values = plain(algo::all());
  for (std::size_t i = 0; i < values.size(); ++i) values[i].knob = algo::all()[i].knob;
  return values;
}

std::vector<CatalogueEntry> searches() {
  std::vector<CatalogueEntry> values;
  for (const auto& entry : control::all()) {
    values.push_back({.id = entry.id,
                      .title = entry.title,
                      .summary = entry.summary,
                      .source = entry.source,
                      .params = {}});
  }
  return values;
}

const SpecVocabulary& vocabulary() {
  static const SpecVocabulary known{.tasks = words(task::all()),
                                    .schemes = words(partition::all()),
                                    .architectures = words(model::all()),
                                    .normalizations = words(norm::all()),
                                    .algorithms = words(algo::all())};
  return known;
}

}  // namespace lab::catalogue
