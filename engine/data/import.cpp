#include <fstream>

#include "engine/core/error.h"
#include "engine/data/image_folder.h"
#include "engine/data/library.h"
#include "engine/data/loader.h"
#include "engine/data/synthetic.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

// The folder itself or one of those an archive unpacks to.
fs::path completeFolder(const fs::path& folder, const Manifest& manifest) {
  if (!missingIn(folder, manifest)) return folder;
  for (const auto& place : placesIn(folder, manifest)) {
    // An absolute folder of the manifest's is not what the user has named.
    if (place.lexically_relative(folder).string().starts_with("..")) continue;
    if (!missingIn(place, manifest)) return place;
  }
  refuse(folder / *missingIn(folder, manifest), "the file is missing",
         "all files of " + manifest.entry.title + ", as they are or with \".gz\" behind their names",
         "name the folder that holds them");
}

fs::path targetFolder(const std::string& id) {
  if (userFolder().empty()) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = "data set \"" + id + '"',
                 .problem = "there is no folder for the user's data",
                 .expected = "the environment variable HOME or XDG_DATA_HOME",
                 .remedy = "set one of them"});
  }
  return userFolder() / id;
}

fs::path partOf(const fs::path& folder, const fs::path& name) {
  return folder / (name.string() + ".part");
}

// First all copies under other names, then the new names: the folder never holds half a file under a name
// that counts.
void copyAll(const fs::path& from, const fs::path& to, const Manifest& manifest) {
  fs::create_directories(to);
  for (const auto& file : manifest.files) {
    const fs::path source = fileIn(from, file)->path;
    fs::copy_file(source, partOf(to, source.filename()), fs::copy_options::overwrite_existing);
  }
  for (const auto& file : manifest.files) {
    const fs::path name = fileIn(from, file)->path.filename();
    fs::remove(to / file.name);
    fs::remove(to / (file.name + ".gz"));
    fs::rename(partOf(to, name), to / name);
  }
}

void removeParts(const fs::path& folder, const Manifest& manifest) {
  std::error_code ignored;
  for (const auto& file : manifest.files) {
    fs::remove(partOf(folder, file.name), ignored);
    fs::remove(partOf(folder, file.name + ".gz"), ignored);
  }
}

void requireFree(const std::string& id) {
  for (const auto& root : roots()) {
    if (root == userFolder() || !fs::exists(root / (id + ".json"))) continue;
    refuse(root / (id + ".json"), "the id \"" + id + "\" belongs to another data set", "an id of its own",
           "choose another and rename the manifest of your folder");
  }
}

// The images stay where they are; what is taken in is the completed manifest, and the cache of the decoded ones.
void importImages(const fs::path& folder, const fs::path& draft, const std::string& id) {
  requireFree(id);
  const fs::path source = fs::canonical(folder);
  const fs::path target{targetFolder(id).string() + ".json"};
  const Manifest manifest = completed(readManifest(draft, Detail::Draft), source);
  static_cast<void>(loadFrom(source, manifest, {}));  // throws when an image is broken
  const std::string text = manifestText(draft, manifest, source);
  std::error_code failure;
  fs::create_directories(target.parent_path(), failure);
  const fs::path part = partOf(target.parent_path(), target.filename());
  std::ofstream stream(part);
  stream << text;
  stream.close();
  if (stream) fs::rename(part, target, failure);
  if (!stream || failure) {
    refuse(target, "the manifest cannot be written", "a folder with space", "check its permissions and the free space");
  }
}

}  // namespace

void importFrom(const fs::path& folder, const std::string& id) {
  if (id == syntheticEntry().id) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = "data set \"" + id + '"',
                 .problem = "it is made by the program and has no files",
                 .remedy = "use it as it is"});
  }
  const fs::path draft = folder / (id + ".json");
  if (fs::exists(draft) && readManifest(draft, Detail::Draft).format == Format::ImageFolder) {
    return importImages(folder, draft, id);
  }
  const Manifest manifest = manifestOf(id);
  const fs::path source = completeFolder(folder, manifest);
  static_cast<void>(loadFrom(source, manifest, {}));  // throws when a file is not what it should be
  const fs::path target = targetFolder(id);
  std::error_code failure;
  if (fs::equivalent(source, target, failure)) return;
  try {
    copyAll(source, target, manifest);
  } catch (const fs::filesystem_error& error) {
    removeParts(target, manifest);
    refuse(target, "the files cannot be written there (" + error.code().message() + ")",
           "a folder with enough space", "check its permissions and the free space");
  }
}

}  // namespace lab::dataset
