#include "engine/core/spec_json.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/rng.h"
#include "engine/core/spec_fields.h"
#include "tests/engine/core/vocabulary.h"

namespace lab {
namespace {

using ::testing::HasSubstr;
using testing_vocabulary::vocabulary;

// Written by hand from contract.md section 2.
constexpr std::string_view kDefaults = R"({
  "name": "",
  "notes": "",
  "tags": [],
  "seed": 1,
  "dataset": {"id": "fashion-mini", "train_limit": 0, "test_limit": 0, "augment": "none", "mean": "global"},
  "task": {"id": "classification"},
  "partition": {"scheme": "skew-fraction", "count": 5, "skew": 1},
  "model": {"architecture": "lenet", "normalization": "group", "variant": "paper", "groups": 2},
  "training": {"batch_size": 20, "iterations": 0, "epochs": 10, "learning_rate": 0.01, "momentum": 0.9,
               "weight_decay": 0.0005,
               "schedule": {"kind": "multistep", "milestones": [0.5, 0.75], "factor": 0.1, "power": 0.5, "warmup": 0},
               "memory_format": "auto", "executor": "auto"},
  "algorithm": {"id": "gaia", "threshold": 0.1},
  "skewscout": {"enabled": false, "period": 500, "sigma_al": 0.05, "lambda_al": 50, "lambda_c": 1,
                "search": "hill-climbing", "ladder": [], "start": null, "sample": 500, "order": "ring",
                "loss": "home-minus-away", "leniency": 0, "sigma_al_limit": 1, "memory": 8, "patience": 3, "longest_period": 8,
                "travel_share": 1},
  "network": {"profile": "wan", "bandwidth_mbps": 100, "latency_ms": 50, "index_bytes": 4},
  "evaluation": {"every": 100, "test": "slices", "per_class": true, "cross": false},
  "diagnostics": {"norm_divergence": true, "weight_divergence": true, "update_size": true, "every": 100, "window": 100},
  "checkpoint": {"every_seconds": 30, "keep": 1, "at_decisions": false},
  "stop": {"target_accuracy": 0, "on_divergence": true}
})";

std::string compact(std::string_view json) {
  return nlohmann::ordered_json::parse(json).dump();
}

ExperimentSpec read(std::string_view json) {
  return specFromJson(json, vocabulary(), "test");
}

TEST(ToJson, WritesEveryFieldInTheOrderOfTheContract) {
  const ExperimentSpec spec;
  EXPECT_EQ(compact(toJson(spec, vocabulary())), compact(kDefaults));
}

TEST(ToJson, DefaultsReadBackAsTheDefaultSpecWithItsParametersFilledIn) {
  ExperimentSpec expected;
  expected.partition.params = {{"skew", 1}};
  expected.model.params = {{"variant", 0}};
  expected.normalization.params = {{"groups", 2}};
  expected.algorithm.params = {{"threshold", 0.1}};
  EXPECT_EQ(read(kDefaults), expected);
}

TEST(ToJson, FallbacksAreTheDefaultsOfTheSpec) {
  // ParamInfo::fallback of a fixed field repeats the initializer of spec.h; the form's reset button uses it.
  const ExperimentSpec spec;
  visitFields(spec, [](const ParamInfo& info, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_arithmetic_v<Member> || std::is_enum_v<Member>) {
      EXPECT_EQ(static_cast<double>(member), info.fallback) << info.key;
      EXPECT_EQ(problemWith(info, static_cast<double>(member)), "") << info.key;
    }
  });
}

TEST(ToJson, NumbersAreTheShortestThatReadBack) {
  ExperimentSpec spec;
  spec.training.learningRate = 0.1 + 0.2;
  spec.training.epochs = 128;
  spec.skewscout.start = 1e-7;
  const auto text = toJson(spec, vocabulary());
  EXPECT_THAT(text, HasSubstr("\"learning_rate\": 0.30000000000000004"));
  EXPECT_THAT(text, HasSubstr("\"epochs\": 128,"));
  EXPECT_THAT(text, HasSubstr("\"start\": 1e-07"));
  EXPECT_EQ(read(text).training.learningRate, 0.1 + 0.2);
}

TEST(ToJson, NamedValuesAndBooleansAreWritten) {
  ExperimentSpec spec;
  spec.algorithm = {"fedavg", {{"local_rate_scale", -1}}};
  EXPECT_THAT(toJson(spec, vocabulary()), HasSubstr("\"local_rate_scale\": \"paper\""));
  spec.algorithm = {"dgc", {{"masking", 0}}};
  EXPECT_THAT(toJson(spec, vocabulary()), HasSubstr("\"masking\": false"));
}

TEST(ToJson, AParameterNobodyKnowsIsNotLost) {
  ExperimentSpec spec;
  spec.algorithm = {"bsp", {{"threshold", 0.5}}};
  EXPECT_THAT(toJson(spec, vocabulary()), HasSubstr("\"threshold\": 0.5"));
}

TEST(ToJson, TextThatIsNotUtf8DoesNotBreakTheFile) {
  ExperimentSpec spec;
  spec.name = "caf\xe9";
  EXPECT_EQ(read(toJson(spec, vocabulary())).name, "caf\xef\xbf\xbd");
}

const EntryParams& anyOf(const std::vector<EntryParams>& entries, Random& random) {
  return entries[random.below(entries.size())];
}

Choice randomChoice(const std::vector<EntryParams>& entries, Random& random) {
  const auto& entry = anyOf(entries, random);
  Choice choice{entry.id, {}};
  for (const auto& info : entry.params) {
    if (info.kind == ParamKind::Text) choice.texts[std::string{info.key}] = "a " + std::to_string(random.below(9));
    if (info.kind == ParamKind::Table) choice.tables[std::string{info.key}] = {{random.normal(), 2}, {}};
    if (info.kind == ParamKind::Text || info.kind == ParamKind::Table) continue;
    double value = info.low + random.uniform() * (info.high - info.low);
    if (info.kind != ParamKind::Number) value = std::floor(value);
    if (!info.names.empty()) value = info.names[random.below(info.names.size())].value;
    choice.params[std::string{info.key}] = value;
  }
  return choice;
}

void randomize(const ParamInfo&, std::string& member, Random& random) {
  member = "ab \"\\\n\xc3\xa4" + std::to_string(random.below(1000));
}
void randomize(const ParamInfo&, std::vector<std::string>& member, Random& random) {
  member.assign(random.below(4), "tag" + std::to_string(random.below(9)));
}
void randomize(const ParamInfo&, std::vector<double>& member, Random& random) {
  member.assign(random.below(4), random.normal());
}
void randomize(const ParamInfo&, std::optional<double>& member, Random& random) {
  member = random.below(2) == 0 ? std::nullopt : std::optional{random.normal()};
}
template <class Member>
void randomize(const ParamInfo& info, Member& member, Random& random) {
  if constexpr (std::is_enum_v<Member>) {
    member = static_cast<Member>(random.below(info.names.size()));
  } else if constexpr (std::is_same_v<Member, bool>) {
    member = random.below(2) == 1;
  } else {
    member = static_cast<Member>(info.low + random.uniform() * (info.high - info.low));
  }
}

TEST(ToJson, EverySpecReadsBackAsItself) {
  Random random{1};
  for (int round = 0; round < 300; ++round) {
    ExperimentSpec spec;
    visitFields(spec, [&](const ParamInfo& info, auto& member) { randomize(info, member, random); });
    spec.task = randomChoice(vocabulary().tasks, random);
    spec.partition = randomChoice(vocabulary().schemes, random);
    spec.model = randomChoice(vocabulary().architectures, random);
    spec.normalization = randomChoice(vocabulary().normalizations, random);
    spec.algorithm = randomChoice(vocabulary().algorithms, random);
    const auto text = toJson(spec, vocabulary());
    const auto back = read(text);
    ASSERT_EQ(back, spec) << text;
    ASSERT_EQ(toJson(back, vocabulary()), text);
  }
}

}  // namespace
}  // namespace lab
