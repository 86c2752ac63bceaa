#include "ui/figure/figure_run.h"

#include <set>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/core/sink.h"
#include "engine/record/replay.h"

namespace lab::ui {
namespace {

std::string nameOf(const FigureRun& run) {
  const auto spec = nlohmann::json::parse(run.started().specJson, nullptr, /*allow_exceptions=*/false);
  const auto name = spec.is_object() ? spec.find("name") : spec.end();
  return spec.is_object() && name != spec.end() && name->is_string() ? name->get<std::string>() : "";
}

}  // namespace

const RunStarted& FigureRun::started() const {
  return std::get<RunStarted>(events.front());
}

FigureRun readRun(const std::filesystem::path& path) {
  EventLog log;
  replay(path, log);
  if (log.events.empty() || !std::holds_alternative<RunStarted>(log.events.front())) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = path.filename().string(),
                 .problem = "holds no beginning of a run",
                 .expected = "a run file",
                 .remedy = "choose another"});
  }
  return {.label = QString::fromStdString(path.stem().string()),
          .file = path.filename().string(),
          .events = std::move(log.events)};
}

void labelRuns(std::span<FigureRun> runs) {
  std::set<std::string> names;
  for (const auto& run : runs) names.insert(nameOf(run));
  if (names.size() < runs.size() || names.contains("")) return;
  for (auto& run : runs) run.label = QString::fromStdString(nameOf(run));
}

}  // namespace lab::ui
