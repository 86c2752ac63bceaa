#include <iostream>

#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/event_json.h"
#include "app/results.h"
#include "app/text.h"
#include "engine/fork.h"
#include "engine/record/replay.h"

namespace lab::app {
namespace {

using Json = nlohmann::ordered_json;

struct InspectOptions {
  std::string run;
  bool json = false;
};

Json parsed(const std::string& text) {
  auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return json.is_discarded() ? Json(text) : json;
}

template <class E>
Json lastOf(const std::optional<E>& event) {
  return event ? parsed(toJsonLine(*event)) : Json(nullptr);
}

Json originJson(const RunSummary& summary) {
  const auto origin = forkOrigin(summary.environmentJson);
  if (!origin) return nullptr;
  return {{"parent", origin->parent}, {"iteration", origin->iteration}};
}

Json changesJson(const Results& results) {
  Json changes = Json::array();
  for (const auto& change : results.changes) changes.push_back(parsed(toJsonLine(change)));
  return changes;
}

void printJson(const RunSummary& summary, const Results& results) {
  const Json json = {{"file", summary.path.string()},
                     {"name", summary.name},
                     {"created", summary.created},
                     {"status", toText(summary.status)},
                     {"forked_from", originJson(summary)},
                     {"started", lastOf(results.started)},
                     {"last_evaluation", lastOf(results.evaluation)},
                     {"last_communication", lastOf(results.communication)},
                     {"changes", changesJson(results)}};
  std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << std::endl;
}

void printText(const RunSummary& summary, Results& results) {
  if (results.ended)
    results.ended->status = summary.status;  // replay calls a run that is still going interrupted
  std::cout << padded("Name", 11) << summary.name << '\n' << padded("Created", 11) << summary.created << '\n';
  if (const auto origin = forkOrigin(summary.environmentJson)) {
    std::cout << padded("Origin", 11) << "forked from " << origin->parent << " at iteration "
              << grouped(origin->iteration) << '\n';
  }
  if (results.started && !results.started->twin.empty()) {
    std::cout << padded("Twin", 11) << "in lockstep with " << results.started->twin << '\n';
  }
  print(std::cout, results, summary.path);
  std::cout << "\nSpec\n"
            << parsed(summary.specJson).dump(2, ' ', false, Json::error_handler_t::replace)
            << "\n\nEnvironment\n"
            << parsed(summary.environmentJson).dump(2, ' ', false, Json::error_handler_t::replace)
            << std::endl;
}

int execute(const InspectOptions& options) {
  const auto summary = summarize(options.run);
  Results results;
  replay(options.run, results);
  if (options.json) {
    printJson(summary, results);
  } else {
    printText(summary, results);
  }
  return kDone;
}

}  // namespace

void addInspect(CLI::App& program, Action& action) {
  const auto options = std::make_shared<InspectOptions>();
  auto& command = *program.add_subcommand("inspect", "Show what a run file holds");
  command.add_option("RUN.h5", options->run, "The run file; it may still be written")->required();
  command.add_flag("--json", options->json, "Print JSON instead of text");
  command.footer("Example: skewlab inspect gaia.h5 --json");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
