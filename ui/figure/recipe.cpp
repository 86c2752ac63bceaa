#include "ui/figure/recipe.h"

#include <algorithm>
#include <array>
#include <pwd.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace lab::ui {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto kFormat = "skewlab-figure";
constexpr int kVersion = 1;

std::vector<std::string> privateNames() {
  std::vector<std::string> names;
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) names.emplace_back(host.data());
  if (const auto* user = getpwuid(getuid())) names.emplace_back(user->pw_name);
  if (const char* user = std::getenv("USER")) names.emplace_back(user);
  std::erase_if(names, [](const std::string& name) { return name.size() < 2 || name == "localhost"; });
  return names;
}

bool isWordPart(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// "runs of ada" without "ada", but not "canada".
std::string without(std::string text, const std::string& name) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    const auto end = at + name.size();
    const bool word =
        (at == 0 || !isWordPart(text[at - 1])) && (end == text.size() || !isWordPart(text[end]));
    if (word) {
      text.replace(at, name.size(), "…");
    } else {
      at = end;
    }
  }
  return text;
}

/// "/some/folder/map.json" becomes "map.json", in the middle of a text, too.
std::string withoutFolders(const std::string& text) {
  std::string kept;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const auto end = std::min(text.find_first_of(" =\"'", begin), text.size());
    const auto word = text.substr(begin, end - begin);
    const bool path = word.size() > 1 &&
                      (word.front() == '/' || word.starts_with("~/") || word.front() == '.') &&
                      word.find('/') != std::string::npos;
    kept += path ? word.substr(word.rfind('/') + 1) : word;
    if (end < text.size()) kept += text[end];
    begin = end + 1;
  }
  return kept;
}

/// What people write themselves. Everything else is a word of a catalogue, which may well be called like a
/// host.
bool isFreeText(const std::string& key) {
  constexpr std::array kKeys{"label", "file", "name", "notes", "tags", "command_line"};
  return std::ranges::find(kKeys, key) != kKeys.end();
}

void makeAnonymous(Json& json, const std::vector<std::string>& names, bool free = false) {
  if (json.is_object()) {
    for (const auto& [key, member] : json.items()) makeAnonymous(member, names, isFreeText(key));
  } else if (json.is_array()) {
    for (auto& member : json) makeAnonymous(member, names, free);
  } else if (json.is_string()) {
    auto text = withoutFolders(json.get<std::string>());
    if (free) {
      for (const auto& name : names) text = without(std::move(text), name);
    }
    json = std::move(text);
  }
}

Json parsed(const std::string& text) {
  auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return json.is_discarded() ? Json::object() : json;
}

Json lookOf(const FigureSpec& spec) {
  return {{"views", spec.views},
          {"x", word(spec.x)},
          {"millimetres", {spec.millimetres.width(), spec.millimetres.height()}},
          {"columns", spec.columns},
          {"theme", word(spec.theme)},
          {"font_points", spec.fontPoints},
          {"line_points", spec.linePoints},
          {"dpi", spec.dpi},
          {"legend", word(spec.legend)},
          {"title", spec.title.toStdString()},
          {"letters", spec.letters},
          {"all_points", spec.allPoints},
          {"logarithmic", spec.logarithmic}};
}

FigureSpec lookFrom(const Json& json) {
  FigureSpec spec;
  spec.views = json.at("views").get<std::vector<std::string>>();
  spec.x = xAxisNamed(json.at("x").get<std::string>());
  spec.millimetres = {json.at("millimetres").at(0).get<double>(), json.at("millimetres").at(1).get<double>()};
  spec.columns = json.at("columns").get<int>();
  spec.theme = themeNamed(json.at("theme").get<std::string>());
  spec.fontPoints = json.at("font_points").get<double>();
  spec.linePoints = json.at("line_points").get<double>();
  spec.dpi = json.at("dpi").get<int>();
  spec.legend = legendPlaceNamed(json.at("legend").get<std::string>());
  spec.title = QString::fromStdString(json.at("title").get<std::string>());
  spec.letters = json.at("letters").get<bool>();
  spec.allPoints = json.at("all_points").get<bool>();
  spec.logarithmic = json.at("logarithmic").get<bool>();
  return spec;
}

Json runOf(const FigureRun& run) {
  return {{"label", run.label.toStdString()},
          {"file", run.file},
          {"created", run.started().created},
          {"spec", parsed(run.started().specJson)},
          {"environment", parsed(run.started().environmentJson)}};
}

}  // namespace

std::string recipeOf(const Figure& figure) {
  Json json{{"format", kFormat},
            {"format_version", kVersion},
            {"program", "skewlab " LAB_VERSION},
            {"figure", lookOf(figure.spec())},
            {"runs", Json::array()}};
  for (const auto& run : figure.runs()) json["runs"].push_back(runOf(run));
  makeAnonymous(json["runs"], privateNames());
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Recipe recipeFrom(const std::string& json, const std::string& origin) try {
  const auto all = Json::parse(json);
  if (all.at("format") != kFormat || all.at("format_version").get<int>() > kVersion) throw std::exception{};
  Recipe recipe{.figure = lookFrom(all.at("figure")), .runs = {}};
  for (const auto& run : all.at("runs")) {
    recipe.runs.push_back({.label = run.at("label").get<std::string>(),
                           .file = run.at("file").get<std::string>(),
                           .created = run.at("created").get<std::string>(),
                           .specJson = run.at("spec").dump()});
  }
  if (recipe.runs.empty()) throw std::exception{};
  return recipe;
} catch (const std::exception&) {
  throw Error({.kind = ErrorKind::Data,
               .doing = origin,
               .problem = "its recipe cannot be read",
               .expected = "a recipe of this version of Skewlab",
               .remedy = "open the run file instead"});
}

}  // namespace lab::ui
