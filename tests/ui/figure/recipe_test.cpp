#include "ui/figure/recipe.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "tests/ui/figure/made_up_figures.h"
#include "ui/figure/figure_writer.h"

namespace lab::ui {
namespace {

namespace fs = std::filesystem;
using test::run;
using test::showing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RecipeTest : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] fs::path file(const std::string& ending) const {
    return fs::path{folder_.path().toStdString()} / ("figure." + ending);
  }

  fs::path write(const FigureSpec& spec, const std::string& ending) {
    writeFigure(Figure{{run("gaia ä"), run("bsp")}, spec}, file(ending));
    return file(ending);
  }

  std::string bytes(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }

  std::string complaintAbout(const fs::path& path) {
    try {
      (void)recipeIn(path);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::Data);
      return error.what();
    }
    return {};
  }

 private:
  QTemporaryDir folder_;
};

FigureSpec unusual() {
  auto spec = showing({"communication", "classes"});
  spec.x = XAxis::Bytes;
  spec.millimetres = {140, 90};
  spec.columns = 2;
  spec.theme = ThemeId::Light;
  spec.fontPoints = 9;
  spec.linePoints = 1.25;
  spec.dpi = 72;
  spec.legend = LegendPlace::Right;
  spec.title = QStringLiteral("50 % <less> & \"more\" – ü");
  spec.letters = false;
  spec.allPoints = true;
  spec.logarithmic = true;
  return spec;
}

TEST_P(RecipeTest, ComesBackFromTheFigureAsItWas) {
  const FigureSpec spec = unusual();
  const auto recipe = recipeIn(write(spec, GetParam()));
  ASSERT_THAT(recipe.runs, SizeIs(2));
  EXPECT_EQ(recipe.runs[0].label, "gaia ä");
  EXPECT_EQ(recipe.runs[1].file, "bsp.h5");
  EXPECT_EQ(nlohmann::json::parse(recipe.runs[0].specJson)["algorithm"]["threshold"], 0.1);
  EXPECT_EQ(recipe.figure.views, spec.views);
  EXPECT_EQ(recipe.figure.x, spec.x);
  EXPECT_EQ(recipe.figure.millimetres, spec.millimetres);
  EXPECT_EQ(recipe.figure.columns, spec.columns);
  EXPECT_EQ(recipe.figure.theme, spec.theme);
  EXPECT_EQ(recipe.figure.fontPoints, spec.fontPoints);
  EXPECT_EQ(recipe.figure.linePoints, spec.linePoints);
  EXPECT_EQ(recipe.figure.dpi, spec.dpi);
  EXPECT_EQ(recipe.figure.legend, spec.legend);
  EXPECT_EQ(recipe.figure.title, spec.title);
  EXPECT_EQ(recipe.figure.letters, spec.letters);
  EXPECT_EQ(recipe.figure.allPoints, spec.allPoints);
  EXPECT_EQ(recipe.figure.logarithmic, spec.logarithmic);
}

TEST_P(RecipeTest, IsLeftOutWhenAskedTo) {
  auto spec = showing({"accuracy"});
  spec.recipe = false;
  EXPECT_THAT(complaintAbout(write(spec, GetParam())), HasSubstr("carries no recipe"));
}

TEST_P(RecipeTest, IsNotFoundInABrokenFile) {
  const auto whole = bytes(write(showing({"accuracy"}), GetParam()));
  for (const std::size_t kept : {std::size_t{0}, std::size_t{6}, std::size_t{40}, std::size_t{100}}) {
    std::ofstream{file(GetParam()), std::ios::binary} << whole.substr(0, kept);
    EXPECT_THAT(complaintAbout(file(GetParam())), Not(IsEmpty())) << kept;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, RecipeTest, ::testing::Values("pdf", "png", "svg"));

using RecipeFile = RecipeTest;

TEST_F(RecipeFile, OfAnotherKindIsRefused) {
  std::ofstream{file("pdf")} << "hello";
  EXPECT_THAT(complaintAbout(file("pdf")), HasSubstr("is no PDF, PNG or SVG"));
  EXPECT_THAT(complaintAbout(file("none")), HasSubstr("cannot be read"));
}

TEST_F(RecipeFile, OfALaterVersionIsRefused) {
  auto json = nlohmann::json::parse(recipeOf(Figure{{run("a")}, showing({"accuracy"})}));
  EXPECT_NO_THROW((void)recipeFrom(json.dump(), "a.pdf"));
  json["format_version"] = 99;
  EXPECT_THROW((void)recipeFrom(json.dump(), "a.pdf"), Error);
  EXPECT_THROW((void)recipeFrom("{", "a.pdf"), Error);
}

TEST(RecipeText, NamesNeitherUserNorHostNorFolders) {
  std::array<char, 256> host{};
  ASSERT_EQ(gethostname(host.data(), host.size() - 1), 0);
  qputenv("USER", "adalovelace");
  const std::string folder = std::string{"/"} + "srv/secret/";
  auto private_ = run("a");
  std::get<RunStarted>(private_.events.front()).specJson =
      R"({"name": "by adalovelace on )" + std::string{host.data()} + R"(", "notes": "see )" + folder +
      R"(notes.txt, adalovelaces", "partition": {"scheme": "index-map", "file": ")" + folder +
      R"(map.json"}, "algorithm": {"id": "adalovelace"}})";
  const auto text = recipeOf(Figure{{private_}, showing({"accuracy"})});
  EXPECT_THAT(text, Not(HasSubstr("secret")));
  EXPECT_THAT(text, HasSubstr("\"map.json\""));
  EXPECT_THAT(text, Not(HasSubstr("by adalovelace")));
  EXPECT_THAT(text, Not(HasSubstr(" on " + std::string{host.data()})));
  EXPECT_THAT(text, HasSubstr("adalovelaces")) << "another word";
  EXPECT_THAT(text, HasSubstr(R"("id": "adalovelace")")) << "words of catalogues are nobody's name";
}

}  // namespace
}  // namespace lab::ui
