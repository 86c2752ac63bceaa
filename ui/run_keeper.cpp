#include "ui/run_keeper.h"

#include <utility>

#include "ui/bridge/background.h"

namespace lab::ui {

RunKeeper::RunKeeper(RunTableModel& runs, QObject* parent) : QObject(parent), runs_(runs) {
  queue_.setMaxThreadCount(1);
}

void RunKeeper::setNotes(const std::filesystem::path& run, const RunNotes& notes) {
  const RunRow* row = runs_.row(run);
  if (row == nullptr) return;
  runs_.put(withNotes(*row, notes));
  Q_EMIT changed();
  inBackground(
      this,
      [run, notes] {
        writeNotes(run, notes);
        return true;
      },
      [this](const Outcome<bool>& outcome) {
        if (outcome.value) return;
        Q_EMIT problem(outcome.problem);
        Q_EMIT notesLost();
      },
      &queue_);
}

std::optional<std::filesystem::path> RunKeeper::trash(const std::filesystem::path& run) {
  queue_.waitForDone();  // notes written later would stay behind
  const auto outcome = attempt([&run] { return moveToTrash(run); });
  if (!outcome.value) {
    Q_EMIT problem(outcome.problem);
    return std::nullopt;
  }
  runs_.remove(run);
  Q_EMIT changed();
  Q_EMIT moved();
  return outcome.value;
}

std::optional<std::filesystem::path> RunKeeper::restore(const std::filesystem::path& trashed, RunRow row) {
  const auto outcome = attempt([&trashed] { return restoreFromTrash(trashed); });
  if (!outcome.value) {
    Q_EMIT problem(outcome.problem);
    return std::nullopt;
  }
  row.summary.path = *outcome.value;
  const RunNotes notes = row.notes;
  runs_.put(withNotes(std::move(row), notes));
  Q_EMIT changed();
  Q_EMIT moved();
  return outcome.value;
}

}  // namespace lab::ui
