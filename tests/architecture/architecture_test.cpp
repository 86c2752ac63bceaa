// Guards the walls of the house: who may include whom, where colours may be named, how long a file may grow,
// and that no file tells where one machine keeps its things. Every rule is a function of a file's path and
// text, tried on small made-up files first and then on the whole repository.

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A file of the repository, or one made up for a test.
struct Source {
  std::string path;  ///< from the repository root, such as "engine/core/spec.h"
  std::string text;
};

using Findings = std::vector<std::string>;  ///< one sentence for each thing that is wrong

/// In files whose path matches `where` and not `except`, no include may match `forbidden`.
struct Wall {
  std::string where;
  std::string except;
  std::string forbidden;
  std::string advice;
};

constexpr auto kTorch = "(torch|ATen|c10|caffe2)/";
constexpr auto kQt = "Q[A-Z]|Qt[A-Z]";
constexpr auto kHdf5 = "hdf5|H5";
constexpr auto kNever = "$.";

std::vector<Wall> walls() {
  const auto anyOf = [](const std::string& a, const std::string& b) { return a + "|" + b; };
  const std::string tests = "tests/(engine/|)";
  return {
      // Down only.
      {"engine/core/", kNever, "engine/(?!core/)|ui/|app/", "engine/core knows nobody; pass a value instead"},
      {"engine/data/", kNever, "engine/(nn|algo|control|train|record|net)/|ui/|app/", "data is below it"},
      {"engine/nn/", kNever, "engine/(algo|control|train|record|net)/|ui/|app/", "networks are below it"},
      {"engine/algo/", kNever, "engine/(control|train|record|net)/|ui/|app/", "algorithms are below it"},
      {"engine/record/", kNever, "engine/(nn|algo|control|train)/|ui/|app/",
       "the recorder knows events only"},
      {"engine/", kNever, "ui/|app/", "the engine does not know who looks at it"},
      {"ui/", kNever, "app/", "the window does not know the program around it"},
      {"engine/net/", kNever, "engine/(?!core/|net/)|ui/|app/", "it is arithmetic over what core says"},
      {"ui/", kNever, "engine/(?!core/|net/|[^/]+\\.h$|record/(replay|recorder)\\.h$)",
       "the window sees engine/core, engine/net, the headers right in engine/, and record/replay.h and "
       "record/recorder.h"},
      // One place for each third party.
      {"",
       anyOf("engine/(nn|algo|train)/|engine/session[^/]*\\.cpp$",
             "tests/(?!ui/|architecture/|engine/(core|data|record)/)"),
       kTorch,
       "LibTorch belongs to engine/nn, engine/algo, engine/train, engine/session*.cpp and their tests"},
      {"", "engine/record/|" + tests + "record/", kHdf5, "HDF5 belongs to engine/record"},
      {"", "ui/|app/|tests/(ui|programs|bench/(plot|runs|window))/", kQt, "Qt belongs to ui and app"},
      {"", "ui/plot/|tests/ui/plot/", "qcustomplot", "QCustomPlot belongs to ui/plot"},
      {"(engine|ui|app)/.*\\.h$", kNever, "nlohmann/(?!json_fwd)",
       "JSON is read and written in .cpp files only"},
  };
}

/// True when `pattern` matches the beginning of `text`.
bool beginsWith(const std::string& text, const std::string& pattern) {
  return std::regex_search(text, std::regex(pattern), std::regex_constants::match_continuous);
}

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The text without // and /* */ comments. Strings stay as they are, line ends too.
std::string withoutComments(const std::string& text) {
  enum class In { Code, String, Line, Block } in = In::Code;
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = std::string_view(text).substr(i, 2);
    if (in == In::Code && (two == "//" || two == "/*")) in = two == "//" ? In::Line : In::Block;
    if (in == In::Line && text[i] == '\n') in = In::Code;
    if (in == In::Code || in == In::String || text[i] == '\n') kept += text[i];
    if (in == In::String && text[i] == '\\') {
      if (++i < text.size()) kept += text[i];
    } else if (text[i] == '"' && (in == In::Code || in == In::String)) {
      in = in == In::Code ? In::String : In::Code;
    } else if (in == In::Block && two == "*/") {
      in = In::Code;
      ++i;
    }
  }
  return kept;
}

Findings wrongIncludes(const Source& source) {
  static const std::vector<Wall> all = walls();
  static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::vector<Wall> here;
  std::ranges::copy_if(all, std::back_inserter(here), [&](const Wall& wall) {
    return beginsWith(source.path, wall.where) && !beginsWith(source.path, wall.except);
  });
  Findings found;
  for (const auto& line : linesOf(source.text)) {
    std::smatch match;
    if (!std::regex_search(line, match, include)) continue;
    for (const auto& wall : here) {
      if (beginsWith(match[1], wall.forbidden)) {
        found.push_back(source.path + " includes " + match[1].str() + ": " + wall.advice + ".");
      }
    }
  }
  return found;
}

Findings colourLiterals(const Source& source) {
  if (!beginsWith(source.path, "ui/") || beginsWith(source.path, "ui/theme")) return {};
  static const std::regex literal(
      R"re("#[0-9a-fA-F]{3,8}"|#[0-9a-fA-F]{6}\b)re"
      R"re(|\bQColor(\s+\w+)?\s*[({]\s*(0x|[0-9]|"|u"|QStringLiteral))re"
      R"re(|\bQColor::from\w+\s*\(\s*[0-9]|\bqRgba?\s*\(\s*[0-9])re"
      R"re(|\bQt::(dark|light)?(white|black|red|green|blue|cyan|magenta|yellow|gray|Red|Green|Blue|Cyan|Magenta|Yellow|Gray)\b)re");
  Findings found;
  int number = 0;
  for (const auto& line : linesOf(withoutComments(source.text))) {
    ++number;
    if (std::regex_search(line, literal)) {
      found.push_back(source.path + ":" + std::to_string(number) + " names a colour; take it from ui/theme.");
    }
  }
  return found;
}

constexpr std::size_t kLineLimit = 400;

Findings tooLong(const Source& source) {
  const auto lines = linesOf(source.text).size();
  if (lines <= kLineLimit) return {};
  return {source.path + " has " + std::to_string(lines) + " lines, more than " + std::to_string(kLineLimit) +
          ". Split it before the next feature."};
}

/// `home` is where this checkout lies: the one path that must not get into any file.
Findings machinePaths(const Source& source, const std::string& home) {
  static const std::regex personal(R"((^|[\s"'=(:<])/(home|root|Users|tmp|mnt|media|srv)/[.\w])");
  Findings found;
  int number = 0;
  for (const auto& line : linesOf(source.text)) {
    ++number;
    const auto at = line.find(home + "/");
    const bool inHome =
        at != std::string::npos && (at == 0 || std::isalnum(static_cast<unsigned char>(line[at - 1])) == 0);
    if (inHome || std::regex_search(line, personal)) {
      found.push_back(source.path + ":" + std::to_string(number) + " holds a path of one machine: " + line);
    }
  }
  return found;
}

std::string contentOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every text file of the repository with one of the given extensions. A folder that does not exist has none.
std::vector<Source> repository(const std::vector<std::string>& extensions) {
  const fs::path root = LAB_SOURCE_DIR;
  std::vector<Source> sources;
  const auto take = [&](const fs::path& path) {
    if (std::ranges::find(extensions, path.extension().string()) == extensions.end()) return;
    sources.push_back({path.lexically_relative(root).generic_string(), contentOf(path)});
  };
  for (const auto& entry : fs::directory_iterator(root)) {
    if (entry.is_regular_file()) take(entry.path());
  }
  for (const auto* folder : {"app", "engine", "ui", "resources", "datasets", "tests", "installer"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file()) take(entry.path());
    }
  }
  return sources;
}

const std::vector<Source>& code() {
  static const std::vector<Source> sources = repository({".h", ".cpp"});
  return sources;
}

std::string including(const std::string& header) {
  return "#pragma once\n\n#include <" + header + ">\n";
}

struct IncludeCase {
  std::string path;
  std::string header;
};

std::ostream& operator<<(std::ostream& out, const IncludeCase& tried) {
  return out << tried.path << " includes " << tried.header;
}

class ForbiddenInclude : public ::testing::TestWithParam<IncludeCase> {};

TEST_P(ForbiddenInclude, IsFound) {
  EXPECT_THAT(wrongIncludes({GetParam().path, including(GetParam().header)}), Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(
    Walls, ForbiddenInclude,
    ::testing::Values(
        IncludeCase{"engine/core/a.h", "QWidget"}, IncludeCase{"engine/core/a.cpp", "torch/types.h"},
        IncludeCase{"engine/core/a.h", "hdf5.h"}, IncludeCase{"engine/core/a.h", "nlohmann/json.hpp"},
        IncludeCase{"engine/core/a.h", "engine/session.h"},
        IncludeCase{"engine/core/a.h", "engine/data/dataset.h"},
        IncludeCase{"engine/data/a.cpp", "ATen/core/Tensor.h"},
        IncludeCase{"engine/data/a.cpp", "engine/nn/model.h"},
        IncludeCase{"engine/nn/a.cpp", "engine/algo/algorithm.h"}, IncludeCase{"engine/nn/a.cpp", "H5Cpp.h"},
        IncludeCase{"engine/algo/a.cpp", "engine/train/trainer.h"},
        IncludeCase{"engine/record/a.cpp", "torch/torch.h"}, IncludeCase{"engine/record/a.cpp", "QString"},
        IncludeCase{"engine/record/a.cpp", "engine/train/trainer.h"},
        IncludeCase{"engine/train/a.cpp", "ui/main_window.h"},
        IncludeCase{"engine/net/a.h", "engine/train/trainer.h"},
        IncludeCase{"engine/validate.cpp", "torch/types.h"},
        IncludeCase{"engine/session.h", "ATen/core/Tensor.h"}, IncludeCase{"engine/session.cpp", "hdf5.h"},
        IncludeCase{"ui/a.cpp", "c10/util/Optional.h"}, IncludeCase{"ui/a.cpp", "hdf5.h"},
        IncludeCase{"ui/a.cpp", "app/options.h"}, IncludeCase{"ui/a.cpp", "engine/train/trainer.h"},
        IncludeCase{"ui/a.cpp", "engine/record/h5.h"}, IncludeCase{"ui/views/a.cpp", "qcustomplot.h"},
        IncludeCase{"app/main.cpp", "torch/torch.h"}, IncludeCase{"app/main.cpp", "qcustomplot.h"},
        IncludeCase{"tests/ui/a_test.cpp", "torch/torch.h"},
        IncludeCase{"tests/engine/core/a_test.cpp", "QtTest"},
        IncludeCase{"tests/engine/data/a_test.cpp", "torch/types.h"}));

class AllowedInclude : public ::testing::TestWithParam<IncludeCase> {};

TEST_P(AllowedInclude, IsNotFound) {
  EXPECT_THAT(wrongIncludes({GetParam().path, including(GetParam().header)}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Walls, AllowedInclude,
    ::testing::Values(
        IncludeCase{"engine/core/a.h", "queue"}, IncludeCase{"engine/core/a.h", "engine/core/spec.h"},
        IncludeCase{"engine/core/a.cpp", "nlohmann/json.hpp"},
        IncludeCase{"engine/nn/a.h", "ATen/core/Tensor.h"},
        IncludeCase{"engine/algo/a.cpp", "engine/nn/replica.h"}, IncludeCase{"engine/record/h5.h", "hdf5.h"},
        IncludeCase{"engine/session_impl.cpp", "torch/torch.h"}, IncludeCase{"ui/a.h", "QWidget"},
        IncludeCase{"ui/a.h", "engine/session.h"}, IncludeCase{"ui/a.h", "engine/core/events.h"},
        IncludeCase{"ui/a.h", "engine/net/clock.h"}, IncludeCase{"ui/a.h", "engine/record/replay.h"},
        IncludeCase{"ui/plot/a.cpp", "qcustomplot.h"}, IncludeCase{"app/main.cpp", "QApplication"},
        IncludeCase{"app/main.cpp", "ui/main_window.h"},
        IncludeCase{"tests/engine/algo/a_test.cpp", "torch/types.h"},
        IncludeCase{"tests/ui/a_test.cpp", "QtTest"}));

TEST(Includes, GoDownOnly) {
  for (const auto& source : code()) EXPECT_THAT(wrongIncludes(source), IsEmpty());
}

TEST(ColourCheck, FindsEveryFormOfALiteral) {
  for (const auto* line :
       {R"(pen.setColor("#0072B2");)", R"(setStyleSheet("color: #d55e00; border: none");)",
        "QColor(213, 94, 0)", "QColor accent{0xD5, 94, 0};", R"(QColor("orange"))",
        "QColor::fromRgb(1, 2, 3)", "qRgb(0, 0, 0)", "painter.setPen(Qt::darkRed);", "Qt::white"}) {
    EXPECT_THAT(colourLiterals({"ui/views/a.cpp", line}), SizeIs(1)) << line;
  }
}

TEST(ColourCheck, LeavesCommentsNamesAndTheThemeAlone) {
  for (const auto* line :
       {"// the blue #0072B2", "/* QColor(1, 2, 3)\n Qt::red */", "QColor(theme.accent)", "Qt::transparent",
        "QColor mixed(const QColor& a);", "setWindowTitle(tr(\"Run #12\"));"}) {
    EXPECT_THAT(colourLiterals({"ui/views/a.cpp", line}), IsEmpty()) << line;
  }
  EXPECT_THAT(colourLiterals({"ui/theme.cpp", "QColor(213, 94, 0)"}), IsEmpty());
  EXPECT_THAT(colourLiterals({"ui/theme/palette.cpp", "Qt::red"}), IsEmpty());
}

TEST(ColourCheck, SeesCodeAfterACommentAndAfterAString) {
  EXPECT_THAT(colourLiterals({"ui/a.cpp", "/* a */ Qt::red"}), SizeIs(1));
  EXPECT_THAT(colourLiterals({"ui/a.cpp", "open(\"http://a\\\"b\"); QColor(1, 2, 3);"}), SizeIs(1));
}

TEST(Colours, AreNamedInTheThemeOnly) {
  for (const auto& source : code()) EXPECT_THAT(colourLiterals(source), IsEmpty());
}

TEST(LengthCheck, FindsTheFirstLineTooMany) {
  std::string text;
  for (std::size_t i = 0; i < kLineLimit; ++i) text += "x\n";
  EXPECT_THAT(tooLong({"engine/a.cpp", text}), IsEmpty());
  EXPECT_THAT(tooLong({"engine/a.cpp", text + "x\n"}), SizeIs(1));
}

TEST(Files, StayBelowTheLineLimit) {
  for (const auto& source : code()) EXPECT_THAT(tooLong(source), IsEmpty());
}

// Written in two parts, so that this file passes its own check.
TEST(PathCheck, FindsPathsOfOneMachine) {
  const std::string slash = "/";
  for (const auto* rest : {"home/ada/data", "root/.cache/x", "tmp/out.h5", "Users/ada/x"}) {
    EXPECT_THAT(machinePaths({"engine/a.cpp", "open(\"" + slash + rest + "\");"}, "/somewhere"), SizeIs(1))
        << rest;
  }
  EXPECT_THAT(machinePaths({"engine/a.cpp", "// see /somewhere/else/a.txt"}, "/somewhere/else"), SizeIs(1));
}

TEST(PathCheck, LetsSystemFoldersAndObjectNamesPass) {
  for (const auto* text : {"\"/usr/share/datasets/fashion-mnist\"", "\"/evaluation/accuracy\"",
                           "\"a/home/b\"", "https://example.org/home/page"}) {
    EXPECT_THAT(machinePaths({"engine/a.cpp", text}, "/somewhere"), IsEmpty()) << text;
  }
}

TEST(Files, HoldNoPathOfOneMachine) {
  for (const auto& source :
       repository({".h", ".cpp", ".txt", ".cmake", ".json", ".py", ".md", ".in", ".qrc", ""})) {
    EXPECT_THAT(machinePaths(source, LAB_SOURCE_DIR), IsEmpty());
  }
}

TEST(Repository, IsReallyLookedAt) {
  EXPECT_THAT(code(), Not(IsEmpty()));
}

}  // namespace
