// Mirrored and cropped images, the mean image of partition 0, and whole runs with what this version has
// learnt.

#include "engine/train/augment.h"

#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/train/participant.h"
#include "engine/train/setup.h"
#include "engine/train/trainer.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::distance;
using test::shortRun;

at::Tensor numbered(std::int64_t count) {
  return at::arange(1, count * 2 * 10 * 10 + 1, at::kFloat).view({count, 2, 10, 10});
}

TEST(Augmentation, IsNamedByWords) {
  EXPECT_FALSE(augmentationNamed("none").mirror || augmentationNamed("none").crop);
  EXPECT_TRUE(augmentationNamed("mirror").mirror && !augmentationNamed("mirror").crop);
  EXPECT_TRUE(augmentationNamed("crop").crop && !augmentationNamed("crop").mirror);
  EXPECT_TRUE(augmentationNamed("mirror+crop").crop && augmentationNamed("mirror+crop").mirror);
}

TEST(Augmentation, MirrorsHalfOfTheImagesHorizontally) {
  const auto images = numbered(400);
  const auto changed = augmented(images, {.mirror = true}, Random{1});
  int mirrored = 0;
  for (std::int64_t i = 0; i < 400; ++i) {
    const bool flipped = at::equal(changed[i], images[i].flip(2));
    EXPECT_TRUE(flipped || at::equal(changed[i], images[i])) << i;
    mirrored += flipped ? 1 : 0;
  }
  EXPECT_NEAR(mirrored, 200, 40);
}

TEST(Augmentation, CropsWithFourPixelsOfZeros) {
  const auto images = numbered(300);
  const auto changed = augmented(images, {.crop = true}, Random{1});
  const auto padded = at::constant_pad_nd(images, {4, 4, 4, 4}, 0);
  std::vector<int> seen(81);
  for (std::int64_t i = 0; i < 300; ++i) {
    int matches = 0;
    for (std::int64_t place = 0; place < 81; ++place) {
      const auto window = padded[i].narrow(1, place / 9, 10).narrow(2, place % 9, 10);
      if (!at::equal(window, changed[i])) continue;
      ++matches;
      ++seen[static_cast<std::size_t>(place)];
    }
    EXPECT_EQ(matches, 1) << i;
  }
  for (const std::size_t corner : {0U, 8U, 72U, 80U}) EXPECT_GT(seen[corner], 0) << corner;
}

TEST(Augmentation, MirrorsWhatItHasMoved) {
  const auto images = numbered(50);
  const auto changed = augmented(images, {.mirror = true, .crop = true}, Random{1});
  const auto padded = at::constant_pad_nd(images, {4, 4, 4, 4}, 0);
  for (std::int64_t i = 0; i < 50; ++i) {
    int matches = 0;
    for (std::int64_t place = 0; place < 81; ++place) {
      const auto window = padded[i].narrow(1, place / 9, 10).narrow(2, place % 9, 10);
      matches += at::equal(window, changed[i]) || at::equal(window.flip(2), changed[i]) ? 1 : 0;
    }
    EXPECT_EQ(matches, 1) << i;
  }
}

TEST(Augmentation, IsTheSameInBothMemoryFormatsAndAFunctionOfItsStream) {
  const auto rows = numbered(20);
  const auto pixels = rows.contiguous(at::MemoryFormat::ChannelsLast);
  const Augmentation both{.mirror = true, .crop = true};
  const auto changed = augmented(pixels, both, Random{1});
  EXPECT_TRUE(changed.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_TRUE(at::equal(changed, augmented(rows, both, Random{1})));
  EXPECT_FALSE(at::equal(changed, augmented(rows, both, Random{2})));
}

// --- Where a partition's draws come from

DeviceImages manyColours() {
  ImageSet set;
  for (int i = 0; i < 100; ++i) set.pixels.push_back(static_cast<std::uint8_t>(i));
  set.labels = {0};
  return {set, {1, 10, 10}, {.scale = 1, .mean = {0}, .deviation = {}}, at::kCPU, false};
}

TEST(Lessons, AreDrawnAfreshInEveryIterationAndFromItsNumberAlone) {
  const auto images = manyColours();
  // One image only, so that all that differs is what is done to it.
  const auto lesson = [&](Participant& participant, std::int64_t iteration) {
    std::vector<at::Tensor> means;
    const Assignment assignment{.batchSize = 8,
                                .iteration = iteration,
                                .iterations = 9,
                                .augmentation = {.mirror = true, .crop = true}};
    return participant.next(images, assignment, means);
  };
  Participant whole{{0}, Seed{1}, at::kCPU};
  const auto first = lesson(whole, 0);
  const auto second = lesson(whole, 1);
  EXPECT_FALSE(at::equal(first.images, second.images));
  EXPECT_NE(first.occasion.noise.value(), second.occasion.noise.value());

  Participant resumed{{0}, Seed{1}, at::kCPU};
  const auto again = lesson(resumed, 1);
  EXPECT_TRUE(at::equal(again.images, second.images));
  EXPECT_EQ(again.occasion.noise.value(), second.occasion.noise.value());

  Participant other{{0}, Seed{2}, at::kCPU};
  EXPECT_FALSE(at::equal(lesson(other, 1).images, second.images));
}

// --- Whole runs

TEST(MeanOfPartition0, IsSubtractedFromTrainingAndTestImages) {
  auto spec = shortRun();
  spec.partition = {"modulo", {}};
  spec.dataset.mean = MeanImage::Partition0;
  const lab::Setup setup{spec, at::kCPU};
  const auto images = setup.train.images(setup.train.indices(setup.partition.front()));
  EXPECT_LT(images.mean(0).abs().max().item<double>(), 1e-4);
  const auto others = setup.train.images(setup.train.indices(setup.partition.back()));
  EXPECT_GT(others.mean(0).abs().max().item<double>(), 0.01);
  spec.dataset.mean = MeanImage::Global;
  const lab::Setup whole{spec, at::kCPU};
  const auto index = setup.test.indices({0});
  EXPECT_GT(distance(setup.test.images(index), whole.test.images(index)), 0.01);
}

std::vector<std::string> seriesOf(const ExperimentSpec& spec, const TrainerOptions& options) {
  test::Listener listener;
  RunControl control;
  Trainer{spec, listener, control, options}.run();
  return test::series(listener.log);
}

// The same for one thread and for three, and another run with another seed.
void expectRepeats(const ExperimentSpec& spec, const std::string& what) {
  const auto alone = seriesOf(spec, {.threads = 1});
  EXPECT_EQ(seriesOf(spec, {.threads = 3}), alone) << what;
  auto other = spec;
  other.seed = 2;
  EXPECT_NE(seriesOf(other, {.threads = 1}), alone) << what;
}

TEST(Run, RepeatsWithAugmentation) {
  auto spec = shortRun();
  const auto plain = seriesOf(spec, {.threads = 1});
  spec.dataset.augment = "mirror+crop";
  EXPECT_NE(seriesOf(spec, {.threads = 1}), plain);
  expectRepeats(spec, "mirror+crop");
}

TEST(Run, RepeatsWithEveryPolicyForStatistics) {
  std::vector<std::string> all;
  for (const auto policy : {StatisticsPolicy::Average, StatisticsPolicy::AsInCode, StatisticsPolicy::Local,
                            StatisticsPolicy::Drop, StatisticsPolicy::Recompute, StatisticsPolicy::Pooled}) {
    auto spec = shortRun();
    spec.normalization = {"batch",
                          {{"statistics", static_cast<double>(policy)}, {"statistics_minibatches", 3}}};
    expectRepeats(spec, std::to_string(static_cast<int>(policy)));
  }
}

TEST(Run, RepeatsWithBatchRenormSyncBatchAndWeight) {
  for (const std::string norm : {"batch-renorm", "sync-batch", "weight"}) {
    auto spec = shortRun();
    spec.normalization = {norm, {}};
    expectRepeats(spec, norm);
  }
}

TEST(Run, WithOnePartitionSyncBatchIsBatchWithItsOwnStatistics) {
  auto sync = shortRun();
  sync.partitions = 1;
  auto plain = sync;
  sync.normalization = {"sync-batch", {}};
  plain.normalization = {"batch", {{"statistics", static_cast<double>(StatisticsPolicy::Local)}}};
  EXPECT_EQ(seriesOf(sync, {.threads = 1}), seriesOf(plain, {.threads = 1}));
}

}  // namespace
}  // namespace lab
