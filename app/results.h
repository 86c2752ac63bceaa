#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <vector>

#include "engine/core/sink.h"

namespace lab::app {

/// The last thing a run said about everything.
class Results final : public EventSink {
 public:
  void on(const Event& event) override;

  std::optional<RunStarted> started;
  std::optional<EvaluationPoint> evaluation;
  std::optional<CommunicationPoint> communication;
  std::optional<RunEnded> ended;
  std::vector<SettingChanged> changes;
};

/// The block at the end of a run: what was run, accuracy, traffic against BSP, time, file.
void print(std::ostream& out, const Results& results, const std::filesystem::path& file);

}  // namespace lab::app
