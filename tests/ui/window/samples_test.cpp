// Training images in the window: which ones, where they stand, and what a click on the map asks for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/presets.h"
#include "engine/sample_images.h"
#include "engine/validate.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/heat_map.h"
#include "ui/views/image_rows.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::Each;
using testing::HasSubstr;

ExperimentSpec quickstart() {
  for (const auto& preset : presets()) {
    if (preset.name == "quickstart") return preset.spec;
  }
  return {};
}

TEST(SampleImages, AreSpreadOverEveryPartitionOfTheSplit) {
  const auto spec = quickstart();
  const auto split = previewPartition(spec);
  const auto samples = sampleImagesOf(spec, {});
  ASSERT_EQ(std::ssize(samples.partitions), spec.partitions);
  for (const auto& partition : samples.partitions) {
    const auto& held = split.indices[static_cast<std::size_t>(partition.partition)];
    EXPECT_EQ(partition.of, std::ssize(held));
    ASSERT_EQ(partition.images.size(), 24U);
    EXPECT_EQ(partition.images.front().image, held.front());
    for (const auto& image : partition.images) {
      EXPECT_THAT(held, testing::Contains(image.image));
      EXPECT_EQ(std::ssize(image.pixels), samples.channels * samples.height * samples.width);
    }
  }
}

TEST(SampleImages, OfOneLabelInOnePartition) {
  const auto spec = quickstart();
  const auto samples = sampleImagesOf(spec, {.partition = 2, .label = 7, .each = 1000});
  ASSERT_EQ(samples.partitions.size(), 1U);
  const auto split = previewPartition(spec);
  EXPECT_EQ(samples.partitions[0].of, split.labelCounts[2 * 10 + 7]);
  std::vector<int> labels;
  for (const auto& image : samples.partitions[0].images) labels.push_back(image.label);
  EXPECT_THAT(labels, Each(7));
}

TEST(ImageRows, ShowWhatThereIsRoomForAndSayWhatItIs) {
  ImageRows rows;
  rows.setTheme(Theme::of(ThemeId::Light));
  rows.setSamples(sampleImagesOf(quickstart(), {}));
  rows.resize(1200, 200);
  EXPECT_EQ(rows.shownImages(), 5 * 24);
  rows.resize(1200, 80);
  EXPECT_LT(rows.shownImages(), 5 * 24);
  EXPECT_GE(rows.shownImages(), 24);
  EXPECT_EQ(rows.tip({0, 0}).toStdString(), "");
  rows.setSamples(sampleImagesOf(quickstart(), {.partition = 1, .label = 3, .each = 60}));
  EXPECT_THAT(rows.caption().toStdString(), HasSubstr("in P1: "));
  rows.clear();
  EXPECT_TRUE(rows.empty());
}

class Samples : public testing::Test {
 protected:
  Samples() {
    window_.resize(1366, 900);
    window_.show();
    window_.begin();
    window_.findChild<SpecPanel*>()->setPreset("quickstart");
    auto* workspace = window_.findChild<Workspace*>();
    qobject_cast<QStackedWidget*>(workspace->parentWidget())->setCurrentWidget(workspace);
    workspace->showTab(Workspace::Data);
    tile_ = qobject_cast<PartitionView*>(workspace->view("partition"));
  }
  /// The preview of the split, which the images follow, has come too.
  [[nodiscard]] bool settled() const {
    return eventually([this] { return !tile_->parts().map->data().values.empty() && !tile_->samples().empty(); });
  }
  [[nodiscard]] std::string caption() const { return tile_->samples().caption().toStdString(); }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  MainWindow window_{engine_.factory()};
  PartitionView* tile_ = nullptr;
};

TEST_F(Samples, AreShownWithTheSplitOfTheForm) {
  ASSERT_TRUE(settled());
  EXPECT_TRUE(eventually([&] { return tile_->samples().isVisible(); }));
  EXPECT_THAT(caption(), HasSubstr("every partition"));
}

TEST_F(Samples, AClickOnTheMapAsksForOneLabelAndASecondForAllAgain) {
  ASSERT_TRUE(settled());
  Q_EMIT tile_->parts().map->cellOpened(5, 0);
  EXPECT_TRUE(eventually([&] { return caption().find("in P0: ") != std::string::npos; })) << caption();
  Q_EMIT tile_->parts().map->cellOpened(5, 0);
  EXPECT_TRUE(eventually([&] { return caption().find("every partition") != std::string::npos; }));
}

}  // namespace
}  // namespace lab::ui
