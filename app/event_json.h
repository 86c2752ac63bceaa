#pragma once

#include <ostream>
#include <string>

#include "engine/core/sink.h"

namespace lab::app {

/// One event as one line of JSON without the line end: {"event": "EvaluationPoint", "iteration": 100, ...}.
/// Keys are the fields in snake_case; tables are lists of rows; what is not a number is null. RunStarted
/// leaves the index map out, which the run file has.
[[nodiscard]] std::string toJsonLine(const Event& event);

/// Writes every event as a line, at once.
class JsonPrinter final : public EventSink {
 public:
  explicit JsonPrinter(std::ostream& out) : out_(out) {}
  void on(const Event& event) override { out_ << toJsonLine(event) << std::endl; }

 private:
  std::ostream& out_;
};

}  // namespace lab::app
