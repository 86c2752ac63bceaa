#include "engine/data/library.h"

#include <algorithm>
#include <cstdlib>

#include "engine/core/error.h"
#include "engine/core/params.h"
#include "engine/data/synthetic.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

fs::path fromEnvironment(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? fs::path{} : fs::path{text};
}

// share/skewlab/datasets of an installation in bin/ and share/; empty where the system does not tell.
fs::path installedFolder() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  return failure ? fs::path{} : program.parent_path().parent_path() / "share" / "skewlab" / "datasets";
}

bool isFolder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

bool isFile(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

std::vector<fs::path> manifestFiles() {
  std::vector<fs::path> files;
  for (const auto& root : roots()) {
    std::vector<fs::path> here;
    std::error_code failure;
    for (const auto& file : fs::directory_iterator(root, failure)) {
      if (file.path().extension() == ".json") here.push_back(file.path());
    }
    std::ranges::sort(here);  // a folder is listed in no particular order
    files.insert(files.end(), here.begin(), here.end());
  }
  return files;
}

std::vector<fs::path> placesOf(const Manifest& manifest) {
  std::vector<fs::path> places;
  for (const auto& root : roots()) {
    for (const auto& place : placesIn(root, manifest)) places.push_back(place);
  }
  return places;
}

bool holdsAny(const fs::path& folder, const Manifest& manifest) {
  return std::ranges::any_of(manifest.files,
                             [&](const auto& file) { return fileIn(folder, file).has_value(); });
}

[[noreturn]] void refuseUnknown(const std::string& id) {
  std::vector<std::string> ids{syntheticEntry().id};
  for (const auto& manifest : manifests()) ids.push_back(manifest.entry.id);
  std::string list;
  for (const auto& known : ids) list += (list.empty() ? "" : ", ") + known;
  const std::string meant = nearest(id, ids);
  throw Error({.kind = ErrorKind::Usage,
               .doing = "dataset.id",
               .problem = '"' + id + "\" is not known",
               .expected = "one of " + list,
               .remedy = meant.empty() ? "" : "did you mean \"" + meant + "\"?"});
}

}  // namespace

fs::path userFolder() {
  const fs::path data = fromEnvironment("XDG_DATA_HOME");
  if (!data.empty()) return data / "skewlab" / "datasets";
  const fs::path home = fromEnvironment("HOME");
  return home.empty() ? fs::path{} : home / ".local" / "share" / "skewlab" / "datasets";
}

std::vector<fs::path> roots() {
  std::vector<fs::path> found;
  for (const auto& folder :
       {fromEnvironment("SKEWLAB_DATASETS"), installedFolder(), fs::path{LAB_DATASETS_DIR}, userFolder()}) {
    if (isFolder(folder)) found.push_back(folder);
  }
  return found;
}

std::vector<Manifest> manifests() {
  std::vector<Manifest> found;
  for (const auto& file : manifestFiles()) {
    try {
      Manifest manifest = readManifest(file);
      const auto same = [&](const Manifest& other) { return other.entry.id == manifest.entry.id; };
      if (std::ranges::none_of(found, same)) found.push_back(std::move(manifest));
    } catch (const Error&) {
      continue;  // manifestOf() reports it to whoever asks for this data set
    }
  }
  return found;
}

Manifest manifestOf(const std::string& id) {
  for (const auto& file : manifestFiles()) {
    if (file.stem() == id) return readManifest(file);
  }
  refuseUnknown(id);
}

std::optional<InputFile> fileIn(const fs::path& folder, const ManifestFile& file) {
  if (isFolder(file.role)) {
    return isFolder(folder / file.name) ? std::optional{InputFile{.path = folder / file.name}} : std::nullopt;
  }
  for (const auto& name : {file.name, file.name + ".gz"}) {
    if (isFile(folder / name)) return InputFile{.path = folder / name, .sha256 = file.sha256};
  }
  return std::nullopt;
}

std::optional<std::string> missingIn(const fs::path& folder, const Manifest& manifest) {
  for (const auto& file : manifest.files) {
    if (!fileIn(folder, file)) return file.name;
  }
  return std::nullopt;
}

std::vector<fs::path> placesIn(const fs::path& root, const Manifest& manifest) {
  std::vector<fs::path> places{root / manifest.entry.id};
  // The `/` of paths leaves an absolute folder as it is.
  for (const auto& folder : manifest.search) places.push_back(root / folder);
  return places;
}

fs::path folderOf(const Manifest& manifest) {
  for (const auto& place : placesOf(manifest)) {
    if (!missingIn(place, manifest)) return place;
  }
  return {};
}

fs::path requireFolder(const Manifest& manifest) {
  fs::path folder = folderOf(manifest);
  if (!folder.empty()) return folder;
  const std::string& id = manifest.entry.id;
  const std::string get = "get the files from " + manifest.entry.source +
                          " and take them in with: skewlab datasets import FOLDER --id " + id;
  for (const auto& place : placesOf(manifest)) {
    if (!holdsAny(place, manifest)) continue;
    refuse(place / *missingIn(place, manifest), "the file is missing", "all files of " + manifest.entry.title,
           get);
  }
  throw Error({.kind = ErrorKind::Data,
               .doing = "data set \"" + id + '"',
               .problem = "its files are not on this machine",
               .expected = manifest.files.front().name + " and the others, or the same with \".gz\", in " +
                           (userFolder() / id).string(),
               .remedy = get});
}

}  // namespace lab::dataset
