#include "engine/sweep.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include "engine/core/error.h"
#include "engine/presets.h"
#include "engine/sweep_problems.h"
#include "engine/validate.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& file, ErrorKind kind) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (stream && !fs::is_directory(file)) return text.str();
  throw Error({.kind = kind,
               .doing = file.string(),
               .problem = fs::exists(file) ? "cannot be read" : "does not exist",
               .expected = "a JSON file with a sweep, or the name of a built-in one",
               .remedy = "skewlab presets list shows them"});
}

BuiltInSweep readBuiltIn(const fs::path& path) {
  try {
    const auto file = sweepFileFromJson(textOf(path, ErrorKind::Data), path.filename().string());
    return {.name = file.name, .title = file.title, .why = file.why, .path = path};
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::Data) throw;
    throw Error({.kind = ErrorKind::Data,  // a mistake of the file here, not of the user
                 .doing = "sweep " + path.filename().string(),
                 .problem = error.what(),
                 .remedy = "mend or remove the file in " + path.parent_path().string()});
  }
}

bool looksLikeFile(const std::string& source) {
  std::error_code ignored;
  return source.ends_with(".json") || fs::is_regular_file(source, ignored);
}

Error unknown(const std::string& name, const std::vector<BuiltInSweep>& known) {
  std::vector<std::string> names;
  std::string list;
  for (const auto& one : known) {
    names.push_back(one.name);
    list += (list.empty() ? "" : ", ") + one.name;
  }
  const auto near = nearest(name, names);
  return Error({.kind = ErrorKind::Usage,
                .doing = "sweep \"" + name + '"',
                .problem = "is not known",
                .expected = near.empty() ? "one of " + list : '"' + near + '"'});
}

}  // namespace

std::vector<BuiltInSweep> builtInSweeps() {
  const auto folder = resourcesFolder() / "sweeps";
  std::vector<BuiltInSweep> found;
  std::error_code absent;
  for (const auto& entry : fs::recursive_directory_iterator(folder, absent)) {
    if (entry.path().extension() == ".json") found.push_back(readBuiltIn(entry.path()));
  }
  std::ranges::sort(found, {}, &BuiltInSweep::name);
  return found;
}

Sweep sweepNamed(const std::string& source, std::string_view scale, const std::vector<std::int64_t>& seeds) {
  const auto taken = [&](const fs::path& path, ErrorKind kind, const std::string& origin) {
    auto file = sweepFileFromJson(textOf(path, kind), origin);
    for (auto& entry : file.runs) {
      if (!seeds.empty()) entry.seeds = seeds;
    }
    return expand(file, scale, origin);
  };
  if (looksLikeFile(source)) return taken(source, ErrorKind::Usage, fs::path{source}.filename().string());
  const auto known = builtInSweeps();
  const auto found = std::ranges::find(known, source, &BuiltInSweep::name);
  if (found == known.end()) throw unknown(source, known);
  return taken(found->path, ErrorKind::Data, source);
}

void requireValid(const Sweep& sweep) {
  RunProblems problems;
  std::string missingData;
  for (const auto& run : sweep.runs) {
    try {
      requireValid(run.spec);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::Data) {
        missingData = error.what();
        continue;
      }
      for (const auto& problem : validate(run.spec)) problems.add(run.name, problem);
    }
  }
  if (const auto list = problems.list(); !list.empty()) throw asError(sweep.name, list);
  if (!missingData.empty())
    throw Error({.kind = ErrorKind::Data, .doing = sweep.name, .problem = missingData});
}

}  // namespace lab
