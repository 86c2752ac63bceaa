#include <filesystem>
#include <functional>
#include <set>

#include <QBuffer>
#include <QImage>
#include <QSvgGenerator>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/ui/figure/made_up_figures.h"
#include "ui/figure/figure_writer.h"
#include "ui/plot/canvas.h"
#include "ui/plot/network_diagram.h"

namespace lab::ui {
namespace {

using test::run;
using test::showing;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr test::FakeRun kScouted{.travelEvery = 100};

std::string complaintOf(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

std::set<QRgb> coloursIn(const QImage& image) {
  std::set<QRgb> colours;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) colours.insert(image.pixel(x, y));
  }
  return colours;
}

/// What a file of the figure takes, without its recipe.
qint64 bytesOf(FigureSpec spec, const test::FakeRun& fake) {
  const QTemporaryDir folder;
  const auto file = std::filesystem::path{folder.path().toStdString()} / "figure.svg";
  spec.recipe = false;
  writeFigure(Figure{{run("a", fake)}, spec}, file);
  return static_cast<qint64>(std::filesystem::file_size(file));
}

class EveryView : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryView, IsDrawnForOneRunAndForSeveral) {
  for (const int runs : {1, 2}) {
    std::vector<FigureRun> all;
    for (int i = 0; i < runs; ++i) all.push_back(run("run" + std::to_string(i), kScouted));
    const Figure figure{std::move(all), showing({GetParam()})};
    const QImage image = imageOf(figure, 100);
    EXPECT_EQ(image.width(), 350) << "88.9 mm at 100 dots per inch";
    EXPECT_GT(coloursIn(image).size(), 20U);
  }
}

std::vector<std::string> allViews() {
  std::vector<std::string> ids;
  for (const auto& entry : views::all()) ids.push_back(entry.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Views, EveryView, ::testing::ValuesIn(allViews()));

TEST(FigureTest, ADrawingWithoutAxesHasNoNumbers) {
  const QTemporaryDir folder;
  const Figure figure{{run("a", kScouted)}, showing({"accuracy", "network"})};
  for (const auto* name : {"figure.csv", "figure.tex"}) {
    const auto file = std::filesystem::path{folder.path().toStdString()} / name;
    EXPECT_THAT([&] { writeFigure(figure, file); },
                ::testing::ThrowsMessage<Error>(HasSubstr("\"network\" is a drawing without axes")));
    EXPECT_FALSE(std::filesystem::exists(file));
  }
}

NetworkDiagramData twoNodes() {
  NetworkDiagramData data;
  data.nodes.resize(2);
  data.nodes[0].name = QStringLiteral("P0");
  data.nodes[1].name = QStringLiteral("a network");
  return data;
}

TEST(PanelTest, DrawsADiagramAndItsNote) {
  auto diagram = std::make_unique<NetworkDiagram>();
  diagram->setTheme(Theme::of(ThemeId::Print));
  diagram->setData(twoNodes());
  const ViewParts parts{.diagram = diagram.get(), .note = QStringLiteral("Width: bytes.")};
  std::vector<std::unique_ptr<QWidget>> widgets;
  widgets.push_back(std::move(diagram));
  const Panel panel{"network", {}, {}, std::move(widgets), parts};
  QByteArray page;
  QBuffer buffer{&page};
  buffer.open(QIODevice::WriteOnly);
  {
    QSvgGenerator device;
    device.setOutputDevice(&buffer);
    Canvas canvas{device};
    panel.draw(canvas, {0, 0, 300, 200}, Theme::of(ThemeId::Print), {});
  }
  EXPECT_THAT(page.toStdString(), HasSubstr("a network"));
  EXPECT_THAT(page.toStdString(), HasSubstr("Width: bytes."));
  EXPECT_THAT(panel.plots(), ::testing::IsEmpty());
  EXPECT_EQ(panel.map(), nullptr);
}

TEST(FigureTest, GivesEveryRunAColourOfItsOwnInOnePlot) {
  const Figure figure{{run("bsp"), run("gaia"), run("dgc")}, showing({"accuracy"})};
  ASSERT_THAT(figure.panels(), SizeIs(1));
  const auto plots = figure.panels().front().plots();
  std::set<QRgb> colours;
  std::set<QString> lines;
  for (const auto& line : plots.at(0).lines) {
    if (line.line.role != LineRole::Line) continue;
    lines.insert(line.line.name);
    EXPECT_EQ(line.line.name, line.run);
    colours.insert(line.line.style.colour.rgb());
  }
  EXPECT_EQ(lines, (std::set<QString>{"bsp", "dgc", "gaia"}));
  EXPECT_THAT(colours, SizeIs(3));
}

TEST(FigureTest, ShowsTheMeanOfARunAmongOthers) {
  const Figure one{{run("a")}, showing({"accuracy"})};
  const Figure two{{run("a"), run("b")}, showing({"accuracy"})};
  const auto alone = one.panels().front().plots(), among = two.panels().front().plots();
  const auto& mean = alone.at(0).lines.front();
  const auto& merged = among.at(0).lines.front();
  ASSERT_EQ(mean.line.name, "Mean");
  EXPECT_EQ(std::vector(mean.y.begin(), mean.y.end()), std::vector(merged.y.begin(), merged.y.end()));
}

TEST(FigureTest, SaysThatAMeanOverPartitionsIsOne) {
  const Figure figure{{run("a"), run("b")}, showing({"divergence"})};
  for (const auto& plot : figure.panels().front().plots())
    EXPECT_THAT(plot.y.toStdString(), HasSubstr("mean"));
}

TEST(FigureTest, DrawsAMapForEachRun) {
  const Figure figure{{run("a"), run("b")}, showing({"partition"})};
  ASSERT_THAT(figure.panels(), SizeIs(2));
  EXPECT_THAT(figure.panels().at(1).heading().toStdString(), HasSubstr("b"));
}

TEST(FigureTest, RefusesAViewThatTheRunKnowsNothingOf) {
  const auto complaint = complaintOf([] { Figure{{run("plain")}, showing({"travel"})}; });
  EXPECT_THAT(complaint, HasSubstr("plain.h5"));
  EXPECT_THAT(complaint, HasSubstr("travel"));
  EXPECT_THAT(complaintOf([] {
                Figure{{run("s", kScouted), run("plain")}, showing({"skewscout"})};
              }),
              HasSubstr("plain.h5"));
}

TEST(FigureTest, NamesTheNearestViewAndPreset) {
  EXPECT_THAT(complaintOf([] { Figure{{run("a")}, showing({"acuracy"})}; }), HasSubstr("\"accuracy\""));
  FigureSpec spec;
  EXPECT_THAT(complaintOf([&spec] { applyPreset(spec, "iee1"); }), HasSubstr("\"ieee1\""));
}

TEST(FigureTest, TakesItsHeightFromItsViews) {
  Figure figure{{run("a")}, showing({"accuracy"})};
  const double one = figure.millimetres().height();
  EXPECT_NEAR(one, 0.66 * 88.9, 1);
  figure.setSpec(showing({"accuracy", "loss"}));
  EXPECT_GT(figure.millimetres().height(), 2 * one);
  auto given = showing({"accuracy", "loss"});
  given.millimetres = {84, 60};
  figure.setSpec(given);
  EXPECT_EQ(figure.millimetres(), (QSizeF{84, 60}));
}

TEST(FigureTest, ReadsSizesAsPeopleWriteThem) {
  EXPECT_EQ(sizeNamed("84x60mm"), (QSizeF{84, 60}));
  EXPECT_EQ(sizeNamed("88.9x60"), (QSizeF{88.9, 60}));
  EXPECT_EQ(sizeNamed("120mm"), (QSizeF{120, 0}));
  for (const auto* wrong : {"", "x60", "84*60", "84x60in", "-84x60"}) {
    EXPECT_THAT(complaintOf([wrong] { (void)sizeNamed(wrong); }), HasSubstr("--size")) << wrong;
  }
}

TEST(FigureTest, IsLightByDefaultAndDarkOnlyWhenAsked) {
  auto spec = showing({"accuracy"});
  EXPECT_EQ(imageOf(Figure{{run("a")}, spec}, 50).pixelColor(1, 1).lightness(), 255);
  spec.theme = ThemeId::Dark;
  EXPECT_LT(imageOf(Figure{{run("a")}, spec}, 50).pixelColor(1, 1).lightness(), 64);
}

TEST(FigureTest, ThinsLongLinesUnlessAskedNotTo) {
  constexpr test::FakeRun kLong{.iterations = 30000, .logEvery = 2};
  auto spec = showing({"loss"});
  const auto thinned = bytesOf(spec, kLong);
  spec.allPoints = true;
  EXPECT_GT(bytesOf(spec, kLong), 3 * thinned);
}

TEST(FigureTest, HoldsItsPlaceWhateverTheLegendDoes) {
  for (const auto place : {LegendPlace::Top, LegendPlace::Bottom, LegendPlace::Right, LegendPlace::None}) {
    auto spec = showing({"accuracy"});
    spec.legend = place;
    const Figure figure{{run("a")}, spec};
    EXPECT_EQ(figure.millimetres(), (Figure{{run("a")}, showing({"accuracy"})}.millimetres()));
    EXPECT_FALSE(imageOf(figure, 60).isNull());
  }
}

}  // namespace
}  // namespace lab::ui
