#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/spec.h"
#include "engine/sweep_report_spec.h"

namespace lab {

/// One value of an axis, or one entry of `runs`.
struct SweepChoice {
  std::string label;    ///< "Gaia"
  std::string word;     ///< what file names call it
  std::string changes;  ///< text of a JSON object: {"algorithm.id": "gaia"}
};

struct SweepAxis {
  std::string name;
  std::vector<SweepChoice> choices;
};

/// An entry of `runs`: combined with every value of the axes it is `over`.
struct SweepEntry {
  SweepChoice choice;
  std::string group;              ///< its part in the report: "reference", "bsp", "skewscout", "rung"
  std::vector<std::string> over;  ///< names of axes
  std::vector<std::int64_t> seeds;
};

/// A length to run a sweep at. `times` multiplies fields measured in iterations after everything else.
struct SweepScale {
  std::string name;     ///< "short"
  std::string changes;  ///< text of a JSON object
  std::map<std::string, double> times{};
};

/// What a sweep file says, before it is taken apart into runs.
struct SweepFile {
  std::string name;
  std::string title;
  std::string why;
  ExperimentSpec base;
  std::vector<SweepAxis> axes;
  std::vector<SweepEntry> runs;  ///< never empty: without `runs` one entry without a label
  std::vector<SweepScale> scales;
  SweepReportSpec report;
};

/// Reads a sweep file. Throws Error{Usage} that lists every problem; `origin` names the source in messages.
[[nodiscard]] SweepFile sweepFileFromJson(std::string_view text, std::string_view origin);

}  // namespace lab
