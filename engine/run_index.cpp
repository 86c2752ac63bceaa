#include "engine/run_index.h"

#include <fstream>
#include <limits>
#include <string>
#include <system_error>

#include <nlohmann/json.hpp>

namespace lab {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kVersion = 2;

// JSON has no NaN: it becomes null.
template <class Number>
Number numberOr(const json& entry, const char* key) {
  return entry.at(key).is_null() ? std::numeric_limits<Number>::quiet_NaN() : entry.at(key).get<Number>();
}

json toJson(const RunSummary& run) {
  return {{"name", run.name},
          {"created", run.created},
          {"status", toText(run.status)},
          {"spec", run.specJson},
          {"environment", run.environmentJson},
          {"partitions", run.partitions},
          {"iteration", run.iteration},
          {"seconds", run.seconds},
          {"mean_accuracy", run.meanAccuracy},
          {"best_accuracy", run.bestAccuracy},
          {"global_accuracy", run.globalAccuracy},
          {"bytes", run.bytes},
          {"saving_bytes", run.savingBytes},
          {"saving_values", run.savingValues},
          {"weight_hash", run.weightHash},
          {"values", run.values},
          {"travel_bytes", run.travelBytes},
          {"decisions", run.decisions}};
}

RunSummary summaryFrom(const json& entry, const fs::path& path) {
  return {.path = path,
          .name = entry.at("name").get<std::string>(),
          .created = entry.at("created").get<std::string>(),
          .status = runStatus(entry.at("status").get<std::string>()),
          .specJson = entry.at("spec").get<std::string>(),
          .environmentJson = entry.at("environment").get<std::string>(),
          .partitions = entry.at("partitions").get<int>(),
          .iteration = entry.at("iteration").get<std::int64_t>(),
          .seconds = numberOr<double>(entry, "seconds"),
          .meanAccuracy = numberOr<float>(entry, "mean_accuracy"),
          .bestAccuracy = numberOr<float>(entry, "best_accuracy"),
          .globalAccuracy = numberOr<float>(entry, "global_accuracy"),
          .bytes = entry.at("bytes").get<std::int64_t>(),
          .savingBytes = numberOr<double>(entry, "saving_bytes"),
          .savingValues = numberOr<double>(entry, "saving_values"),
          .weightHash = entry.at("weight_hash").get<std::uint64_t>(),
          .values = entry.at("values").get<std::int64_t>(),
          .travelBytes = entry.at("travel_bytes").get<std::int64_t>(),
          .decisions = entry.at("decisions").get<std::int64_t>()};
}

}  // namespace

std::optional<RunIndex::Stamp> RunIndex::stampOf(const fs::path& path) {
  std::error_code noSize;
  std::error_code noTime;
  const Stamp stamp{fs::file_size(path, noSize),
                    fs::last_write_time(path, noTime).time_since_epoch().count()};
  if (noSize || noTime) return std::nullopt;
  return stamp;
}

RunIndex::RunIndex(const fs::path& folder) : path_(folder / "index.json") {
  std::ifstream file(path_);
  const auto read = json::parse(file, nullptr, false);
  if (!read.is_object() || !read.contains("version") || read.at("version") != kVersion) return;
  try {
    for (const auto& [name, entry] : read.at("runs").items()) {
      const Stamp stamp{entry.at("size").get<std::uintmax_t>(), entry.at("time").get<std::int64_t>()};
      old_[name] = {stamp, summaryFrom(entry.at("summary"), folder / name)};
    }
  } catch (const json::exception&) {
    old_.clear();
  }
}

std::optional<RunSummary> RunIndex::find(const fs::path& path, const Stamp& stamp) {
  const auto found = old_.find(path.filename().string());
  if (found == old_.end() || found->second.stamp != stamp) return std::nullopt;
  return now_.insert(*found).first->second.summary;
}

void RunIndex::add(const RunSummary& summary, const Stamp& stamp) {
  now_[summary.path.filename().string()] = {stamp, summary};
  added_ = true;
}

void RunIndex::save() const {
  if (!added_ && now_.size() == old_.size()) return;
  json runs = json::object();
  for (const auto& [name, entry] : now_) {
    runs[name] = {{"size", entry.stamp.size}, {"time", entry.stamp.time}, {"summary", toJson(entry.summary)}};
  }
  fs::path part = path_;
  part += ".part";
  std::ofstream out(part, std::ios::binary);
  out << json{{"version", kVersion}, {"runs", runs}}.dump(-1, ' ', false, json::error_handler_t::replace);
  out.close();
  std::error_code ignored;
  if (out) fs::rename(part, path_, ignored);
  if (!out) fs::remove(part, ignored);
}

}  // namespace lab
