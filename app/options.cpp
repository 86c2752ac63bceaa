#include "app/options.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "engine/presets.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;

std::string& remembered() {
  static std::string text;
  return text;
}

// "/some folder/run.h5" -> "run.h5", "--set=x=/data/y" -> "--set=x=y".
std::string withoutFolders(const std::string& argument) {
  const auto slash = argument.rfind('/');
  if (slash == std::string::npos) return argument;
  const auto equals = argument.substr(0, slash).rfind('=');
  const auto kept = equals == std::string::npos ? "" : argument.substr(0, equals + 1);
  return kept + argument.substr(slash + 1);
}

std::string textOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (!stream || fs::is_directory(file)) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = file.string(),
                 .problem = fs::exists(file) ? "cannot be read" : "does not exist",
                 .expected = "a JSON file with an experiment, or the name of a preset",
                 .remedy = "skewlab presets list shows the presets"});
  }
  return text.str();
}

bool looksLikeFile(const std::string& source) {
  return source.ends_with(".json") || source.find('/') != std::string::npos || fs::is_regular_file(source);
}

}  // namespace

void SpecOptions::addTo(CLI::App& command) {
  command.add_option("SPEC", source, "A JSON file or the name of a preset; the defaults when left out");
  addAssignments(command, assignments);
}

void addAssignments(CLI::App& command, std::vector<std::string>& assignments) {
  command
      .add_option("--set", assignments,
                  "Change one field, such as algorithm.threshold=0.2; may be given several times")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

ExperimentSpec SpecOptions::resolve() const {
  auto spec = source.empty() ? ExperimentSpec{} : specNamed(source);
  for (const auto& assignment : assignments) setField(spec, assignment, catalogue::vocabulary());
  return spec;
}

ExperimentSpec specNamed(const std::string& source) {
  if (!looksLikeFile(source)) return preset(source).spec;
  return specFromJson(textOf(source), catalogue::vocabulary(), fs::path{source}.filename().string());
}

void rememberCommandLine(int argc, const char* const* argv) {
  auto& text = remembered();
  for (int i = 0; i < argc; ++i) text += (i == 0 ? "" : " ") + withoutFolders(argv[i]);
}

const std::string& commandLine() {
  return remembered();
}

}  // namespace lab::app
