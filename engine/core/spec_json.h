#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/spec.h"

namespace lab {

/// A catalogue entry as far as a file is concerned: its id and what it can be told.
struct EntryParams {
  std::string id;
  std::span<const ParamInfo> params;
};

/// What the catalogues know, handed in so that core need not know them.
struct SpecVocabulary {
  std::vector<EntryParams> tasks;
  std::vector<EntryParams> schemes;
  std::vector<EntryParams> architectures;
  std::vector<EntryParams> normalizations;
  std::vector<EntryParams> algorithms;
};

/// The spec as JSON (contract.md section 2), every field written, the chosen entries' parameters with their
/// fallbacks filled in. Two equal specs give the same text.
[[nodiscard]] std::string toJson(const ExperimentSpec& spec, const SpecVocabulary& vocabulary);

/// Reads JSON text. Throws Error{Usage} that lists every problem found: broken syntax with line and column, unknown
/// keys with the nearest known one, values of the wrong type, unknown words. `origin` names the source in messages.
[[nodiscard]] ExperimentSpec specFromJson(std::string_view text, const SpecVocabulary& vocabulary,
                                          std::string_view origin);

/// Applies one `--set key=value`, e.g. "algorithm.threshold=0.1". Choosing another id drops the parameters of the
/// old one. Throws Error{Usage} as above.
void setField(ExperimentSpec& spec, std::string_view assignment, const SpecVocabulary& vocabulary);

/// Applies the members of a JSON object, keys dotted or nested, in any order: {"algorithm.id": "gaia",
/// "algorithm.threshold": 0.1}. Returns every problem; the spec is changed only when there is none. Throws
/// Error{Usage} for broken syntax.
[[nodiscard]] std::vector<Problem> applyChanges(ExperimentSpec& spec, std::string_view changes,
                                                const SpecVocabulary& vocabulary);

}  // namespace lab
