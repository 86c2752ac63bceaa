#include "engine/catalogue.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/spec_choices.h"
#include "engine/core/spec_fields.h"

namespace lab {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<std::string> ids(const std::vector<CatalogueEntry>& entries) {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.push_back(entry.id);
  return names;
}

std::vector<std::vector<CatalogueEntry>> catalogues() {
  return {catalogue::datasets(),      catalogue::tasks(),          catalogue::schemes(),
          catalogue::architectures(), catalogue::normalizations(), catalogue::algorithms()};
}

std::vector<CatalogueEntry> everything() {
  std::vector<CatalogueEntry> all;
  for (const auto& part : catalogues()) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

TEST(Catalogue, HoldsThePapersAlgorithmsAndTheEmbeddedData) {
  for (const auto* id : {"bsp", "gaia", "fedavg", "dgc"})
    EXPECT_THAT(ids(catalogue::algorithms()), Contains(id));
  for (const auto* id : {"none", "batch", "group"})
    EXPECT_THAT(ids(catalogue::normalizations()), Contains(id));
  for (const auto* id : {"iid", "modulo", "skew-fraction"})
    EXPECT_THAT(ids(catalogue::schemes()), Contains(id));
  for (const auto* id : {"fashion-mini", "synthetic", "cifar10"})
    EXPECT_THAT(ids(catalogue::datasets()), Contains(id));
  EXPECT_THAT(ids(catalogue::architectures()), Contains("lenet"));
  for (const auto* id : {"classification", "verification"}) EXPECT_THAT(ids(catalogue::tasks()), Contains(id));
}

TEST(Catalogue, EveryEntrySaysWhatItIsAndWhereItComesFrom) {
  for (const auto& entry : everything()) {
    SCOPED_TRACE(entry.id);
    EXPECT_NE(entry.title, "");
    EXPECT_NE(entry.summary, "");
    EXPECT_NE(entry.source, "");
  }
}

TEST(Catalogue, IdsAreUniqueInTheirCatalogue) {
  for (const auto& part : catalogues()) {
    const auto names = ids(part);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  }
}

TEST(Catalogue, EveryParameterIsDescribedAndItsFallbackIsLegal) {
  for (const auto& entry : everything()) {
    for (const auto& info : entry.params) {
      SCOPED_TRACE(entry.id + "." + std::string{info.key});
      EXPECT_NE(info.title, "");
      EXPECT_NE(info.help, "");
      EXPECT_EQ(problemWith(info, info.fallback), "");
    }
  }
}

// Entries of one section share its keys: a network's parameter must not hide a normalization's, nor a fixed
// field.
TEST(Catalogue, NoKeyHasTwoMeaningsInOneSection) {
  std::set<std::string> fixed;
  const ExperimentSpec spec;
  visitFields(spec, [&](const ParamInfo& info, const auto&) { fixed.emplace(info.key); });
  for (const auto& place : kChoicePlaces) fixed.emplace(place.key);

  std::map<std::string, std::string_view> owner;
  for (const auto& place : kChoicePlaces) {
    for (const auto& entry : catalogue::vocabulary().*place.entries) {
      for (const auto& info : entry.params) {
        const auto key = std::string{place.section} + "." + std::string{info.key};
        EXPECT_THAT(fixed, Not(Contains(key))) << entry.id;
        EXPECT_EQ(owner.try_emplace(key, place.noun).first->second, place.noun) << key;
      }
    }
  }
}

TEST(Catalogue, TheVocabularyKnowsTheSameEntries) {
  std::vector<std::string> words;
  for (const auto& entry : catalogue::vocabulary().algorithms) words.push_back(entry.id);
  EXPECT_EQ(words, ids(catalogue::algorithms()));
}

TEST(Catalogue, WhatTheProgramBringsAlongIsAvailable) {
  for (const auto& entry : catalogue::datasets()) {
    const bool broughtAlong = entry.id == "synthetic" || entry.id == "fashion-mini";
    EXPECT_TRUE(entry.available || !broughtAlong) << entry.id;
  }
}

}  // namespace
}  // namespace lab
