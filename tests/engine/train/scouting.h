#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/train/device.h"
#include "engine/train/trainer.h"
#include "tests/engine/train/run_for_test.h"

namespace lab::test {

/// Every algorithm with a knob; the period meets FedAvg's averagings.
inline ExperimentSpec steered(const Choice& algorithm) {
  auto spec = shortRun(algorithm.id, algorithm.params);
  spec.skewscout.enabled = true;
  spec.skewscout.period = 6;
  spec.skewscout.sample = 40;
  if (algorithm.id == "fedavg") spec.skewscout.ladder = {1, 2, 3, 6};
  if (algorithm.id == "fedavg") spec.skewscout.start = 3;
  return spec;
}

inline std::vector<Choice> turnable() {
  return {{"gaia", {}}, {"fedavg", {}}, {"dgc", {}}};
}

/// FederatedAveraging with so many local iterations, watched and left alone.
inline ExperimentSpec watched(double localIterations) {
  auto spec = steered({"fedavg", {}});
  spec.skewscout.search = "fixed";
  spec.skewscout.ladder = {localIterations};
  spec.skewscout.longestPeriod = 1;
  return spec;
}

/// On every device of this machine.
class Scouting : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Listener> train(const ExperimentSpec& spec, TrainerOptions options = {},
                                  const std::function<void(const Event&, RunControl&)>& react = {}) {
    options.device = GetParam();
    if (options.threads == 0) options.threads = 2;
    RunControl control;
    auto listener = std::make_unique<Listener>([&](const Event& event) {
      if (react) react(event, control);
    });
    Trainer{spec, *listener, control, options}.run();
    return listener;
  }
};

inline std::string text(const SkewScoutDecision& decision) {
  test::Line line;
  line << decision.iteration << decision.thetaBefore << decision.thetaAfter << decision.accuracyLoss
       << decision.communication << decision.objective << decision.lossTerm << decision.trafficTerm
       << decision.action << decision.reason;
  line.list(decision.pairAccuracy);
  for (const auto host : decision.hosts) line << static_cast<std::int64_t>(host);
  return line.text.str();
}

inline std::vector<std::string> decisions(const EventLog& log) {
  std::vector<std::string> lines;
  for (const auto& decision : log.all<SkewScoutDecision>()) lines.push_back(text(decision));
  return lines;
}

}  // namespace lab::test
