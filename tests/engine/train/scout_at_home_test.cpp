// Readings of the accuracy loss for which no model leaves home: with the mean of all models, and with what has been sent.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/train/scout.h"
#include "engine/train/travel_plan.h"
#include "tests/engine/train/scouting.h"

namespace lab {
namespace {

using test::decisions;
using test::hashes;
using test::shortRun;
using test::steered;
using test::turnable;
using test::watched;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Goes on so many times.
Rounds inOrder(int times) {
  return {.parallel =
              [](std::int64_t count, const std::function<void(std::int64_t)>& f) {
                for (std::int64_t i = 0; i < count; ++i) f(i);
              },
          .width = 1,
          .mayGoOn = [times]() mutable { return times-- > 0; }};
}

constexpr int kToTheEnd = 1000;

/// Three models far apart, each with something of its own that it has not sent, and SkewScout's first look at them.
class FirstLook {
 public:
  FirstLook(const std::string& loss, const std::string& device) : spec_(specOf(loss)), setup_(spec_, resolveDevice(device)) {
    const at::NoGradGuard noGrad;
    for (auto& replica : setup_.replicas) {
      replica.weights.mul_(1 + replica.id());
      replica.residual.copy_(replica.weights).mul_(0.3 + replica.id());
      before_.push_back(replica.weights.clone());
    }
    ledger_.addBspReference(1000);  // something to compare with
  }

  /// Whether there was a decision although it was told to stop after so many pieces of work.
  bool look(int pieces = kToTheEnd) {
    const at::NoGradGuard noGrad;
    decision_ = scout_.travel(6, ledger_, inOrder(pieces));
    return decision_.has_value();
  }

  [[nodiscard]] const SkewScoutDecision& decision() const { return decision_.value(); }
  [[nodiscard]] std::int64_t bytes() const { return ledger_.totalBytes(); }
  [[nodiscard]] std::int64_t modelSize() const { return before_.front().numel(); }
  [[nodiscard]] std::vector<Replica>& replicas() { return setup_.replicas; }
  [[nodiscard]] const std::vector<at::Tensor>& before() const { return before_; }

  /// Both marks of partition k, computed a second time: of its own model and of one with these weights.
  void expectAccuracies(std::size_t k, const at::Tensor& weights) {
    Replica other{3, setup_.network, setup_.device};
    other.weights.copy_(weights);
    const Seed seed = Seed{static_cast<std::uint64_t>(spec_.seed)}.child("skewscout").child("travel").child(0);
    const auto drawn = drawSample(setup_.partition[k], spec_.skewscout.sample, seed.child(static_cast<std::int64_t>(k)));
    const auto sample = setup_.train.indices(drawn);
    const auto marks = evaluate({{&setup_.replicas[k], &setup_.train, sample}, {&other, &setup_.train, sample}},
                                setup_.dataset.classes(), inOrder(kToTheEnd));
    EXPECT_FLOAT_EQ(decision().pairAccuracy[2 * k], marks->at(0).accuracy()) << k;
    EXPECT_FLOAT_EQ(decision().pairAccuracy[2 * k + 1], marks->at(1).accuracy()) << k;
  }

 private:
  static ExperimentSpec specOf(const std::string& loss) {
    auto spec = steered({"gaia", {}});
    spec.skewscout.loss = loss;
    return spec;
  }

  ExperimentSpec spec_;
  Setup setup_;
  CommunicationLedger ledger_{3, 4};
  std::vector<at::Tensor> before_;
  Scout scout_{spec_, setup_};
  std::optional<SkewScoutDecision> decision_;
};

class ScoutAtHome : public test::Scouting {
 protected:
  static std::int64_t travelled(const EventLog& log) {
    return log.all<CommunicationPoint>().back().bytesByKind[static_cast<std::size_t>(Traffic::Travel)];
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, ScoutAtHome, ::testing::ValuesIn(deviceNames()));

// Right after an averaging everyone holds the mean already.
TEST_P(ScoutAtHome, TheMeanThatAnAveragingHasLeftEverywhereIsNotSentAgain) {
  auto spec = watched(4);
  spec.skewscout.loss = "home-minus-mean";
  const auto log = train(spec);
  EXPECT_THAT(log->log.all<SkewScoutDecision>(), SizeIs(3));
  EXPECT_EQ(travelled(log->log), 0);
}

TEST_P(ScoutAtHome, TheMeanOfAllModelsVisitsEveryoneWhenAsked) {
  FirstLook look{"home-minus-mean", GetParam()};
  ASSERT_TRUE(look.look());
  EXPECT_THAT(look.decision().hosts, ElementsAre(0, 1, 2));
  EXPECT_EQ(look.bytes(), 3 * 4 * look.modelSize());
  EXPECT_THAT(look.decision().reason, HasSubstr("With the mean of all models the partitions lose"));
  const at::NoGradGuard noGrad;
  const auto& models = look.before();
  for (std::size_t k = 0; k < 3; ++k) look.expectAccuracies(k, (models[0] + models[1] + models[2]) / 3);
}

TEST_P(ScoutAtHome, AModelIsComparedWithItselfWithoutWhatItHasNotSent) {
  FirstLook look{"home-minus-shared", GetParam()};
  ASSERT_TRUE(look.look());
  EXPECT_THAT(look.decision().hosts, ElementsAre(0, 1, 2));
  EXPECT_EQ(look.bytes(), 0);
  EXPECT_THAT(look.decision().reason, HasSubstr("Without what they have not sent yet the models lose"));
  const at::NoGradGuard noGrad;
  for (std::size_t k = 0; k < 3; ++k) {
    const auto& replica = look.replicas()[k];
    EXPECT_TRUE(at::equal(replica.weights, look.before()[k])) << "afterwards it is what it was";
    look.expectAccuracies(k, replica.weights - replica.residual);
  }
}

// Whether it comes while the models are themselves or while they are what all share of them.
TEST_P(ScoutAtHome, AStopInTheMidstOfALookLeavesTheModelsAsTheyWere) {
  FirstLook whole{"home-minus-shared", GetParam()};
  ASSERT_TRUE(whole.look());
  FirstLook stopped{"home-minus-shared", GetParam()};
  int stops = 0;
  while (!stopped.look(stops)) {
    ++stops;
    for (std::size_t k = 0; k < 3; ++k) ASSERT_TRUE(at::equal(stopped.replicas()[k].weights, stopped.before()[k]));
  }
  EXPECT_GE(stops, 4) << "three pieces of work are the models' own";
  EXPECT_EQ(stopped.decision().pairAccuracy, whole.decision().pairAccuracy);
}

// A round ends with the mean in everyone's hands, and it is what they share.
TEST_P(ScoutAtHome, WithFederatedAveragingWhatIsSharedIsTheMean) {
  const auto with = [&](const std::string& loss) {
    auto spec = watched(3);
    spec.skewscout.loss = loss;
    return train(spec)->log.all<SkewScoutDecision>();
  };
  const auto mean = with("home-minus-mean");
  const auto shared = with("home-minus-shared");
  ASSERT_THAT(shared, SizeIs(mean.size()));
  for (std::size_t i = 0; i < mean.size(); ++i) EXPECT_EQ(shared[i].pairAccuracy, mean[i].pairAccuracy);
}

// Watching costs nothing at all: the run is the fixed setting's, to the last bit and the last byte.
TEST_P(ScoutAtHome, LookingAtWhatIsSharedChangesNoWeightAndNoByte) {
  const std::vector<Choice> all{{"gaia", {{"threshold", 0.2}}},
                                {"fedavg", {{"local_iterations", 3}}},
                                {"dgc", {{"final_sparsity", 0.9}}}};
  for (const auto& algorithm : all) {
    SCOPED_TRACE(algorithm.id);
    auto spec = steered(algorithm);
    const double setting = algorithm.params.begin()->second;
    spec.skewscout.search = "fixed";
    spec.skewscout.ladder = {setting};
    spec.skewscout.start = setting;
    spec.skewscout.loss = "home-minus-shared";
    const auto with = train(spec);
    EXPECT_THAT(with->log.all<SkewScoutDecision>(), Not(IsEmpty()));
    EXPECT_EQ(travelled(with->log), 0);
    if (algorithm.id == "dgc") continue;  // without a controller it has stages
    const auto without = train(shortRun(algorithm.id, algorithm.params));
    EXPECT_EQ(hashes(with->log), hashes(without->log));
    EXPECT_EQ(with->log.all<CommunicationPoint>().back().bytesByKind,
              without->log.all<CommunicationPoint>().back().bytesByKind);
  }
}

TEST_P(ScoutAtHome, TheNumberOfWorkersChangesNoLookAtWhatIsShared) {
  for (const auto& algorithm : turnable()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = steered(algorithm);
    spec.skewscout.loss = "home-minus-shared";
    const auto expected = train(spec, {.threads = 1});
    const auto other = train(spec, {.threads = 3});
    EXPECT_EQ(decisions(other->log), decisions(expected->log));
    EXPECT_EQ(hashes(other->log), hashes(expected->log));
  }
}

}  // namespace
}  // namespace lab
