#include "engine/train/environment.h"

#include <dlfcn.h>

#include <ctime>
#include <fstream>
#include <span>
#include <sstream>

#include <ATen/Version.h>
#include <nlohmann/json.hpp>
#include <torch/version.h>

#include "engine/core/sha256.h"
#include "engine/data/partition/skew_report.h"

namespace lab {
namespace {

std::string processor() {
  std::ifstream info{"/proc/cpuinfo"};
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

// LibTorch's own choice of instruction set, from the report it gives of its build.
std::string instructionSet() {
  const std::string report = at::show_config();
  const std::string key = "CPU capability usage: ";
  const auto begin = report.find(key);
  if (begin == std::string::npos) return "unknown";
  return report.substr(begin + key.size(), report.find('\n', begin) - begin - key.size());
}

// What OpenBLAS says of itself, if that is the BLAS of this process; other libraries have no such function.
std::string blas() {
  using Describe = char* (*)();
  for (const char* name : {"openblas_get_config", "openblas_get_config64_"}) {
    if (const auto describe = reinterpret_cast<Describe>(dlsym(RTLD_DEFAULT, name))) return describe();
  }
  return "not OpenBLAS";
}

// "-o /some/folder/a.h5" becomes "-o a.h5", "--export=../b.json" becomes "--export=b.json": who ran it where is
// nobody's business.
std::string withoutPaths(const std::string& commandLine) {
  std::istringstream words{commandLine};
  std::string text;
  for (std::string word; words >> word;) {
    const auto slash = word.rfind('/');
    const auto equals = word.find('=');
    const std::string option = equals < slash && slash != std::string::npos ? word.substr(0, equals + 1) : "";
    text += (text.empty() ? "" : " ") + option + (slash == std::string::npos ? word : word.substr(slash + 1));
  }
  return text;
}

nlohmann::ordered_json origin(const Fork& fork) {
  return {{"parent", fork.run.filename().string()},
          {"iteration", fork.iteration},
          {"parent_spec_sha256", sha256(std::as_bytes(std::span{fork.specJson}))}};
}

}  // namespace

std::string environmentJson(const Setup& setup, const ExperimentSpec& spec, const Circumstances& circumstances) {
  nlohmann::ordered_json json;
  json["program"] = "skewlab " LAB_VERSION;
  json["libtorch"] = TORCH_VERSION;
  json["onednn"] = at::get_mkldnn_version();
  json["instruction_set"] = instructionSet();
  json["blas"] = blas();
  json["openmp"] = at::get_openmp_version();
  json["hdf5"] = circumstances.hdf5;
  json["compiler"] = "g++ " __VERSION__;
  json["processor"] = processor();
  json["device"] = setup.device.str();
  json["threads"] = circumstances.threads;
  json["memory_format"] = setup.network.channelsLast() ? "channels_last" : "contiguous";
  json["executor"] = spec.training.executor == "auto" ? "autograd" : spec.training.executor;
  json["dataset_sha256"] = setup.dataset.sha256;
  json["index_map_sha256"] = indexMapHash(setup.partition);
  json["parameters"] = setup.network.plan().parameterCount();
  json["statistics"] = setup.network.plan().statistics;
  json["iterations"] = setup.iterations;
  json["derived"] = nlohmann::ordered_json::parse(setup.algorithm->derivedSettings());
  if (circumstances.fork) json["fork"] = origin(*circumstances.fork);
  json["command_line"] = withoutPaths(circumstances.commandLine);
  return json.dump();
}

std::string nowUtc() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

}  // namespace lab
