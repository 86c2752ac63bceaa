#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/text.h"
#include "engine/core/error.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

using Json = nlohmann::ordered_json;

struct PartitionOptions {
  SpecOptions spec;
  bool json = false;
  std::string map;
};

std::int64_t countOf(const PartitionPreview& split, std::size_t partition, std::size_t label) {
  return split.labelCounts[partition * split.classNames.size() + label];
}

// One row per class, because classes have names and may be many; one column per partition.
void printTable(const PartitionPreview& split) {
  constexpr int kName = 20;
  constexpr int kNumber = -9;
  std::cout << padded("label", kName);
  for (std::size_t k = 0; k < split.indices.size(); ++k)
    std::cout << padded("P" + std::to_string(k), kNumber);
  std::cout << '\n';
  for (std::size_t label = 0; label < split.classNames.size(); ++label) {
    std::cout << padded(split.classNames[label], kName);
    for (std::size_t k = 0; k < split.indices.size(); ++k)
      std::cout << padded(grouped(countOf(split, k, label)), kNumber);
    std::cout << '\n';
  }
  std::cout << padded("all", kName);
  for (const auto& samples : split.indices) std::cout << padded(grouped(std::ssize(samples)), kNumber);
  std::cout << "\n\n";
}

void printSkew(const PartitionPreview& split) {
  const auto line = [](const std::string& name, double value, const std::string& range) {
    std::cout << padded(name, 20) << fixed(value, 4) << "  (" << range << ")\n";
  };
  line("total variation", split.skew.totalVariation, "0 to 1, mean over pairs");
  line("Jensen-Shannon", split.skew.jensenShannon, "0 to 1");
  line("Hellinger", split.skew.hellinger, "0 to 1, mean over pairs");
  line("EMD", split.skew.emd, "0 to 2, to the global distribution");
  line("Gini of the sizes", split.skew.gini, "0 to 1");
  std::cout << padded("SHA-256 of the map", 20) << split.indexMapHash << std::endl;
}

Json toJson(const PartitionPreview& split) {
  Json counts = Json::array();
  for (std::size_t k = 0; k < split.indices.size(); ++k) {
    Json row = Json::array();
    for (std::size_t label = 0; label < split.classNames.size(); ++label)
      row.push_back(countOf(split, k, label));
    counts.push_back(std::move(row));
  }
  return {{"partitions", split.partitions},
          {"class_names", split.classNames},
          {"label_counts", counts},
          {"skew",
           {{"total_variation", split.skew.totalVariation},
            {"jensen_shannon", split.skew.jensenShannon},
            {"hellinger", split.skew.hellinger},
            {"emd", split.skew.emd},
            {"gini", split.skew.gini}}},
          {"sha256", split.indexMapHash}};
}

void writeMap(const std::string& file, const ExperimentSpec& spec, const PartitionPreview& split) {
  std::ofstream stream(file);
  const Json map = {{"dataset", spec.dataset.id},
                    {"train_limit", spec.dataset.trainLimit},
                    {"sha256", split.indexMapHash},
                    {"indices", split.indices}};
  stream << map.dump() << '\n';
  stream.close();
  if (!stream) {
    throw Error({.kind = ErrorKind::Run,
                 .doing = file,
                 .problem = "cannot be written",
                 .remedy = "choose a folder that exists and has room"});
  }
}

int execute(const PartitionOptions& options) {
  const auto spec = options.spec.resolve();
  const auto split = previewPartition(spec);
  if (!options.map.empty()) writeMap(options.map, spec, split);
  if (options.json) {
    std::cout << toJson(split).dump(2) << std::endl;
  } else {
    printTable(split);
    printSkew(split);
  }
  return kDone;
}

}  // namespace

void addPartition(CLI::App& program, Action& action) {
  const auto options = std::make_shared<PartitionOptions>();
  auto& command =
      *program.add_subcommand("partition", "Split a data set as an experiment would, without training");
  options->spec.addTo(command);
  command.add_flag("--json", options->json, "Print JSON instead of a table");
  command.add_option("--export", options->map, "Write which sample goes where")->type_name("MAP.json");
  command.footer("Example: skewlab partition --set partition.scheme=skew-fraction --set partition.skew=0.6");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
