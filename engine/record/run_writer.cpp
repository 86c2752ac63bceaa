#include "engine/record/run_writer.h"

#include <algorithm>
#include <concepts>
#include <limits>

#include "engine/record/event_columns.h"
#include "engine/record/run_claim.h"

namespace lab::record {
namespace {

template <class E>
constexpr Code kCode{};
template <>
constexpr Code kCode<TrainingPoint> = Code::Training;
template <>
constexpr Code kCode<EvaluationPoint> = Code::Evaluation;
template <>
constexpr Code kCode<CommunicationPoint> = Code::Communication;
template <>
constexpr Code kCode<DivergencePoint> = Code::Divergence;
template <>
constexpr Code kCode<SkewScoutDecision> = Code::Decision;
template <>
constexpr Code kCode<SettingChanged> = Code::Changed;

// More than HDF5 needs to know where one more chunk of a data set is, and for the objects themselves.
constexpr std::uint64_t kIndexBytes = 8192;

std::uint64_t startBytes(const RunStarted& started) {
  constexpr std::uint64_t kObjects = 256 * 1024;
  const auto numbers = started.labelCounts.size() + started.testLabelCounts.size() +
                       started.partitionOffsets.size() + started.partitionIndices.size();
  return kObjects + started.specJson.size() + started.environmentJson.size() + sizeof(std::int64_t) * numbers;
}

std::filesystem::path emptied(const std::filesystem::path& path) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  std::error_code absent;
  const bool isClaim = std::filesystem::file_size(path, absent) == 0 && !absent;
  if (!isClaim) std::filesystem::remove(path);  // what a killed program has left; a claim must stay one all the time
  return path;
}

std::map<std::string, h5::Plan> plansOf(const Layout& layout) {
  std::map<std::string, h5::Plan> plans;
  for (auto& column : columns(layout)) plans.emplace(column.plan.path, std::move(column.plan));
  return plans;
}

}  // namespace

RunWriter::RunWriter(const std::filesystem::path& path, const RunStarted& started)
    : path_(path),
      part_(emptied(partOf(path))),
      layout_(layoutOf(started)),
      plans_(plansOf(layout_)),
      file_(h5::File::create(part_)),
      live_(path_, part_) {
  live_.reserve(startBytes(started));
  describe(started);
  writeStart(started);
  makeGrowing();
  file_.startSwmr();
  for (const auto& [name, plan] : plans_) {
    if (plan.growing) series_.emplace(name, Series{file_.dataSet(plan)});
  }
}

RunWriter::~RunWriter() {
  try {
    series_.clear();
    file_.close();
    live_.trim();
  } catch (const Error&) {
    // What was flushed is in the file, and nobody is left to tell.
  }
  std::error_code ignored;
  if (!published_) std::filesystem::remove(part_, ignored);
}

void RunWriter::makeGrowing() {
  for (const auto& [name, plan] : plans_) {
    if (plan.growing) file_.make(plan);
  }
  file_.set("/order", "codes",
            std::vector<std::string>{"1 training", "2 evaluation", "3 communication", "4 divergence",
                                     "5 decision", "6 diverged", "7 checkpoint", "8 paused", "9 resumed",
                                     "10 changed"});
  file_.set("/communication/bytes_by_kind", "kinds",
            std::vector<std::string>(kTrafficNames.begin(), kTrafficNames.end()));
  if (layout_.layers.empty()) return;
  std::vector<std::string> names;
  for (const auto& layer : layout_.layers) names.push_back(layer.name);
  file_.set("/divergence/norm", "layers", names);
}

void RunWriter::describe(const RunStarted& started) {
  file_.set("/", "format", std::string(kFormat));
  file_.set("/", "format_version", kFormatVersion);
  file_.set("/", "program_version", std::string(LAB_VERSION));
  file_.set("/", "created", started.created);
  file_.set("/", "iterations", started.iterations);
  file_.set("/", "iterations_per_epoch", started.iterationsPerEpoch);
  file_.set("/", "parameters", started.parameters);
  file_.set("/", "statistics", started.statistics);
  if (!started.twin.empty()) file_.set("/", "twin", started.twin);
  file_.makeGroup("/partitions/skew");
  file_.set("/partitions/skew", "total_variation", started.skew.totalVariation);
  file_.set("/partitions/skew", "jensen_shannon", started.skew.jensenShannon);
  file_.set("/partitions/skew", "hellinger", started.skew.hellinger);
  file_.set("/partitions/skew", "emd", started.skew.emd);
  file_.set("/partitions/skew", "gini", started.skew.gini);
}

void RunWriter::writeStart(const RunStarted& started) {
  constexpr std::int64_t kNowhere = -1;
  constexpr double kNever = std::numeric_limits<double>::quiet_NaN();
  makeText("/spec", {started.specJson});
  makeText("/environment", {started.environmentJson});
  makeText("/status", {std::string(toText(RunStatus::Running))});
  makeFixed("/end/iteration", bytesOf(kNowhere));
  makeFixed("/end/seconds", bytesOf(kNever));
  makeText("/end/error", {""});
  makeFixed("/partitions/label_counts", bytesOf(started.labelCounts));
  makeFixed("/partitions/test_label_counts", bytesOf(started.testLabelCounts));
  makeFixed("/partitions/offsets", bytesOf(started.partitionOffsets));
  makeFixed("/partitions/indices", bytesOf(started.partitionIndices));
  makeText("/partitions/class_names", started.classNames);
  if (layout_.skewscout) writeKnob(started.knob);
}

void RunWriter::writeKnob(const KnobScale& knob) {
  const std::string path = "/skewscout/ladder";
  makeFixed(path, bytesOf(knob.ladder));
  file_.set(path, "parameter", knob.parameter);
  file_.set(path, "title", knob.title);
  file_.set(path, "parameter_unit", knob.unit);
  file_.set(path, "start", knob.start);
}

void RunWriter::makeFixed(const std::string& path, std::span<const std::byte> bytes) {
  const h5::Plan& plan = plans_.at(path);
  if (bytes.size() != plan.rowBytes()) {
    throw Error(
        {.kind = ErrorKind::Run,
         .doing = path,
         .problem = std::to_string(bytes.size()) + " bytes instead of " + std::to_string(plan.rowBytes()),
         .expected = "tables that fit the numbers of partitions and classes",
         .remedy = "this is a mistake of the program; please report it"});
  }
  file_.make(plan);
  file_.dataSet(plan).write(bytes);
}

void RunWriter::makeText(const std::string& path, const std::vector<std::string>& texts) {
  h5::Plan& plan = plans_.at(path);
  if (plan.element.textBytes == 0) {
    plan.element.textBytes = 1;
    for (const auto& text : texts) plan.element.textBytes = std::max(plan.element.textBytes, text.size());
  }
  h5::Bytes bytes;
  for (const auto& text : texts) RowWriter::put(bytes, text, plan.element.textBytes);
  makeFixed(path, bytes);
}

void RunWriter::append(const Event& event, const std::string& time) {
  RowWriter row(series_, layout_.layers);
  auto code = static_cast<std::uint8_t>(0);
  if (auto logged = logRow(event)) {
    logged->time = time;
    visit(row, std::as_const(*logged));
    code = logged->code;
  } else {
    std::visit(
        [&]<class E>(const E& point) {
          if constexpr (kCode<E> != Code{}) {
            visit(row, point);
            code = static_cast<std::uint8_t>(kCode<E>);
            // The same iteration may see several changes, also around a stop.
            if constexpr (!std::same_as<E, SettingChanged>) last_[event.index()] = point.iteration;
          }
        },
        event);
  }
  const auto order = static_cast<std::uint8_t>(code | row.parts());
  row.column("/order", order);
  pending_ = true;
}

bool RunWriter::has(const Event& event) const {
  if (std::holds_alternative<SkewScoutDecision>(event)) return series_.contains("/skewscout/decisions");
  if (std::holds_alternative<DivergencePoint>(event)) return series_.contains("/divergence/iteration");
  return true;
}

std::optional<std::int64_t> RunWriter::lastIteration(const Event& event) const {
  const auto found = last_.find(event.index());
  if (found == last_.end()) return std::nullopt;
  return found->second;
}

void RunWriter::flush() {
  const auto exclusive = h5::exclusive();
  std::uint64_t growth = 0;
  for (const auto& [path, series] : series_) {
    const auto& plan = series.set.plan();
    growth += series.waiting.size() + plan.rowsPerChunk() * plan.rowBytes() + kIndexBytes;
  }
  live_.reserve(growth);
  for (auto& [path, series] : series_) {
    series.set.append(series.waiting);
    series.waiting.clear();
  }
  file_.flush();
  live_.openForEveryReader();
  pending_ = false;
}

void RunWriter::sync() {
  flush();
  live_.sync();
}

void RunWriter::publish() {
  flush();
  std::filesystem::rename(part_, path_);
  published_ = true;
}

// The status comes last: a file that says how the run ended has everything.
void RunWriter::finish(const RunEnded& ended) {
  const auto exclusive = h5::exclusive();
  flush();
  const auto rewrite = [&](const std::string& path, std::span<const std::byte> bytes) {
    file_.dataSet(plans_.at(path)).write(bytes);
  };
  const auto rewriteText = [&](const std::string& path, const std::string& text) {
    h5::Bytes bytes;
    RowWriter::put(bytes, text, plans_.at(path).element.textBytes);
    rewrite(path, bytes);
  };
  rewrite("/end/iteration", bytesOf(ended.iteration));
  rewrite("/end/seconds", bytesOf(ended.seconds));
  rewriteText("/end/error", ended.error);
  file_.flush();
  rewriteText("/status", std::string(toText(ended.status)));
  series_.clear();
  file_.close();
  live_.trim();
  live_.sync();
  live_ = LiveFile();
}

}  // namespace lab::record
