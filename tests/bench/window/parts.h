#pragma once

#include <string>
#include <vector>

#include "tests/bench/window/measurement.h"

namespace lab::bench {

/// From starting `program --start`, which does what skewlab does without arguments, to its window with a
/// picture in it, and to the moment when Enter would be heard.
[[nodiscard]] std::vector<Measurement> measureStart(const std::string& program);

/// The other end: the window of skewlab, which says when it is there and then ends.
int startAndTell(int argc, char** argv);

/// The quick start from the key to the result, the event loop and the plots meanwhile; then pause, stop and
/// quit while five partitions train.
[[nodiscard]] std::vector<Measurement> measureTraining();

/// A frame of all visible plots, and their memory after a run of an hour, of events that nobody trained.
[[nodiscard]] std::vector<Measurement> measurePlots();

/// The run table with a thousand runs.
[[nodiscard]] std::vector<Measurement> measureRuns();

/// The same run without and with a window, in turns.
[[nodiscard]] std::vector<Measurement> measureThroughput();

}  // namespace lab::bench
