// The picture book: the whole window in every state from made-up events, for people to look at.
//
//     picture_book FOLDER [LOOK]... [RUN.h5]...
//
// LOOK is a theme and a size, such as light-1366x768; all of them when none is named. A run file adds its own pictures
// and leaves out the made-up ones. FOLDER/index.html shows all pictures. Nothing is compared.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <QApplication>
#include <QLocale>

#include "tests/ui/picture_book/scenes.h"

namespace {

using namespace lab::ui::test;
namespace fs = std::filesystem;

std::vector<Scene> scenes() {
  auto all = runScenes();
  for (const auto& more : {twinScenes(), plotScenes(), storeScenes(), figureScenes()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

void draw(const Look& look, const fs::path& folder, const std::vector<fs::path>& runs) {
  for (const auto& run : runs) {
    Stage stage{look, folder / run.stem() / look.name()};
    drawRecorded(stage, run);
  }
  if (!runs.empty()) return;
  for (const auto& scene : scenes()) {
    if (look.theme == lab::ui::ThemeId::Projector && !scene.presented) continue;
    Stage stage{look, folder / look.name()};
    scene.draw(stage);
  }
}

void writeIndex(const fs::path& folder) {
  std::vector<fs::path> pictures;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".png") pictures.push_back(fs::relative(entry.path(), folder));
  }
  std::ranges::sort(pictures);
  std::ofstream page{folder / "index.html"};
  page << "<!doctype html><meta charset=\"utf-8\"><title>Skewlab, every state</title>\n"
          "<style>body{font:14px sans-serif;margin:2em}figure{margin:0 0 2em}img{max-width:100%;border:1px solid "
          "#999}</style>\n";
  for (const auto& picture : pictures) {
    const auto name = picture.generic_string();
    page << "<figure><figcaption>" << name << "</figcaption><img loading=\"lazy\" src=\"" << name << "\"></figure>\n";
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  const fs::path folder = argc > 1 ? argv[1] : "pictures";
  std::vector<std::string> wanted;
  std::vector<fs::path> runs;
  for (const auto& word : std::vector<std::string>{argv + std::min(argc, 2), argv + argc}) {
    if (word.ends_with(".h5")) {
      runs.push_back(fs::absolute(word));
    } else {
      wanted.push_back(word);
    }
  }
  for (const auto& look : looks()) {
    if (wanted.empty() || std::ranges::find(wanted, look.name()) != wanted.end()) draw(look, folder, runs);
  }
  writeIndex(folder);
  return 0;
} catch (const std::exception& problem) {
  std::cerr << problem.what() << '\n';
  return 1;
}
