#include "app/progress.h"

#include <cmath>
#include <numeric>

#include "app/event_json.h"
#include "app/text.h"

namespace lab::app {
namespace {

constexpr std::chrono::milliseconds kOverwritePeriod{100};
constexpr std::chrono::milliseconds kEvaluationPeriod{1000};
constexpr std::chrono::milliseconds kLinePeriod{
    10000};  // a sign of life between evaluations that are far apart

constexpr int kLabelWidth = 7;  // "Right  "

/// Says nothing.
class Silence final : public EventSink {
 public:
  void on(const Event&) override {}
};

double mean(const std::vector<float>& values) {
  if (values.empty()) return std::nan("");
  return static_cast<double>(std::accumulate(values.begin(), values.end(), 0.0F)) /
         static_cast<double>(values.size());
}

}  // namespace

void ProgressPrinter::on(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) begin(*started);
  if (const auto* point = std::get_if<TrainingPoint>(&event)) take(*point);
  if (const auto* point = std::get_if<EvaluationPoint>(&event)) take(*point);
  if (const auto* change = std::get_if<SettingChanged>(&event)) take(*change);
  if (std::holds_alternative<RunEnded>(event)) finish();
}

void ProgressPrinter::begin(const RunStarted& started) {
  iterations_ = started.iterations;
  lastShown_ = Clock::now() - kLinePeriod;
  out_ << head() << grouped(started.partitions) << " partitions, "
       << grouped(static_cast<std::int64_t>(started.classNames.size())) << " classes, "
       << grouped(static_cast<std::int64_t>(started.partitionIndices.size())) << " training images, "
       << grouped(started.parameters) << " parameters, " << grouped(started.iterations) << " iterations"
       << std::endl;
}

void ProgressPrinter::take(const SettingChanged& change) {
  finish();
  out_ << head() << "iteration " << grouped(change.iteration) << ": " << change.field << " changed from "
       << change.before << " to " << change.after << std::endl;
}

void ProgressPrinter::take(const TrainingPoint& point) {
  loss_ = "  loss " + fixed(mean(point.loss), 3);
  show(point.iteration, false);
}

void ProgressPrinter::take(const EvaluationPoint& point) {
  accuracy_ = "  accuracy " + percent(static_cast<double>(point.meanAccuracy));
  traffic_ = "  sent " + size(point.bytes);
  show(point.iteration, true);
}

void ProgressPrinter::show(std::int64_t iteration, bool important) {
  const auto now = Clock::now();
  const auto eta = remaining(iteration);
  const auto linePeriod = important ? kEvaluationPeriod : kLinePeriod;
  const bool last = important && iteration == iterations_;
  if (!last && now - lastShown_ < (style_ == Style::Overwrite ? kOverwritePeriod : linePeriod)) return;
  lastShown_ = now;

  const double done =
      iterations_ == 0 ? 0 : static_cast<double>(iteration) / static_cast<double>(iterations_);
  const std::string line = head() + "iteration " + grouped(iteration) + " of " + grouped(iterations_) + " (" +
                           fixed(100 * done, 0) + " %)" + loss_ + accuracy_ + traffic_ + eta;
  if (style_ == Style::Lines) {
    out_ << line << std::endl;
    return;
  }
  out_ << '\r' << padded(line, static_cast<int>(lineLength_)) << std::flush;
  lineLength_ = line.size();
}

void ProgressPrinter::finish() {
  if (lineLength_ > 0) out_ << std::endl;
  lineLength_ = 0;
}

std::string ProgressPrinter::head() const {
  return label_.empty() ? "" : padded(label_, kLabelWidth);
}

std::string ProgressPrinter::remaining(std::int64_t iteration) {
  if (firstIteration_ < 0) {
    firstIteration_ = iteration;
    firstTime_ = Clock::now();
  }
  const auto done = static_cast<double>(iteration - firstIteration_);
  if (done <= 0 || iteration >= iterations_) return {};
  const double elapsed = std::chrono::duration<double>(Clock::now() - firstTime_).count();
  return "  " + duration(elapsed / done * static_cast<double>(iterations_ - iteration)) + " left";
}

std::shared_ptr<EventSink> makeProgress(const std::string& mode, bool terminal, std::ostream& out,
                                        std::ostream& log, const std::string& label) {
  if (mode == "none") return std::make_shared<Silence>();
  if (mode == "json") return std::make_shared<JsonPrinter>(out, label);
  const bool overwrite = mode == "auto" && terminal && label.empty();
  return std::make_shared<ProgressPrinter>(
      log, overwrite ? ProgressPrinter::Style::Overwrite : ProgressPrinter::Style::Lines, label);
}

}  // namespace lab::app
