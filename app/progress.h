#pragma once

#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "engine/core/sink.h"

namespace lab::app {

/// Tells on a terminal how far a run is and when it will be done: one line that is written over, or plain
/// lines: at evaluations, at most one a second, and a sign of life every ten seconds in between.
class ProgressPrinter final : public EventSink {
 public:
  enum class Style { Overwrite, Lines };

  /// Every line begins with `label`, if there is one.
  ProgressPrinter(std::ostream& out, Style style, std::string label = {})
      : out_(out), style_(style), label_(std::move(label)) {}
  void on(const Event& event) override;

 private:
  using Clock = std::chrono::steady_clock;

  void begin(const RunStarted& started);
  void take(const TrainingPoint& point);
  void take(const EvaluationPoint& point);
  void take(const SettingChanged& change);
  void show(std::int64_t iteration, bool important);
  void finish();
  [[nodiscard]] std::string head() const;
  [[nodiscard]] std::string remaining(std::int64_t iteration);

  std::ostream& out_;
  Style style_;
  std::string label_;
  std::int64_t iterations_ = 0;
  std::int64_t firstIteration_ = -1;  // where the clock below was started; a resumed run does not start at 0
  Clock::time_point firstTime_;
  Clock::time_point lastShown_;
  std::string loss_;
  std::string accuracy_;
  std::string traffic_;
  std::size_t lineLength_ = 0;
};

/// The sink that `--progress` asks for: "auto", "plain", "json" (to `out`) or "none"; the others write to
/// `log`. `terminal` says whether `log` is one. `label` tells two runs apart that go at once; they write no line over.
/// Precondition: `mode` is one of these words.
[[nodiscard]] std::shared_ptr<EventSink> makeProgress(const std::string& mode, bool terminal,
                                                      std::ostream& out, std::ostream& log,
                                                      const std::string& label = {});

}  // namespace lab::app
