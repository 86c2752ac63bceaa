#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/spec.h"
#include "engine/sweep_file.h"

namespace lab {

/// One run of a sweep. Name and file are made of its labels and its seed alone.
struct SweepRun {
  SweepLabels labels;  ///< by column; a column that does not concern this run is left out
  std::string group;   ///< its part in the report; may be empty
  std::int64_t seed = 1;
  std::string name;  ///< "BatchNorm, IID, Gaia, seed 1"
  std::string file;  ///< "BatchNorm_IID_Gaia_seed1.h5"
  ExperimentSpec spec;
};

/// A sweep file taken apart at one scale.
struct Sweep {
  std::string name;
  std::string title;
  std::string why;
  std::string scale;  ///< "full"
  std::vector<std::string>
      columns;                 ///< the axes in the order of the file, then "run" when there are named runs
  std::vector<SweepRun> runs;  ///< in the order in which they are made
  SweepReportSpec report;
};

/// Every combination of the axes' values, the named runs and the seeds. Values are applied in this order:
/// base, scale, axes, named run, then the scale's factors, the seed and the name. Throws Error{Usage} that
/// lists every problem with the run it belongs to: keys that are not known, names that collide, labels of the
/// report that no run has. `origin` names the source in messages.
[[nodiscard]] Sweep expand(const SweepFile& file, std::string_view scale, std::string_view origin);

/// Throws Error{Usage} with every problem of every run, or Error{Data} when all that is missing is data on
/// this machine.
void requireValid(const Sweep& sweep);

/// A built-in sweep: a file below resources/sweeps.
struct BuiltInSweep {
  std::string name;  ///< "paper/norms"
  std::string title;
  std::string why;
  std::filesystem::path path;
};

/// By name. Throws Error{Data} that names a broken file.
[[nodiscard]] std::vector<BuiltInSweep> builtInSweeps();

/// The sweep of that file, or the built-in one of that name; every run with these seeds instead of its own when there
/// are any. Throws Error{Usage} that names the nearest known.
[[nodiscard]] Sweep sweepNamed(const std::string& source, std::string_view scale,
                               const std::vector<std::int64_t>& seeds = {});

}  // namespace lab
