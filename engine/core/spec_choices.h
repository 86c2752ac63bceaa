#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/spec_json.h"

namespace lab {

/// One of the places where the spec names a catalogue entry and holds that entry's parameters.
struct ChoicePlace {
  std::string_view key;      ///< dotted key of the id: "algorithm.id"
  std::string_view section;  ///< dotted prefix of the parameters: "algorithm"
  std::string_view noun;     ///< "algorithm"
  Choice ExperimentSpec::*choice;
  std::vector<EntryParams> SpecVocabulary::*entries;
};

inline constexpr std::array kChoicePlaces{
    ChoicePlace{"partition.scheme", "partition", "scheme", &ExperimentSpec::partition,
                &SpecVocabulary::schemes},
    ChoicePlace{"task.id", "task", "task", &ExperimentSpec::task, &SpecVocabulary::tasks},
    ChoicePlace{"model.architecture", "model", "architecture", &ExperimentSpec::model,
                &SpecVocabulary::architectures},
    ChoicePlace{"model.normalization", "model", "normalization", &ExperimentSpec::normalization,
                &SpecVocabulary::normalizations},
    ChoicePlace{"algorithm.id", "algorithm", "algorithm", &ExperimentSpec::algorithm,
                &SpecVocabulary::algorithms}};

/// The entry of that name; nullptr when there is none.
[[nodiscard]] const EntryParams* find(const std::vector<EntryParams>& entries, std::string_view id);

/// What is wrong with an id that find() does not know: names the nearest, or all there are.
[[nodiscard]] std::string unknownId(std::string_view id, const std::vector<EntryParams>& entries);

/// What is wrong with a dotted key that is not known for the entries `spec` has chosen: which entry it
/// belongs to, or the nearest known key.
[[nodiscard]] std::string unknownKey(std::string_view key, const ExperimentSpec& spec,
                                     const SpecVocabulary& vocabulary);

/// Every dotted key that can be set with the entries `spec` has chosen.
[[nodiscard]] std::vector<std::string> knownKeys(const ExperimentSpec& spec,
                                                 const SpecVocabulary& vocabulary);

}  // namespace lab
