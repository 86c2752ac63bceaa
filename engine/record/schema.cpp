#include "engine/record/schema.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "engine/core/spec.h"

namespace lab::record {
namespace {

constexpr std::string_view kNorm = "/divergence/norm/";

std::uint64_t length(Dim dim, const Layout& layout) {
  switch (dim) {
    case Dim::Partitions:
      return layout.partitions;
    case Dim::Bounds:
      return layout.partitions + 1;
    case Dim::Classes:
      return layout.classes;
    case Dim::Samples:
      return layout.samples;
    case Dim::Kinds:
      return kTrafficKinds;
    case Dim::Places:
      return 2;
    case Dim::Rungs:
      return layout.rungs;
    case Dim::Channels:
      break;
  }
  return 0;
}

std::string unitOf(const Row& row) {
  if (row.fields.empty()) return std::string(row.unit);
  std::string unit;
  for (const auto& field : row.fields) unit += (unit.empty() ? "" : "; ") + field.name + ": " + field.unit;
  return unit;
}

Column columnOf(const Row& row, const Layout& layout) {
  h5::Plan plan{.path = std::string(row.path),
                .element = row.element,
                .fields = row.fields,
                .growing = row.axis != Axis::Fixed,
                .unit = unitOf(row),
                .description = std::string(row.description)};
  for (const Dim dim : row.shape) plan.shape.push_back(length(dim, layout));
  return {std::move(plan), &row};
}

bool flag(const nlohmann::json& spec, const char* pointer, bool fallback) {
  const nlohmann::json::json_pointer place(pointer);
  return spec.contains(place) && spec.at(place).is_boolean() ? spec.at(place).get<bool>() : fallback;
}

}  // namespace

Layout layoutOf(const RunStarted& started) {
  const auto spec = nlohmann::json::parse(started.specJson, nullptr, false);
  const ExperimentSpec fallback;
  return {.partitions = static_cast<std::size_t>(std::max(0, started.partitions)),
          .classes = started.classNames.size(),
          .samples = started.partitionIndices.size(),
          .layers = started.normLayers,
          .classAccuracy = flag(spec, "/evaluation/per_class", fallback.evaluation.perClass),
          .crossAccuracy = flag(spec, "/evaluation/cross", fallback.evaluation.cross),
          .skewscout = flag(spec, "/skewscout/enabled", fallback.skewscout.enabled),
          .rungs = started.knob.ladder.size(),
          .weightDivergence =
              flag(spec, "/diagnostics/weight_divergence", fallback.diagnostics.weightDivergence),
          .updateSize = flag(spec, "/diagnostics/update_size", fallback.diagnostics.updateSize)};
}

std::string_view letter(Axis axis) {
  constexpr std::array<std::string_view, 9> kLetters{"", "E", "T", "U", "D", "T'", "J", "O", "V"};
  return kLetters.at(static_cast<std::size_t>(axis));
}

std::string_view letter(Dim dim) {
  constexpr std::array<std::string_view, 8> kLetters{"K", "K+1", "C", "n", "5", "2", "R", "channels"};
  return kLetters.at(static_cast<std::size_t>(dim));
}

std::vector<Column> columns(const Layout& layout) {
  std::vector<Column> found;
  for (const auto& row : schema()) {
    if (row.when != nullptr && !row.when(layout)) continue;
    if (!row.path.starts_with(kNorm)) {
      found.push_back(columnOf(row, layout));
      continue;
    }
    for (const auto& layer : layout.layers) {
      Column column = columnOf(row, layout);
      column.plan.path = normPath(layer.name);
      column.plan.shape = {static_cast<std::uint64_t>(layer.channels)};
      column.layer = layer.name;
      found.push_back(std::move(column));
    }
  }
  return found;
}

std::string normPath(std::string_view layer) {
  std::string name(layer);
  std::replace(name.begin(), name.end(), '/', '_');
  return std::string(kNorm) + name;
}

}  // namespace lab::record
