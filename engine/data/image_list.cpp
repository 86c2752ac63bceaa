#include "engine/data/image_list.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "engine/data/csv_table.h"
#include "engine/data/input.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::size_t columnNamed(const fs::path& file, const CsvTable& table, const std::string& name) {
  const auto found = std::ranges::find(table.header, name);
  if (found == table.header.end()) {
    refuse(file, "the table has no column \"" + name + "\"; it has " + listed(table.header),
           "a column of that name in the header", "mend the table or the manifest");
  }
  return static_cast<std::size_t>(found - table.header.begin());
}

std::vector<std::string> cellsOf(const CsvTable& table, std::size_t column) {
  std::vector<std::string> cells;
  for (const auto& row : table.rows) cells.push_back(row[column]);
  return cells;
}

void requireInside(const fs::path& file, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const fs::path path = fs::path{name}.lexically_normal();
    if (!name.empty() && !path.is_absolute() && *path.begin() != "..") continue;
    refuse(file, "the path \"" + name + "\" leads out of the folder of the data set", "a path inside it",
           "move the image there or take it out of the table");
  }
}

ImageList listOfTable(const fs::path& file, const std::vector<std::string>& wanted) {
  const CsvTable table = readCsv(file);
  ImageList list{.origin = file,
                 .names = cellsOf(table, columnNamed(file, table, "path")),
                 .labels = cellsOf(table, columnNamed(file, table, "label")),
                 .columns = {}};
  requireInside(file, list.names);
  for (const auto& name : wanted) static_cast<void>(columnNamed(file, table, name));
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const auto& name = table.header[i];
    if (name != "path" && name != "label")
      list.columns.push_back({.name = name, .values = cellsOf(table, i)});
  }
  return list;
}

bool isImage(const fs::path& file) {
  std::string extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

// Sorted: a folder is listed in no particular order.
std::vector<fs::path> sortedEntries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) entries.push_back(entry.path());
  if (failure) refuse(folder, "the folder cannot be read", "a readable folder", "check its permissions");
  std::ranges::sort(entries);
  return entries;
}

ImageList listOfTree(const fs::path& folder, const fs::path& top) {
  ImageList list{.origin = top, .names = {}, .labels = {}, .columns = {}};
  for (const auto& place : sortedEntries(top)) {
    if (!fs::is_directory(place)) continue;
    const auto before = list.size();
    for (const auto& file : sortedEntries(place)) {
      if (!isImage(file)) continue;
      list.names.push_back(file.lexically_relative(folder).generic_string());
      list.labels.push_back(place.filename().string());
    }
    if (list.size() == before) {
      refuse(place, "the folder holds no PNG or JPEG image", "the images of one class",
             "fill it or remove it");
    }
  }
  if (list.names.empty()) {
    refuse(top, "the folder is empty", "one sub-folder with PNG or JPEG images for each class", "fill it");
  }
  return list;
}

const ManifestFile* fileOf(const Manifest& manifest, Role role) {
  const auto found = std::ranges::find(manifest.files, role, &ManifestFile::role);
  return found == manifest.files.end() ? nullptr : &*found;
}

}  // namespace

ImageList listImages(const fs::path& folder, const Manifest& manifest, bool training) {
  // Only what is dealt to partitions needs its columns.
  const auto wanted = training ? manifest.entry.columns : std::vector<std::string>{};
  if (const auto* table = fileOf(manifest, training ? Role::TrainTable : Role::TestTable)) {
    return listOfTable(folder / table->name, wanted);
  }
  const fs::path top = folder / fileOf(manifest, training ? Role::TrainTree : Role::TestTree)->name;
  if (!wanted.empty()) {
    refuse(top, "a tree of folders has no column \"" + wanted.front() + '"', "a table for columns",
           "write a table or take \"columns\" out of the manifest");
  }
  return listOfTree(folder, top);
}

std::vector<std::int64_t> numbered(const ImageList& list, const std::vector<std::string>& classNames) {
  std::map<std::string_view, std::int64_t> numbers;
  for (std::size_t i = 0; i < classNames.size(); ++i) numbers.try_emplace(classNames[i], static_cast<std::int64_t>(i));
  std::vector<std::int64_t> labels;
  for (std::size_t i = 0; i < list.labels.size(); ++i) {
    const auto found = numbers.find(list.labels[i]);
    if (found == numbers.end()) {
      refuse(list.origin,
             list.names[i] + " has the label \"" + list.labels[i] + "\", which is no class of the manifest",
             "one of its \"class_names\"", "mend the table or the manifest, or import the folder again");
    }
    labels.push_back(found->second);
  }
  return labels;
}

}  // namespace lab::dataset
