#include "engine/data/manifest.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/data/input.h"

namespace lab::dataset {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostBytes = std::int64_t{1} << 36U;  // of one set's pixels

template <class T>
struct Word {
  std::string_view text;
  T meaning;
};

constexpr std::array kFormats{Word<Format>{"idx", Format::Idx}, Word<Format>{"cifar10", Format::Cifar10},
                              Word<Format>{"cifar100", Format::Cifar100},
                              Word<Format>{"image-folder", Format::ImageFolder}};
constexpr std::array kRoles{
    Word<Role>{"train-images", Role::TrainImages}, Word<Role>{"train-labels", Role::TrainLabels},
    Word<Role>{"test-images", Role::TestImages},   Word<Role>{"test-labels", Role::TestLabels},
    Word<Role>{"train-batch", Role::TrainBatch},   Word<Role>{"test-batch", Role::TestBatch},
    Word<Role>{"train-table", Role::TrainTable},   Word<Role>{"test-table", Role::TestTable},
    Word<Role>{"train-folder", Role::TrainTree},   Word<Role>{"test-folder", Role::TestTree},
    Word<Role>{"pairs", Role::Pairs}};
constexpr std::array kNormalisations{Word<NormalisationKind>{"mean-std", NormalisationKind::MeanStd},
                                     Word<NormalisationKind>{"mean-image", NormalisationKind::MeanImage}};

/// A JSON object of a manifest with messages that name file and key.
class Reader {
 public:
  Reader(const std::filesystem::path& file, const json& object) : file_(file), object_(object) {}

  [[noreturn]] void wrong(const std::string& key, const std::string& problem,
                          const std::string& expected) const {
    refuse(file_, "\"" + key + "\" " + problem, expected, "mend the manifest");
  }

  template <class T>
  [[nodiscard]] T required(const std::string& key, const std::string& expected) const {
    if (!object_.contains(key)) wrong(key, "is missing", expected);
    try {
      return object_.at(key).get<T>();
    } catch (const json::exception&) {
      wrong(key, "is of the wrong kind", expected);
    }
  }

  template <class T>
  [[nodiscard]] T optional(const std::string& key, const std::string& expected) const {
    return object_.contains(key) ? required<T>(key, expected) : T{};
  }

  template <class T, std::size_t N>
  [[nodiscard]] T word(const std::string& key, const std::array<Word<T>, N>& words) const {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "\"" : ", \"") + std::string{word.text} + '"';
    const auto text = required<std::string>(key, "one of " + list);
    const auto found = std::ranges::find(words, text, &Word<T>::text);
    if (found == words.end()) wrong(key, "is \"" + text + '"', "one of " + list);
    return found->meaning;
  }

  [[nodiscard]] Reader inside(const json& object) const { return {file_, object}; }
  [[nodiscard]] const json& at(const std::string& key) const { return object_.at(key); }

 private:
  const std::filesystem::path& file_;
  const json& object_;
};

json parsed(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  if (!stream) refuse(file, "the manifest cannot be read", "a readable file", "check its permissions");
  try {
    json object = json::parse(text);
    if (object.is_object()) return object;
  } catch (const json::parse_error& error) {
    const auto place = std::min(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n');
    refuse(file, "the JSON syntax is broken in line " + std::to_string(line), "valid JSON",
           "mend the manifest");
  }
  refuse(file, "the manifest is not a JSON object", "{\"id\": ...}", "mend the manifest");
}

ImageShape shapeOf(const Reader& reader) {
  const std::string expected = "[channels, height, width], each from 1 to 65535";
  const auto sizes = reader.required<std::vector<std::int64_t>>("shape", expected);
  const bool good =
      sizes.size() == 3 && std::ranges::all_of(sizes, [](auto n) { return n >= 1 && n <= 65535; });
  if (!good) reader.wrong("shape", "is not the shape of an image", expected);
  return {.channels = sizes[0], .height = sizes[1], .width = sizes[2]};
}

std::int64_t countOf(const Reader& reader, const std::string& key, const ImageShape& shape) {
  const std::string expected = "a number of images, at least 1";
  const auto count = reader.required<std::int64_t>(key, expected);
  if (count < 1 || count > kMostBytes / shape.size()) {
    reader.wrong(key, "is " + std::to_string(count),
                 expected + " and together at most " + grouped(kMostBytes) + " bytes");
  }
  return count;
}

NormalisationPlan normalisationOf(const Reader& manifest, const ImageShape& shape) {
  const std::string expected = "an object with \"kind\"";
  const auto object = manifest.required<json>("normalisation", expected);
  if (!object.is_object()) manifest.wrong("normalisation", "is of the wrong kind", expected);
  const Reader reader = manifest.inside(object);
  const std::string perChannel = std::to_string(shape.channels) + " positive numbers, one for each channel";
  NormalisationPlan plan{.kind = reader.word("kind", kNormalisations),
                         .mean = reader.optional<std::vector<float>>("mean", perChannel),
                         .deviation = reader.optional<std::vector<float>>("std", perChannel)};
  const auto channels = static_cast<std::size_t>(shape.channels);
  const bool given = !plan.mean.empty() || !plan.deviation.empty();
  if (given && plan.mean.size() != channels) reader.wrong("mean", "does not fit the shape", perChannel);
  const bool positive = std::ranges::all_of(plan.deviation, [](float d) { return d > 0; });
  if (given && (plan.deviation.size() != channels || !positive)) {
    reader.wrong("std", "does not fit the shape", perChannel);
  }
  return plan;
}

ManifestFile fileOf(const Reader& reader) {
  ManifestFile file{.role = reader.word("role", kRoles),
                    .name = reader.required<std::string>("name", "a file name"),
                    .sha256 = reader.optional<std::string>("sha256", "64 hexadecimal digits")};
  const std::filesystem::path name{file.name};
  if (file.name.empty() || name.filename() != name || file.name == "." || file.name == "..") {
    reader.wrong("name", "is \"" + file.name + '"', "a file name without a folder");
  }
  const auto digits = file.sha256.find_first_not_of("0123456789abcdef");
  if (!file.sha256.empty() && (file.sha256.size() != 64 || digits != std::string::npos)) {
    reader.wrong("sha256", "is \"" + file.sha256 + '"', "64 lower-case hexadecimal digits");
  }
  return file;
}

void requireImageRoles(const Reader& reader, const Manifest& manifest) {
  const auto count = [&](Role role) { return std::ranges::count(manifest.files, role, &ManifestFile::role); };
  const auto train = count(Role::TrainTable) + count(Role::TrainTree);
  const auto test = count(Role::TestTable) + count(Role::TestTree);
  if (train != 1 || test != 1 || count(Role::Pairs) > 1 ||
      train + test + count(Role::Pairs) != std::ssize(manifest.files)) {
    reader.wrong("files", "do not make two sets",
                 "\"train-table\" or \"train-folder\", \"test-table\" or \"test-folder\", and perhaps \"pairs\"");
  }
  const auto channels = manifest.entry.shape.channels;
  if (channels != 1 && channels != 3) {
    reader.wrong("shape", "has " + std::to_string(channels) + " channels", "1 (grey) or 3 (colour) for images");
  }
}

// IDX needs each of its four roles exactly once, CIFAR at least one batch for each set.
void requireRoles(const Reader& reader, const Manifest& manifest) {
  if (manifest.format == Format::ImageFolder) return requireImageRoles(reader, manifest);
  const auto count = [&](Role role) { return std::ranges::count(manifest.files, role, &ManifestFile::role); };
  const bool idx = count(Role::TrainImages) == 1 && count(Role::TrainLabels) == 1 &&
                   count(Role::TestImages) == 1 && count(Role::TestLabels) == 1 && manifest.files.size() == 4;
  const bool cifar = count(Role::TrainBatch) >= 1 && count(Role::TestBatch) >= 1 &&
                     count(Role::TrainBatch) + count(Role::TestBatch) == std::ssize(manifest.files);
  if (manifest.format == Format::Idx && !idx) {
    reader.wrong("files", "do not make two sets",
                 "\"train-images\", \"train-labels\", \"test-images\" and \"test-labels\", each once");
  }
  if (manifest.format != Format::Idx && !cifar) {
    reader.wrong("files", "do not make two sets", "\"train-batch\" and \"test-batch\", each at least once");
  }
}

std::vector<ManifestFile> filesOf(const Reader& reader) {
  const std::string expected = "a list of objects with \"role\" and \"name\"";
  const auto list = reader.required<std::vector<json>>("files", expected);
  std::vector<ManifestFile> files;
  for (const auto& object : list) {
    if (!object.is_object()) reader.wrong("files", "is of the wrong kind", expected);
    files.push_back(fileOf(reader.inside(object)));
  }
  return files;
}

DatasetEntry entryOf(const Reader& reader, const std::filesystem::path& file, bool draft) {
  const std::string names = "a list of names";
  DatasetEntry entry{
      .id = reader.required<std::string>("id", "the name of the file without \".json\""),
      .title = reader.required<std::string>("title", "a text"),
      .description = reader.optional<std::string>("description", "a text"),
      .source = reader.optional<std::string>("source", "a text"),
      .licence = reader.optional<std::string>("licence", "a text"),
      .shape = shapeOf(reader),
      .classNames = draft ? reader.optional<std::vector<std::string>>("class_names", names)
                          : reader.required<std::vector<std::string>>("class_names", names),
      .columns = reader.optional<std::vector<std::string>>("columns", names),
      .folder = {}};
  if (entry.id != file.stem().string()) {
    reader.wrong("id", "is \"" + entry.id + '"', "\"" + file.stem().string() + "\", the name of the file");
  }
  entry.pairCount = reader.optional<std::int64_t>("pair_count", "a number of pairs");
  if (draft) return entry;
  if (entry.classNames.empty()) reader.wrong("class_names", "is empty", "at least one name");
  entry.trainCount = countOf(reader, "train_count", entry.shape);
  entry.testCount = countOf(reader, "test_count", entry.shape);
  return entry;
}

}  // namespace

Manifest readManifest(const std::filesystem::path& file, Detail detail) {
  const json object = parsed(file);
  const Reader reader{file, object};
  const bool draft = detail == Detail::Draft && reader.word("format", kFormats) == Format::ImageFolder;
  Manifest manifest{.entry = entryOf(reader, file, draft),
                    .citation = reader.optional<std::string>("citation", "a text"),
                    .format = reader.word("format", kFormats),
                    .transposed = reader.optional<bool>("transposed", "true or false"),
                    .normalisation = {},
                    .files = filesOf(reader),
                    .search = reader.optional<std::vector<std::string>>("search", "a list of folders"),
                    .mirrors = reader.optional<std::vector<std::string>>("mirrors", "a list of addresses")};
  manifest.normalisation = normalisationOf(reader, manifest.entry.shape);
  requireRoles(reader, manifest);
  return manifest;
}

std::string manifestText(const std::filesystem::path& draft, const Manifest& manifest,
                         const std::filesystem::path& folder) {
  const auto& entry = manifest.entry;
  json object = parsed(draft);
  object["source"] = entry.source;
  object["class_names"] = entry.classNames;
  object["columns"] = entry.columns;
  object["train_count"] = entry.trainCount;
  object["test_count"] = entry.testCount;
  object["pair_count"] = entry.pairCount;
  object["search"] = json::array({folder.string()});
  return object.dump(2) + '\n';
}

}  // namespace lab::dataset
