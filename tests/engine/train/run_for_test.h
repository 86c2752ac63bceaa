#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/sink.h"
#include "engine/core/spec.h"

namespace lab::test {

/// A folder that goes away with the test.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "skewlab-train-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

/// Keeps every event and may react to one.
class Listener final : public EventSink {
 public:
  explicit Listener(std::function<void(const Event&)> react = {}) : react_(std::move(react)) {}
  void on(const Event& event) override {
    log.on(event);
    if (react_) react_(event);
  }

  EventLog log;

 private:
  std::function<void(const Event&)> react_;
};

/// A run of a second or less, with everything in it that has state: BatchNorm statistics, momentum, a
/// schedule, and diagnostics that do not fall together with the points of the curves.
inline ExperimentSpec shortRun(const std::string& algorithm = "bsp", const ParamValues& params = {}) {
  ExperimentSpec spec;
  spec.dataset.id = "synthetic";
  spec.partitions = 3;
  spec.model = {"mlp", {{"hidden", 16}}};
  spec.normalization = {"batch", {}};
  spec.algorithm = {algorithm, params};
  spec.training.batchSize = 8;
  spec.training.iterations = 30;
  spec.training.learningRate = 0.02;
  spec.evaluation.every = 20;
  spec.diagnostics.every = 7;
  spec.diagnostics.window = 3;
  spec.checkpoint.everySeconds = 0;
  return spec;
}

/// All four algorithms with settings at which they hold something back for several iterations.
inline std::vector<Choice> talkativeAndSilent() {
  return {{"bsp", {}},
          {"gaia", {{"threshold", 0.1}}},
          {"fedavg", {{"local_iterations", 4}}},
          {"dgc", {{"warmup_stage_iterations", 3}, {"final_sparsity", 0.99}}}};
}

/// Numbers as text, to the last bit.
struct Line {
  std::ostringstream text{};
  Line& operator<<(const std::string& word) { return text << word << ' ', *this; }
  Line& operator<<(double number) { return text << std::hexfloat << number << ' ', *this; }
  Line& operator<<(float number) { return *this << static_cast<double>(number); }
  Line& operator<<(std::int64_t number) { return text << std::dec << number << ' ', *this; }
  Line& operator<<(std::uint64_t number) { return text << std::dec << number << ' ', *this; }
  template <class T>
  Line& list(const T& numbers) {
    for (const auto number : numbers) *this << number;
    return *this;
  }
};

/// The series of a run without its clock: one line a point, numbers to the last bit.
inline std::vector<std::string> series(const EventLog& log) {
  std::vector<std::string> lines;
  for (const auto& event : log.events) {
    Line line;
    if (const auto* point = std::get_if<TrainingPoint>(&event)) {
      (line << "training" << point->iteration << point->learningRate).list(point->loss);
    } else if (const auto* test = std::get_if<EvaluationPoint>(&event)) {
      line << "evaluation" << test->iteration << test->epoch << test->bytes << test->weightHash;
      line.list(test->accuracy).list(test->loss).list(test->classAccuracy).list(test->crossAccuracy);
      line << test->meanAccuracy << test->globalAccuracy << test->globalLoss;
    } else if (const auto* traffic = std::get_if<CommunicationPoint>(&event)) {
      line << "traffic" << traffic->iteration << traffic->epoch << traffic->bspBytes << traffic->bspValues;
      line.list(traffic->bytes).list(traffic->values).list(traffic->bytesByKind);
    } else if (const auto* distance = std::get_if<DivergencePoint>(&event)) {
      line << "divergence" << distance->iteration;
      line.list(distance->weights);
      for (const auto& layer : distance->norm) line.list(layer);
      line.list(distance->updates);
    } else {
      continue;
    }
    lines.push_back(line.text.str());
  }
  return lines;
}

inline std::vector<std::uint64_t> hashes(const EventLog& log) {
  std::vector<std::uint64_t> all;
  for (const auto& point : log.all<EvaluationPoint>()) all.push_back(point.weightHash);
  return all;
}

}  // namespace lab::test
