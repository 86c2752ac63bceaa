#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/record/h5.h"
#include "engine/record/live_file.h"
#include "engine/record/row_writer.h"
#include "engine/record/schema.h"

namespace lab::record {

/// A run file while it grows. It is made complete under a temporary name and takes its own with publish():
/// whatever has the name of a run can be read at any moment. Rows wait in memory until flush(). Not
/// thread-safe.
class RunWriter {
 public:
  /// Makes `path`.part with every object of the format and starts SWMR.
  RunWriter(const std::filesystem::path& path, const RunStarted& started);
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;
  ~RunWriter();  ///< Closes without finish(): what waits is lost, and so is a file that was not published.

  /// Any event but RunStarted and RunEnded. `time` is the moment shown in /log, ISO 8601.
  void append(const Event& event, const std::string& time);
  /// False for an event of a series that the run's spec does not ask for.
  [[nodiscard]] bool has(const Event& event) const;
  void publish();  ///< Flushes and takes the final name, replacing what has it.
  void flush();
  void sync();  ///< Flushes, and waits for the disk.
  void finish(const RunEnded& ended);

  [[nodiscard]] bool pending() const { return pending_; }
  /// Iteration of the last row of the event's series; nothing when there is none or it is a row of the log.
  [[nodiscard]] std::optional<std::int64_t> lastIteration(const Event& event) const;

 private:
  void describe(const RunStarted& started);
  void writeStart(const RunStarted& started);
  void writeKnob(const KnobScale& knob);
  void makeFixed(const std::string& path, std::span<const std::byte> bytes);
  void makeText(const std::string& path, const std::vector<std::string>& texts);
  void makeGrowing();

  std::filesystem::path path_;
  std::filesystem::path part_;
  Layout layout_;
  std::map<std::string, h5::Plan> plans_;
  h5::File file_;
  LiveFile live_;
  SeriesByPath series_;
  std::map<std::size_t, std::int64_t> last_;  // iteration by the event's place in the variant
  bool pending_ = false;
  bool published_ = false;
};

}  // namespace lab::record
