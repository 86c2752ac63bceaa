#include "ui/forms/spec_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSlider>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/spec_fields.h"
#include "engine/presets.h"
#include "ui/forms/number_box.h"
#include "ui/forms/spec_binding.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

class Form : public testing::Test {
 protected:
  Form() {
    panel_.resize(400, 700);
    panel_.show();
    spec_ = ExperimentSpec{};
    spec_.training.iterations = 100;
    panel_.setSpec(spec_);
  }

  /// As if typed by the user.
  void type(const char* key, double value) const {
    panel_.field(key)->findChild<NumberBox*>()->setValue(value);
  }
  void type(const char* key, const char* text) const {
    auto* line = panel_.field(key)->findChild<QLineEdit*>();
    line->setText(QString::fromLatin1(text));
    Q_EMIT line->textEdited(line->text());
  }
  void choose(const char* key, const QVariant& data) const {
    auto* box = panel_.field(key)->findChild<QComboBox*>();
    box->setCurrentIndex(box->findData(data));
    Q_EMIT box->activated(box->currentIndex());
  }
  [[nodiscard]] bool shows(const char* key) const {
    const ParamField* row = panel_.field(key);
    return row != nullptr && row->isVisibleTo(&panel_);
  }

  SpecPanel panel_{presets()};
  ExperimentSpec spec_;
};

TEST_F(Form, GivesBackEveryPresetAsItWasSet) {
  ASSERT_FALSE(presets().empty());
  for (const auto& preset : presets()) {
    panel_.setSpec(preset.spec);
    EXPECT_EQ(panel_.spec(), preset.spec) << preset.name;
    EXPECT_EQ(panel_.changes(), 0) << preset.name;
    panel_.setPreset(preset.name);
    EXPECT_EQ(panel_.spec(), preset.spec) << preset.name;
  }
}

TEST_F(Form, StartsFromTheFirstPreset) {
  EXPECT_EQ(SpecPanel{presets()}.spec(), presets().front().spec);
}

TEST_F(Form, HasARowForEveryFieldOfTheSpec) {
  for (const auto& info : fixedFields()) EXPECT_NE(panel_.field(info.key), nullptr) << info.key;
  for (const auto& place : kChoicePlaces) EXPECT_NE(panel_.field(place.key), nullptr) << place.key;
}

TEST_F(Form, WritesWhatIsTypedIntoTheSpec) {
  type("partition.count", 3);
  type("training.learning_rate", 0.02);
  type("name", "my run");
  type("tags", "a, b");
  type("training.schedule.milestones", "0.25, 90");
  EXPECT_EQ(panel_.spec().partitions, 3);
  EXPECT_EQ(panel_.spec().training.learningRate, 0.02);
  EXPECT_EQ(panel_.spec().name, "my run");
  EXPECT_THAT(panel_.spec().tags, testing::ElementsAre("a", "b"));
  EXPECT_THAT(panel_.spec().training.schedule.milestones, testing::ElementsAre(0.25, 90));
}

TEST_F(Form, WritesAParameterUnderItsEntry) {
  spec_.algorithm = {"gaia", {}};
  panel_.setSpec(spec_);
  type("algorithm.threshold", 20);  // percent on the screen, a fraction in the spec
  EXPECT_EQ(panel_.spec().algorithm, (Choice{"gaia", {{"threshold", 0.2}}}));
}

TEST_F(Form, ShowsTheParametersOfTheChosenAlgorithmOnly) {
  choose("algorithm.id", "gaia");
  EXPECT_TRUE(shows("algorithm.threshold"));
  EXPECT_FALSE(shows("algorithm.local_iterations"));
  choose("algorithm.id", "fedavg");
  EXPECT_FALSE(shows("algorithm.threshold"));
  EXPECT_TRUE(shows("algorithm.local_iterations"));
  EXPECT_EQ(panel_.spec().algorithm.id, "fedavg");
}

TEST_F(Form, RemembersTheParametersOfAnEntryThatWasLeft) {
  choose("algorithm.id", "gaia");
  type("algorithm.threshold", 30);
  choose("algorithm.id", "bsp");
  EXPECT_TRUE(panel_.spec().algorithm.params.empty());
  choose("algorithm.id", "gaia");
  EXPECT_EQ(panel_.spec().algorithm, (Choice{"gaia", {{"threshold", 0.3}}}));
}

TEST_F(Form, ATextOfASchemeCanBeEdited) {
  choose("partition.scheme", "index-map");
  type("partition.file", "map.txt");
  EXPECT_EQ(panel_.spec().partition, (Choice{.id = "index-map", .texts = {{"file", "map.txt"}}}));
  EXPECT_THAT(panel_.field("partition.file")->problem().toStdString(), HasSubstr("map.txt cannot be opened"));
}

TEST_F(Form, ATableIsEditedAsRowsWithSemicolons) {
  choose("partition.scheme", "matrix");
  type("partition.table", "1 0.5; 0,2;");
  EXPECT_EQ(panel_.spec().partition.tables.at("table"), (ParamTable{{1, 0.5}, {0, 2}}));
  const ParamInfo info{.key = "table", .title = "Amounts", .kind = ParamKind::Table};
  EXPECT_EQ(std::get<QString>(readParam(panel_.spec().partition, info)).toStdString(), "1 0.5; 0 2");
  type("partition.table", "1 x");
  EXPECT_THAT(panel_.field("partition.table")->problem().toStdString(), HasSubstr("\"x\" is not a number"));
  EXPECT_EQ(panel_.spec().partition.tables.at("table"), (ParamTable{{1, 0.5}, {0, 2}}));
}

TEST_F(Form, AnUnreadableTableOfASchemeThatWasLeftIsForgotten) {
  choose("partition.scheme", "matrix");
  type("partition.table", "x");
  choose("partition.scheme", "iid");
  EXPECT_TRUE(panel_.problems().empty());
  choose("partition.scheme", "matrix");
  EXPECT_THAT(panel_.field("partition.table")->problem().toStdString(), HasSubstr("0 rows"));
}

TEST_F(Form, ShowsTheRowsOfTheChosenSchedule) {
  const auto kind = [](ScheduleKind value) { return static_cast<double>(value); };
  choose("training.schedule.kind", kind(ScheduleKind::Multistep));
  EXPECT_TRUE(shows("training.schedule.milestones"));
  EXPECT_FALSE(shows("training.schedule.power"));
  choose("training.schedule.kind", kind(ScheduleKind::Poly));
  EXPECT_FALSE(shows("training.schedule.milestones"));
  EXPECT_TRUE(shows("training.schedule.power"));
}

TEST_F(Form, EpochsMatterOnlyWithoutIterations) {
  EXPECT_FALSE(shows("training.epochs"));
  type("training.iterations", 0.0);
  EXPECT_TRUE(shows("training.epochs"));
}

TEST_F(Form, PutsEveryProblemAtItsField) {
  spec_.training.learningRate = -1;
  spec_.training.batchSize = 0;
  panel_.setSpec(spec_);
  EXPECT_FALSE(panel_.field("training.learning_rate")->problem().isEmpty());
  EXPECT_FALSE(panel_.field("training.batch_size")->problem().isEmpty());
  EXPECT_TRUE(panel_.field("training.momentum")->problem().isEmpty());
  EXPECT_EQ(panel_.spec(), spec_);
  type("training.learning_rate", 0.01);
  EXPECT_TRUE(panel_.field("training.learning_rate")->problem().isEmpty());
}

TEST_F(Form, LeavesTheMeanOfTheImagesToSpecialists) {
  EXPECT_TRUE(isSpecialist("dataset.mean"));
  EXPECT_FALSE(shows("dataset.mean"));
}

TEST_F(Form, ShowsAHiddenRowThatHasAProblem) {
  EXPECT_FALSE(shows("dataset.augment"));
  spec_.dataset.augment = "no such thing";
  panel_.setSpec(spec_);
  EXPECT_TRUE(shows("dataset.augment"));
}

TEST_F(Form, LeadsToARowAmongThoseForSpecialistsToo) {
  spec_.skewscout.enabled = true;
  panel_.setSpec(spec_);
  QApplication::processEvents();
  EXPECT_FALSE(shows("skewscout.travel_share"));
  panel_.showRow("skewscout.travel_share");
  QApplication::processEvents();
  EXPECT_FALSE(panel_.field("skewscout.travel_share")->visibleRegion().isEmpty());
}

TEST_F(Form, SaysWhatAnEmptyFieldStandsFor) {
  const auto hint = [&](const char* key) {
    return panel_.field(key)->findChild<QLineEdit*>()->placeholderText().toStdString();
  };
  choose("algorithm.id", "fedavg");
  EXPECT_EQ(hint("skewscout.ladder"), "1, 5, 10, 20, 50, 200, 500, 1000");  // the authors' values
  EXPECT_EQ(hint("skewscout.start"), "20");
  choose("algorithm.id", "bsp");  // has no knob
  EXPECT_EQ(hint("skewscout.ladder"), "");
  EXPECT_EQ(hint("skewscout.start"), "");
}

// Of no use until SkewScout is on, so not even "More" shows it.
TEST_F(Form, DoesNotLeadToARowThatMeansNothingNow) {
  panel_.showRow("skewscout.period");
  EXPECT_FALSE(shows("skewscout.period"));
  EXPECT_FALSE(shows("dataset.mean"));
}

TEST_F(Form, AsksHowModelsTravelOnlyWhereTheyDo) {
  spec_.skewscout.enabled = true;
  const auto offers = [&](const char* loss, const char* key) {
    spec_.skewscout.loss = loss;
    return isRelevant(spec_, key);
  };
  for (const char* loss : {"home-minus-away", "host-minus-guest"}) {
    EXPECT_TRUE(offers(loss, "skewscout.order")) << loss;
    EXPECT_TRUE(offers(loss, "skewscout.travel_share")) << loss;
  }
  EXPECT_FALSE(offers("home-minus-mean", "skewscout.order"));
  EXPECT_TRUE(offers("home-minus-mean", "skewscout.travel_share"));
  EXPECT_FALSE(offers("home-minus-shared", "skewscout.order"));
  EXPECT_FALSE(offers("home-minus-shared", "skewscout.travel_share"));
  EXPECT_TRUE(offers("home-minus-shared", "skewscout.sample"));
}

TEST_F(Form, SaysWhichTextIsNoNumberAndKeepsTheLastGoodOne) {
  choose("training.schedule.kind", static_cast<double>(ScheduleKind::Multistep));
  type("training.schedule.milestones", "0.5, half");
  EXPECT_THAT(panel_.field("training.schedule.milestones")->problem().toStdString(), HasSubstr("\"half\""));
  EXPECT_EQ(panel_.spec().training.schedule.milestones, spec_.training.schedule.milestones);
  EXPECT_FALSE(panel_.problems().empty());
  type("training.schedule.milestones", "0.5");
  EXPECT_TRUE(panel_.field("training.schedule.milestones")->problem().isEmpty());
}

TEST_F(Form, MarksChangedRowsAndTakesAGroupBack) {
  type("training.momentum", 0.5);
  type("training.batch_size", 10);
  EXPECT_EQ(panel_.changes(), 2);
  EXPECT_TRUE(panel_.field("training.momentum")->changed());
  EXPECT_FALSE(panel_.field("training.weight_decay")->changed());
  for (auto* group : panel_.findChildren<FormGroup*>()) Q_EMIT group->revertRequested();
  EXPECT_EQ(panel_.changes(), 0);
  EXPECT_EQ(panel_.spec(), spec_);
}

TEST_F(Form, KeepsAValueThatItsSpinBoxCannotWrite) {
  spec_.training.learningRate = 1.0 / 3.0;
  panel_.setSpec(spec_);
  type("training.momentum", 0.5);
  EXPECT_EQ(panel_.spec().training.learningRate, 1.0 / 3.0);
}

TEST_F(Form, TellsOfEveryChange) {
  int told = 0;
  QObject::connect(&panel_, &SpecPanel::changed, &panel_, [&] { ++told; });
  type("training.momentum", 0.5);
  panel_.setSpec(spec_);
  EXPECT_EQ(told, 2);
}

TEST_F(Form, OffersTheDevicesOfTheMachine) {
  EXPECT_EQ(panel_.device(), "auto");
  panel_.setDevices({"cpu", "cuda:1"});
  EXPECT_EQ(panel_.device(), "auto");
}

TEST_F(Form, LabelsAreBuddiesOfTheirControlsAndControlsHaveNames) {
  for (const auto& info : fixedFields()) {
    const ParamField* row = panel_.field(info.key);
    ASSERT_NE(row->label()->buddy(), nullptr) << info.key;
    EXPECT_FALSE(row->label()->buddy()->accessibleName().isEmpty()) << info.key;
  }
}

TEST(SpecBinding, ReadsBackWhatItHasWrittenForEveryField) {
  const ExperimentSpec from = presets().front().spec;
  ExperimentSpec to;
  for (const auto& info : fixedFields()) {
    EXPECT_TRUE(writeField(to, info.key, readField(from, info.key)).isEmpty()) << info.key;
    EXPECT_EQ(readField(to, info.key), readField(from, info.key)) << info.key;
  }
}

TEST(SpecBinding, AnAbsentNumberIsAnEmptyText) {
  ExperimentSpec spec;
  EXPECT_EQ(readField(spec, "skewscout.start"), FieldValue{QString{}});
  EXPECT_TRUE(writeField(spec, "skewscout.start", QStringLiteral("0.25")).isEmpty());
  EXPECT_EQ(spec.skewscout.start, 0.25);
  EXPECT_FALSE(writeField(spec, "skewscout.start", QStringLiteral("1, 2")).isEmpty());
  EXPECT_EQ(spec.skewscout.start, 0.25);
  EXPECT_TRUE(writeField(spec, "skewscout.start", QString{}).isEmpty());
  EXPECT_EQ(spec.skewscout.start, std::nullopt);
}

constexpr std::array kNamed{NamedValue{"paper", -1, "1/K"}};

TEST(NumberBox, ShowsAFractionInPercent) {
  NumberBox box{{.key = "a", .title = "A", .unit = "fraction", .low = 0, .high = 1}, nullptr};
  box.setExact(0.07);
  EXPECT_EQ(box.text(), QStringLiteral("7 %"));
  box.setValue(12.5);
  EXPECT_EQ(box.exact(), 0.125);
}

TEST(NumberBox, TakesNamesForNumbers) {
  NumberBox box{{.key = "a", .title = "A", .low = 0, .high = 10, .names = kNamed}, nullptr};
  box.setExact(-1);
  EXPECT_EQ(box.text(), QStringLiteral("paper"));
  EXPECT_EQ(box.valueFromText(QStringLiteral("paper")), -1);
  EXPECT_EQ(box.valueFromText(QStringLiteral("2.5")), 2.5);
  QString half = QStringLiteral("pap");
  int position = 3;
  EXPECT_EQ(box.validate(half, position), QValidator::Intermediate);
}

TEST(NumberBox, WritesSmallNumbersShort) {
  NumberBox box{{.key = "a", .title = "A", .low = 0, .high = 10}, nullptr};
  box.setExact(0.0005);
  EXPECT_EQ(box.text(), QStringLiteral("0.0005"));
  box.setExact(2);
  EXPECT_EQ(box.text(), QStringLiteral("2"));
}

TEST(NumberBox, ShowsAValueOutsideItsRange) {
  NumberBox box{{.key = "a", .title = "A", .kind = ParamKind::Integer, .low = 1, .high = 10}, nullptr};
  box.setExact(0);
  EXPECT_EQ(box.text(), QStringLiteral("0"));
  EXPECT_EQ(box.exact(), 0);
}

TEST(FractionEditor, SliderAndBoxMoveTogether) {
  const std::unique_ptr<Editor> editor{
      makeEditor({.key = "a", .title = "A", .unit = "fraction", .low = 0, .high = 1}, nullptr)};
  int edits = 0;
  QObject::connect(editor.get(), &Editor::edited, editor.get(), [&] { ++edits; });
  editor->setValue(0.25);
  EXPECT_EQ(editor->findChild<QSlider*>()->value(), 25);
  EXPECT_EQ(edits, 0);
  editor->findChild<QSlider*>()->setValue(80);
  EXPECT_EQ(editor->value(), FieldValue{0.8});
  EXPECT_EQ(edits, 1);
}

TEST_F(Form, TakesAPaintedSplitAsAChangeThatCanBeReverted) {
  const ParamTable table{{3, 0}, {1, 4}};
  panel_.setSplit(table);
  EXPECT_EQ(panel_.spec().partition.id, "matrix");
  EXPECT_EQ(panel_.spec().partition.tables.at("table"), table);
  EXPECT_EQ(panel_.spec().partitions, 2);
  EXPECT_EQ(panel_.field("partition.table")->findChild<QLineEdit*>()->text(), "3 0; 1 4");
  panel_.setSplit({{4, 0}, {0, 4}});
  EXPECT_EQ(panel_.field("partition.table")->findChild<QLineEdit*>()->text(), "4 0; 0 4");
  for (auto* group : panel_.findChildren<FormGroup*>()) Q_EMIT group->revertRequested();
  EXPECT_EQ(panel_.spec(), spec_);
}

}  // namespace
}  // namespace lab::ui
