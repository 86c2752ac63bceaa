#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/core/spec.h"

namespace lab::ui::test {

/// The quick start without what the made-up events leave out.
[[nodiscard]] ExperimentSpec plainSpec();

/// A run that nobody trained, with what differs between runs.
struct RecordedRunFile {
  ExperimentSpec spec = plainSpec();
  std::string created = "2026-11-25T10:00:00Z";
  std::int64_t iterations = 100;
  std::int64_t evaluateEvery = 50;
  double quality = 1;                      ///< accuracies are multiplied by it
  double saving = 12;                      ///< values BSP sends for each one sent
  RunStatus status = RunStatus::Finished;  ///< Interrupted: the file has no end
  std::string twin{};                      ///< file name of the other of two in lockstep
};

/// Its events, with its end.
[[nodiscard]] std::vector<Event> eventsOf(const RecordedRunFile& run);

/// Writes it; throws when it cannot.
void writeRun(const std::filesystem::path& file, const RecordedRunFile& run = {});

/// Twelve runs as somebody might have made them on two afternoons: four algorithms, three seeds, BSP for two
/// of them.
void writeAfternoons(const std::filesystem::path& folder);

}  // namespace lab::ui::test
