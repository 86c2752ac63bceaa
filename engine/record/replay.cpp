#include "engine/record/replay.h"

#include <cstring>
#include <map>
#include <type_traits>

#include "engine/record/event_columns.h"
#include "engine/record/run_reader.h"

namespace lab {
namespace record {
namespace {

struct Loaded {
  h5::Plan plan;
  h5::Bytes bytes;
};

// Every growing data set in memory: far quicker than row by row, and a view of one moment.
class Table {
 public:
  explicit Table(const RunReader& run) : layers_(run.layout().layers) {
    // The order first: a run that grows meanwhile then has at least the rows it speaks of.
    load(run, "/order");
    for (const auto& column : run.columns()) {
      if (column.plan.growing && column.plan.path != "/order") load(run, column.plan.path);
    }
    for (const auto& column : run.columns()) {
      if (!column.plan.growing) continue;
      const std::uint64_t rows = loaded_.find(column.plan.path)->second.bytes.size() / column.plan.rowBytes();
      const auto [at, first] = rows_.try_emplace(column.row->axis, rows);
      if (!first) at->second = std::min(at->second, rows);
    }
  }

  [[nodiscard]] std::uint64_t rows(Axis axis) const {
    const auto found = rows_.find(axis);
    return found == rows_.end() ? 0 : found->second;
  }
  [[nodiscard]] const h5::Plan* plan(std::string_view path) const {
    const auto found = loaded_.find(path);
    return found == loaded_.end() ? nullptr : &found->second.plan;
  }
  [[nodiscard]] std::span<const std::byte> row(std::string_view path, std::uint64_t index) const {
    const auto& found = loaded_.find(path)->second;
    return std::span(found.bytes).subspan(index * found.plan.rowBytes(), found.plan.rowBytes());
  }
  [[nodiscard]] const std::vector<NormLayer>& layers() const { return layers_; }

 private:
  void load(const RunReader& run, const std::string& path) {
    const auto set = run.open(path);
    loaded_.emplace(path, Loaded{set.plan(), set.read()});
  }

  std::vector<NormLayer> layers_;
  std::map<std::string, Loaded, std::less<>> loaded_;
  std::map<Axis, std::uint64_t> rows_;
};

// The visitor of event_columns.h that fills one event from one row of each of its data sets.
class RowReader {
 public:
  RowReader(const Table& table, std::uint64_t row, std::uint8_t parts)
      : table_(table), row_(row), parts_(parts) {}

  template <class T>
  void column(std::string_view path, T& value) const {
    const auto bytes = table_.row(path, row_);
    if constexpr (requires { value.resize(0); }) value.resize(bytes.size() / sizeof(value[0]));
    if (!bytes.empty()) std::memcpy(address(value), bytes.data(), bytes.size());
  }
  template <class T>
  void derived(std::string_view /*path*/, const T& /*value*/) const {}
  void part(std::uint8_t bit, std::string_view path, std::vector<float>& values) const {
    if ((parts_ & bit) != 0 && table_.plan(path) != nullptr) column(path, values);
  }
  void layers(std::uint8_t bit, std::vector<std::vector<float>>& values) const {
    if ((parts_ & bit) == 0) return;
    for (const auto& layer : table_.layers()) column(normPath(layer.name), values.emplace_back());
  }
  template <class... Fields>
  void record(std::string_view path, Fields&... values) const {
    auto rest = table_.row(path, row_);
    const auto& fields = table_.plan(path)->fields;
    std::size_t next = 0;
    (take(rest, values, fields.at(next++).element.bytes()), ...);
  }

 private:
  template <class T>
  static void* address(T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
      return &value;
    } else {
      return value.data();
    }
  }
  template <class T>
  static void take(std::span<const std::byte>& rest, T& value, std::size_t size) {
    if constexpr (std::is_arithmetic_v<T>) {
      std::memcpy(&value, rest.data(), sizeof(T));
    } else {
      value.assign(size, '\0');
      std::memcpy(value.data(), rest.data(), size);
      value.resize(std::min(value.find('\0'), size));
    }
    rest = rest.subspan(size);
  }

  const Table& table_;
  std::uint64_t row_;
  std::uint8_t parts_;
};

template <class E>
E read(const Table& table, std::uint64_t row, std::uint8_t order) {
  E event{};
  RowReader reader(table, row, order);
  visit(reader, event);
  return event;
}

Axis axisOf(Code code) {
  switch (code) {
    case Code::Training:
      return Axis::Training;
    case Code::Evaluation:
      return Axis::Evaluation;
    case Code::Communication:
      return Axis::Communication;
    case Code::Divergence:
      return Axis::Divergence;
    case Code::Decision:
      return Axis::Decision;
    case Code::Diverged:
    case Code::Checkpoint:
    case Code::Paused:
    case Code::Resumed:
      return Axis::Log;
    case Code::Changed:
      return Axis::Change;
  }
  return Axis::Fixed;  // a code of a later version of the format
}

struct Moment {
  std::optional<Event> event;
  std::string time{};
};

Moment readEvent(const Table& table, Axis axis, std::uint64_t row, std::uint8_t order) {
  switch (axis) {
    case Axis::Training:
      return {read<TrainingPoint>(table, row, order)};
    case Axis::Evaluation:
      return {read<EvaluationPoint>(table, row, order)};
    case Axis::Communication:
      return {read<CommunicationPoint>(table, row, order)};
    case Axis::Divergence:
      return {read<DivergencePoint>(table, row, order)};
    case Axis::Decision:
      return {read<SkewScoutDecision>(table, row, order)};
    case Axis::Log: {
      const auto logged = read<LogRow>(table, row, order);
      return {eventOf(logged), logged.time};
    }
    case Axis::Change:
      return {read<SettingChanged>(table, row, order)};
    case Axis::Fixed:
    case Axis::Order:
      break;
  }
  return {};
}

}  // namespace

void forEachEvent(const RunReader& run,
                  const std::function<void(const Event&, const std::string& time)>& each) {
  const Table table(run);
  std::map<Axis, std::uint64_t> next;
  for (std::uint64_t i = 0; i < table.rows(Axis::Order); ++i) {
    const auto order = static_cast<std::uint8_t>(table.row("/order", i).front());
    const Axis axis = axisOf(static_cast<Code>(order & kCodeMask));
    if (order == kUnwritten) return;
    if (axis == Axis::Fixed) continue;
    const std::uint64_t row = next[axis]++;
    if (row >= table.rows(axis)) return;  // cut off while it was written
    const auto moment = readEvent(table, axis, row, order);
    if (moment.event) each(*moment.event, moment.time);
  }
}

}  // namespace record

void replay(const std::filesystem::path& path, EventSink& sink) {
  const record::RunReader run(path);
  sink.on(run.started());
  const RunStatus status = run.status();
  RunEnded cutOff{.iteration = 0, .seconds = 0, .status = RunStatus::Interrupted, .error = ""};
  record::forEachEvent(run, [&](const Event& event, const std::string&) {
    std::visit(
        [&](const auto& point) {
          if constexpr (requires { point.iteration; })
            cutOff.iteration = std::max(cutOff.iteration, point.iteration);
          if constexpr (requires { point.seconds; }) cutOff.seconds = std::max(cutOff.seconds, point.seconds);
        },
        event);
    sink.on(event);
  });
  const bool ended = status != RunStatus::Running && status != RunStatus::Interrupted;
  sink.on(ended ? run.ended() : cutOff);
}

}  // namespace lab
