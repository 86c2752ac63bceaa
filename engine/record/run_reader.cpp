#include "engine/record/run_reader.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/record/live_file.h"

namespace lab::record {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string problem, std::string remedy) {
  throw Error({.kind = ErrorKind::Data,
               .doing = path.string(),
               .problem = std::move(problem),
               .expected = "a run file of skewlab",
               .remedy = std::move(remedy)});
}

const std::filesystem::path& present(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) refuse(path, "does not exist", "check the name");
  if (!std::filesystem::is_regular_file(path, ignored)) refuse(path, "is not a file", "check the name");
  return path;
}

template <class T>
std::vector<T> numbers(const h5::Bytes& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

}  // namespace

RunReader::RunReader(const std::filesystem::path& path)
    : path_(present(path)), live_(LiveFile::held(path)), file_(h5::File::open(path)) {
  const auto format = file_.attribute("/", "format");
  if (format != h5::Attribute(std::string(kFormat))) {
    refuse(path_, "is an HDF5 file, but not of a run", "open it with the program that wrote it");
  }
  const auto version = attribute<std::int64_t>("/", "format_version");
  if (version > kFormatVersion) {
    refuse(path_,
           "has format version " + std::to_string(version) + ", this program knows up to " +
               std::to_string(kFormatVersion),
           "use a newer skewlab");
  }
  layout_ = readLayout();
  columns_ = record::columns(layout_);
}

h5::Attribute RunReader::attribute(const std::string& object, const std::string& name) const {
  auto found = file_.attribute(object, name);
  if (!found) refuse(path_, "lacks attribute " + name + " of " + object, "the file is damaged");
  return *std::move(found);
}

template <class T>
T RunReader::attribute(const std::string& object, const std::string& name) const {
  auto found = attribute(object, name);
  if (!std::holds_alternative<T>(found)) {
    refuse(path_, "attribute " + name + " of " + object + " has another type than it should",
           "the file is damaged");
  }
  return std::get<T>(std::move(found));
}

Layout RunReader::readLayout() const {
  Layout layout;
  const auto counts = file_.lengths("/partitions/label_counts");
  if (counts.size() != 2) refuse(path_, "/partitions/label_counts is not a table", "the file is damaged");
  layout.partitions = counts.front();
  layout.classes = counts.back();
  const auto samples = file_.lengths("/partitions/indices");
  layout.samples = samples.empty() ? 0 : samples.front();
  layout.classAccuracy = file_.has("/evaluation/class_accuracy");
  layout.crossAccuracy = file_.has("/evaluation/cross_accuracy");
  layout.skewscout = file_.has("/skewscout/decisions");
  if (layout.skewscout) layout.rungs = file_.lengths("/skewscout/ladder").at(0);
  layout.weightDivergence = file_.has("/divergence/weights");
  layout.updateSize = file_.has("/divergence/updates");
  layout.changes = file_.has("/changes");
  if (!file_.has("/divergence/norm")) return layout;
  for (const auto& name : attribute<std::vector<std::string>>("/divergence/norm", "layers")) {
    const auto lengths = file_.lengths(normPath(name));
    layout.layers.push_back({name, lengths.size() == 2 ? static_cast<std::int64_t>(lengths.back()) : 0});
  }
  return layout;
}

h5::DataSet RunReader::open(const std::string& path) const {
  const auto found = std::ranges::find(columns_, path, [](const Column& column) { return column.plan.path; });
  if (found == columns_.end()) refuse(path_, "has no " + path, "the spec of this run did not ask for it");
  auto set = file_.dataSet(found->plan);
  set.requireWithin(std::filesystem::file_size(path_));
  return set;
}

std::vector<std::string> RunReader::texts(const std::string& path) const {
  const auto set = open(path);
  const auto bytes = set.read();
  const std::size_t size = set.plan().element.textBytes;
  std::vector<std::string> found;
  for (std::size_t at = 0; at + size <= bytes.size(); at += size) {
    std::string text(size, '\0');
    std::memcpy(text.data(), bytes.data() + at, size);
    found.push_back(text.substr(0, text.find('\0')));
  }
  return found;
}

std::vector<std::int64_t> RunReader::integers(const std::string& path) const {
  return numbers<std::int64_t>(open(path).read());
}

std::string RunReader::created() const {
  return attribute<std::string>("/", "created");
}

RunStarted RunReader::started() const {
  const auto skew = [&](const char* name) { return attribute<double>("/partitions/skew", name); };
  return {
      .specJson = texts("/spec").at(0),
      .environmentJson = texts("/environment").at(0),
      .created = created(),
      .partitions = static_cast<int>(layout_.partitions),
      .classNames = texts("/partitions/class_names"),
      .labelCounts = integers("/partitions/label_counts"),
      .testLabelCounts = integers("/partitions/test_label_counts"),
      .partitionOffsets = integers("/partitions/offsets"),
      .partitionIndices = integers("/partitions/indices"),
      .skew = {skew("total_variation"), skew("jensen_shannon"), skew("hellinger"), skew("emd"), skew("gini")},
      .iterations = attribute<std::int64_t>("/", "iterations"),
      .iterationsPerEpoch = attribute<double>("/", "iterations_per_epoch"),
      .parameters = attribute<std::int64_t>("/", "parameters"),
      .statistics = attribute<std::int64_t>("/", "statistics"),
      .normLayers = layout_.layers,
      .knob = knob(),
      .twin = twin()};
}

std::string RunReader::twin() const {
  const auto written = file_.attribute("/", "twin");
  const auto* name = written ? std::get_if<std::string>(&*written) : nullptr;
  return name ? *name : std::string{};
}

KnobScale RunReader::knob() const {
  const std::string path = "/skewscout/ladder";
  if (!layout_.skewscout) return {};
  const auto written = file_.attribute(path, "start");  // not in files of earlier programs
  const auto* start = written ? std::get_if<double>(&*written) : nullptr;
  return {.parameter = attribute<std::string>(path, "parameter"),
          .title = attribute<std::string>(path, "title"),
          .unit = attribute<std::string>(path, "parameter_unit"),
          .ladder = numbers<double>(open(path).read()),
          .start = start ? *start : std::numeric_limits<double>::quiet_NaN()};
}

RunStatus RunReader::status() const {
  const RunStatus written = runStatus(texts("/status").at(0));
  return written == RunStatus::Running && !live_ ? RunStatus::Interrupted : written;
}

RunEnded RunReader::ended() const {
  return {.iteration = integers("/end/iteration").at(0),
          .seconds = numbers<double>(open("/end/seconds").read()).at(0),
          .status = status(),
          .error = texts("/end/error").at(0)};
}

std::uint64_t RunReader::rows(Axis axis) const {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  bool any = false;
  for (const auto& column : columns_) {
    if (column.row->axis != axis) continue;
    any = true;
    const auto lengths = file_.lengths(column.plan.path);
    least = std::min<std::uint64_t>(least, lengths.empty() ? 0 : lengths.front());
  }
  return any ? least : 0;
}

}  // namespace lab::record
