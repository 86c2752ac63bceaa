#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include <nlohmann/json.hpp>

#include "engine/record/live_file.h"
#include "engine/record/replay.h"
#include "engine/record/run_reader.h"

namespace lab {
namespace {

using record::Axis;
using record::RunReader;

template <class T>
std::vector<T> read(const RunReader& run, const std::string& path, std::uint64_t first, std::uint64_t count) {
  const auto bytes = run.open(path).read(first, count);
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

void addAccuracy(RunSummary& summary, const RunReader& run) {
  const std::uint64_t rows = run.rows(Axis::Evaluation);
  summary.meanAccuracy = summary.bestAccuracy = summary.globalAccuracy =
      std::numeric_limits<float>::quiet_NaN();
  if (rows == 0) return;
  const auto last = rows - 1;
  summary.iteration = read<std::int64_t>(run, "/evaluation/iteration", last, 1).front();
  summary.seconds = read<double>(run, "/evaluation/seconds", last, 1).front();
  summary.bytes = read<std::int64_t>(run, "/evaluation/bytes", last, 1).front();
  summary.globalAccuracy = read<float>(run, "/evaluation/global_accuracy", last, 1).front();
  summary.weightHash = read<std::uint64_t>(run, "/evaluation/weight_hash", last, 1).front();
  const auto means = read<float>(run, "/evaluation/mean_accuracy", 0, rows);
  summary.meanAccuracy = means.back();
  for (const float mean : means) summary.bestAccuracy = std::fmax(summary.bestAccuracy, mean);
}

double times(std::int64_t more, std::int64_t less) {
  if (less == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(more) / static_cast<double>(less);
}

void addTraffic(RunSummary& summary, const RunReader& run) {
  summary.savingBytes = summary.savingValues = std::numeric_limits<double>::quiet_NaN();
  const std::uint64_t rows = run.rows(Axis::Communication);
  if (rows == 0) return;
  const auto sum = [&](const char* path) {
    const auto numbers = read<std::int64_t>(run, path, rows - 1, 1);
    return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
  };
  summary.bytes = std::max(summary.bytes, sum("/communication/bytes"));
  summary.savingBytes = times(sum("/communication/bsp_bytes"), sum("/communication/bytes"));
  summary.values = sum("/communication/values");
  summary.savingValues = times(sum("/communication/bsp_values"), summary.values);
  const auto kinds = read<std::int64_t>(run, "/communication/bytes_by_kind", rows - 1, 1);
  summary.travelBytes = kinds.at(static_cast<std::size_t>(Traffic::Travel));
}

// Of the numbers that are there.
double median(std::vector<float> numbers) {
  std::erase_if(numbers, [](float number) { return std::isnan(number); });
  if (numbers.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(numbers);
  const std::size_t middle = numbers.size() / 2;
  return std::midpoint<double>(numbers[(numbers.size() - 1) / 2], numbers[middle]);
}

std::string nameOf(const std::string& specJson) {
  const auto spec = nlohmann::json::parse(specJson, nullptr, false);
  const auto name = spec.is_object() ? spec.find("name") : spec.end();
  return name != spec.end() && name->is_string() ? name->get<std::string>() : std::string();
}

}  // namespace

RunSummary summarize(const std::filesystem::path& path) {
  const RunReader run(path);
  RunSummary summary;
  summary.path = path;
  summary.created = run.created();
  summary.status = run.status();
  summary.specJson = run.texts("/spec").at(0);
  summary.environmentJson = run.texts("/environment").at(0);
  summary.name = nameOf(summary.specJson);
  summary.partitions = static_cast<int>(run.layout().partitions);
  addAccuracy(summary, run);
  addTraffic(summary, run);
  if (run.layout().skewscout) summary.decisions = static_cast<std::int64_t>(run.rows(Axis::Decision));
  if (summary.status != RunStatus::Running && summary.status != RunStatus::Interrupted) {
    summary.seconds = run.ended().seconds;
  }
  return summary;
}

double firstLayerDivergence(const std::filesystem::path& path) {
  const RunReader run(path);
  const auto& layers = run.layout().layers;
  if (layers.empty()) return std::numeric_limits<double>::quiet_NaN();
  return median(read<float>(run, record::normPath(layers.front().name), 0, run.rows(Axis::Divergence)));
}

bool isBeingRecorded(const std::filesystem::path& path) {
  return record::LiveFile::held(path);
}

std::vector<SettingChanged> recordedChanges(const std::filesystem::path& path) {
  const RunReader run(path);
  std::vector<SettingChanged> changes;
  if (!run.layout().changes || run.rows(Axis::Change) == 0) return changes;
  record::forEachEvent(run, [&](const Event& event, const std::string&) {
    if (const auto* change = std::get_if<SettingChanged>(&event)) changes.push_back(*change);
  });
  return changes;
}

std::vector<HashPoint> weightHashes(const std::filesystem::path& path) {
  const RunReader run(path);
  const std::uint64_t rows = run.rows(Axis::Evaluation);
  const auto iterations = read<std::int64_t>(run, "/evaluation/iteration", 0, rows);
  const auto hashes = read<std::uint64_t>(run, "/evaluation/weight_hash", 0, rows);
  std::vector<HashPoint> points;
  for (std::size_t i = 0; i < iterations.size(); ++i) points.push_back({iterations[i], hashes[i]});
  return points;
}

}  // namespace lab
