#include "engine/presets.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/json_text.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Error broken(const fs::path& file, const std::string& problem) {
  return Error({.kind = ErrorKind::Data,
                .doing = "preset " + file.filename().string(),
                .problem = problem,
                .expected = R"({"name": text, "title": text, "why": text, "spec": {...}})",
                .remedy = "mend or remove the file in " + file.parent_path().string()});
}

std::string textOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) throw broken(file, "cannot be read");
  return text.str();
}

std::string takeText(const fs::path& file, const Json& json, const std::string& key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) throw broken(file, "has no text \"" + key + '"');
  return found->get<std::string>();
}

void requireKnownKeys(const fs::path& file, const Json& json) {
  static constexpr std::array<std::string_view, 4> kKeys{"name", "title", "why", "spec"};
  if (!json.is_object()) throw broken(file, "is not a JSON object");
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(kKeys, key) == kKeys.end())
      throw broken(file, "has the unknown key \"" + key + '"');
  }
  if (!json.contains("spec")) throw broken(file, "has no \"spec\"");
}

Preset readPreset(const fs::path& file) {
  try {
    const auto json = parseJson(textOf(file), "preset " + file.filename().string());
    requireKnownKeys(file, json);
    return {.name = takeText(file, json, "name"),
            .title = takeText(file, json, "title"),
            .why = takeText(file, json, "why"),
            .spec = specFromJson(json["spec"].dump(), catalogue::vocabulary(), file.filename().string())};
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::Data) throw;
    throw broken(file, error.what());  // wrong JSON is a mistake of the file here, not of the user
  }
}

fs::path programFolder() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

}  // namespace

fs::path resourcesFolder() {
  if (const char* given = std::getenv("SKEWLAB_RESOURCES"); given != nullptr && *given != '\0') return given;
  const auto installed = programFolder().parent_path() / "share" / "skewlab" / "resources";
  std::error_code ignored;
  return fs::exists(installed, ignored) ? installed : fs::path{LAB_RESOURCES_DIR};
}

std::vector<Preset> readPresets(const fs::path& folder) {
  std::error_code problem;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (problem) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = folder.string(),
                 .problem = "the presets cannot be listed: " + problem.message(),
                 .expected = "the folder of the built-in experiments",
                 .remedy = "set SKEWLAB_RESOURCES to the folder that holds it"});
  }
  std::ranges::sort(files);
  std::vector<Preset> found;
  for (const auto& file : files) found.push_back(readPreset(file));
  return found;
}

const std::vector<Preset>& presets() {
  static const auto all = readPresets(resourcesFolder() / "presets");
  return all;
}

const Preset& preset(const std::string& name) {
  const auto found = std::ranges::find(presets(), name, &Preset::name);
  if (found != presets().end()) return *found;
  std::vector<std::string> names;
  std::string list;
  for (const auto& known : presets()) {
    names.push_back(known.name);
    list += (list.empty() ? "" : ", ") + known.name;
  }
  const auto near = nearest(name, names);
  throw Error({.kind = ErrorKind::Usage,
               .doing = "preset \"" + name + '"',
               .problem = "is not known",
               .expected = near.empty() ? "one of " + list : '"' + near + '"'});
}

}  // namespace lab
