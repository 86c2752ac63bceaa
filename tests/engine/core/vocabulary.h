#pragma once

#include <array>

#include "engine/core/spec_json.h"

namespace lab::testing_vocabulary {

// A small world with every kind of parameter, so that the tests of core do not change when a catalogue does.

inline constexpr std::array kForms{NamedValue{"paper", 0, "the authors'"},
                                   NamedValue{"standard", 1, "today's"}};
inline constexpr std::array kScales{NamedValue{"paper", -1, "1/K"}};

inline constexpr std::array kSkew{
    ParamInfo{.key = "skew", .title = "Skew", .fallback = 1, .low = 0, .high = 1}};
inline constexpr std::array kAlpha{
    ParamInfo{.key = "alpha", .title = "Alpha", .fallback = 0.5, .low = 0, .high = 9}};
inline constexpr std::array kCentres{
    ParamInfo{.key = "centre_weight", .title = "Centres", .fallback = 0.003, .low = 0, .high = 9}};
inline constexpr std::array kAmounts{ParamInfo{.key = "amounts", .title = "Amounts", .kind = ParamKind::Table}};
inline constexpr std::array kFile{ParamInfo{.key = "file", .title = "File", .kind = ParamKind::Text}};
inline constexpr std::array kLenet{
    ParamInfo{.key = "variant", .title = "Variant", .kind = ParamKind::Choice, .names = kForms}};
inline constexpr std::array kGroup{ParamInfo{
    .key = "groups", .title = "Groups", .kind = ParamKind::Integer, .fallback = 2, .low = 1, .high = 64}};
inline constexpr std::array kGaia{
    ParamInfo{.key = "threshold", .title = "Threshold", .fallback = 0.1, .low = 0, .high = 1}};
inline constexpr std::array kFedavg{
    ParamInfo{.key = "local_iterations",
              .title = "Local",
              .kind = ParamKind::Integer,
              .fallback = 20,
              .low = 1,
              .high = 1000},
    ParamInfo{
        .key = "local_rate_scale", .title = "Rate", .fallback = 1, .low = 0, .high = 9, .names = kScales}};
inline constexpr std::array kDgc{ParamInfo{
    .key = "masking", .title = "Masking", .kind = ParamKind::Boolean, .fallback = 1, .low = 0, .high = 1}};

inline const SpecVocabulary& vocabulary() {
  static const SpecVocabulary words{
      .tasks = {{"classification", {}}, {"verification", kCentres}},
      .schemes = {{"iid", {}}, {"skew-fraction", kSkew}, {"dirichlet", kAlpha}, {"amounts", kAmounts}, {"file", kFile}},
      .architectures = {{"lenet", kLenet}, {"mlp", {}}},
      .normalizations = {{"none", {}}, {"batch", {}}, {"group", kGroup}},
      .algorithms = {{"bsp", {}}, {"gaia", kGaia}, {"fedavg", kFedavg}, {"dgc", kDgc}}};
  return words;
}

}  // namespace lab::testing_vocabulary
