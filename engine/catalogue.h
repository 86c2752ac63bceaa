#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/knob.h"
#include "engine/core/params.h"
#include "engine/core/spec_json.h"
#include "engine/presets.h"

namespace lab {

/// A catalogue entry as plain values, for forms, validation and documentation.
struct CatalogueEntry {
  std::string id;
  std::string title;
  std::string summary;
  std::string source;
  std::span<const ParamInfo> params;
  Knob knob{};            ///< of an algorithm: what SkewScout turns
  bool available = true;  ///< false for a data set whose files are not on this machine
};

/// The open sets of the program, in menu order. No LibTorch, no HDF5 behind this header.
namespace catalogue {

[[nodiscard]] std::vector<CatalogueEntry> datasets();
[[nodiscard]] std::vector<CatalogueEntry> tasks();
[[nodiscard]] std::vector<CatalogueEntry> schemes();
[[nodiscard]] std::vector<CatalogueEntry> architectures();
[[nodiscard]] std::vector<CatalogueEntry> normalizations();
[[nodiscard]] std::vector<CatalogueEntry> algorithms();
[[nodiscard]] std::vector<CatalogueEntry> searches();  ///< SkewScout's

/// All of the above as the reader of spec files wants it.
[[nodiscard]] const SpecVocabulary& vocabulary();

}  // namespace catalogue

}  // namespace lab
