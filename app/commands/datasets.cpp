#include <algorithm>
#include <iostream>

#include "app/commands/commands.h"
#include "app/text.h"
#include "engine/core/error.h"
#include "engine/core/params.h"
#include "engine/data/dataset.h"

namespace lab::app {
namespace {

std::string shapeText(const ImageShape& shape) {
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" +
         std::to_string(shape.width);
}

DatasetEntry entryNamed(const std::string& id) {
  const auto entries = dataset::all();
  const auto found = std::ranges::find(entries, id, &DatasetEntry::id);
  if (found != entries.end()) return *found;
  std::vector<std::string> ids;
  for (const auto& entry : entries) ids.push_back(entry.id);
  const auto near = nearest(id, ids);
  throw Error({.kind = ErrorKind::Usage,
               .doing = "data set \"" + id + '"',
               .problem = "is not known",
               .expected = near.empty() ? "one that skewlab datasets list shows" : '"' + near + '"'});
}

std::string howToImport(const DatasetEntry& entry) {
  return "get its files from " + entry.source +
         " and take them in with: skewlab datasets import FOLDER --id " + entry.id;
}

int list() {
  for (const auto& entry : dataset::all()) {
    std::cout << padded(entry.id, 18) << padded(entry.title, 24) << padded(shapeText(entry.shape), 10)
              << padded(grouped(std::ssize(entry.classNames)), -4) << " classes"
              << padded(grouped(entry.trainCount), -9) << " images  "
              << (entry.available() ? "here" : "not on this machine") << '\n';
  }
  std::cout.flush();
  return kDone;
}

int info(const std::string& id) {
  const auto entry = entryNamed(id);
  const auto line = [](const std::string& name, const std::string& text) {
    std::cout << padded(name, 12) << text << '\n';
  };
  line("Id", entry.id);
  line("Title", entry.title);
  line("About", entry.description);
  line("Images", grouped(entry.trainCount) + " for training, " + grouped(entry.testCount) + " for testing, " +
                     shapeText(entry.shape));
  std::string names;
  for (const auto& name : entry.classNames) names += (names.empty() ? "" : ", ") + name;
  line("Classes", grouped(std::ssize(entry.classNames)) + ": " + names);
  std::string columns;
  for (const auto& name : entry.columns) columns += (columns.empty() ? "" : ", ") + name;
  if (!columns.empty()) line("Columns", columns);
  line("Source", entry.source);
  line("Licence", entry.licence);
  std::string place = entry.folder.empty() ? "made by the program" : entry.folder.string();
  if (!entry.available()) place = "not on this machine; " + howToImport(entry);
  line("Files", place);
  std::cout.flush();
  return kDone;
}

int fetch(const std::string& id) {
  const auto entry = entryNamed(id);
  if (entry.available()) {
    std::cout << entry.id << " is on this machine already." << std::endl;
    return kDone;
  }
  throw Error({.kind = ErrorKind::Data,
               .doing = "data set \"" + entry.id + '"',
               .problem = "this version cannot download",
               .remedy = howToImport(entry)});
}

int import(const std::string& folder, const std::string& id) {
  dataset::importFrom(folder, id);
  std::cout << id << " is now in " << entryNamed(id).folder.string() << std::endl;
  return kDone;
}

}  // namespace

void addDatasets(CLI::App& program, Action& action) {
  auto& command = *program.add_subcommand("datasets", "The catalogue of data sets");
  command.require_subcommand(1);
  command.footer("Example: skewlab datasets import Downloads/cifar-10-batches-bin --id cifar10");
  const auto id = std::make_shared<std::string>();
  const auto folder = std::make_shared<std::string>();

  command.add_subcommand("list", "All of them, those on this machine first")->callback([&action] {
    action = list;
  });

  auto& about = *command.add_subcommand("info", "Everything about one");
  about.add_option("ID", *id, "As in the list")->required();
  about.callback([id, &action] { action = [id] { return info(*id); }; });

  auto& download = *command.add_subcommand("fetch", "Say how to get one; this version cannot download");
  download.add_option("ID", *id, "As in the list")->required();
  download.callback([id, &action] { action = [id] { return fetch(*id); }; });

  auto& taken = *command.add_subcommand("import", "Take files that are on this machine into the catalogue");
  taken.add_option("PATH", *folder, "The folder that holds the original files, or images and their manifest ID.json")->required();
  taken.add_option("--id", *id, "Which data set they are, as in the list or in the manifest")->type_name("ID")->required();
  taken.callback([id, folder, &action] { action = [id, folder] { return import(*folder, *id); }; });
}

}  // namespace lab::app
