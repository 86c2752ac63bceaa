#include "app/results.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "app/text.h"

namespace lab::app {
namespace {

void line(std::ostream& out, const std::string& name, const std::string& text) {
  out << padded(name, 11) << text << '\n';
}

std::string accuracyText(const EvaluationPoint& point) {
  std::vector<float> known;
  std::ranges::copy_if(point.accuracy, std::back_inserter(known), [](float one) { return !std::isnan(one); });
  std::string text = "mean " + percent(static_cast<double>(point.meanAccuracy));
  if (!known.empty()) {
    const auto [low, high] = std::ranges::minmax(known);
    text += ", min " + percent(static_cast<double>(low)) + ", max " + percent(static_cast<double>(high));
  }
  return text + "; global model " + percent(static_cast<double>(point.globalAccuracy));
}

std::string saving(std::int64_t bsp, std::int64_t sent) {
  return sent == 0 ? "n/a" : fixed(static_cast<double>(bsp) / static_cast<double>(sent), 2) + "x";
}

template <class Number>
Number sum(const std::vector<Number>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), Number{0});
}

void printTraffic(std::ostream& out, const CommunicationPoint& point) {
  const auto bytes = sum(point.bytes);
  line(out, "Sent", size(bytes) + " by all partitions together; BSP: " + size(point.bspBytes));
  if (bytes == 0) return;
  line(out, "Saving",
       saving(point.bspValues, sum(point.values)) + " in values, " + saving(point.bspBytes, bytes) +
           " in bytes, against BSP");
}

}  // namespace

void Results::on(const Event& event) {
  if (const auto* one = std::get_if<RunStarted>(&event)) started = *one;
  if (const auto* one = std::get_if<EvaluationPoint>(&event)) evaluation = *one;
  if (const auto* one = std::get_if<CommunicationPoint>(&event)) communication = *one;
  if (const auto* one = std::get_if<RunEnded>(&event)) ended = *one;
  if (const auto* one = std::get_if<SettingChanged>(&event)) changes.push_back(*one);
}

void print(std::ostream& out, const Results& results, const std::filesystem::path& file) {
  if (results.ended) {
    std::string status =
        std::string{toText(results.ended->status)} + " at iteration " + grouped(results.ended->iteration);
    if (results.started) status += " of " + grouped(results.started->iterations);
    line(out, "Status", status + ", " + duration(results.ended->seconds) + " of training");
  }
  if (results.evaluation) {
    line(out, "Accuracy", accuracyText(*results.evaluation));
    if (results.ended && results.evaluation->iteration != results.ended->iteration) {
      line(out, "", "(at iteration " + grouped(results.evaluation->iteration) + ")");
    }
  }
  if (results.communication) printTraffic(out, *results.communication);
  for (const auto& change : results.changes) {
    line(out, "Changed", "at iteration " + grouped(change.iteration) + " while it went: " + change.field + " from " +
                             change.before + " to " + change.after);
  }
  line(out, "File", file.string());
}

}  // namespace lab::app
