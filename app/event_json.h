#pragma once

#include <ostream>
#include <string>
#include <utility>

#include "engine/core/sink.h"

namespace lab::app {

/// One event as one line of JSON without the line end: {"event": "EvaluationPoint", "iteration": 100, ...}.
/// Keys are the fields in snake_case; tables are lists of rows; what is not a number is null. RunStarted
/// leaves the index map out, which the run file has. A `run` that is not empty comes first: of which of two runs it is.
[[nodiscard]] std::string toJsonLine(const Event& event, const std::string& run = {});

/// Writes every event as a line, at once.
class JsonPrinter final : public EventSink {
 public:
  explicit JsonPrinter(std::ostream& out, std::string label = {}) : out_(out), label_(std::move(label)) {}
  void on(const Event& event) override { out_ << toJsonLine(event, label_) << std::endl; }

 private:
  std::ostream& out_;
  std::string label_;
};

}  // namespace lab::app
