#pragma once

#include <filesystem>
#include <vector>

#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "ui/run_queue.h"

namespace lab::ui {

/// Keeps what waits in the queue from one start to the next, in `queue.json` of the run store. Written when it
/// changes, on a thread of its own, so that a crash loses nothing. Of several windows on one store the first has the
/// file to itself.
class QueueMemory final : public QObject {
  Q_OBJECT

 public:
  /// `queue` outlives this. Without a folder nothing is kept.
  QueueMemory(RunQueue& queue, const std::filesystem::path& folder);
  ~QueueMemory() override;  ///< waits until everything is written

  /// Adds what waited last time, held: nobody has asked for it yet. False when another window has the file; then
  /// nothing is kept. Throws Error{Data} when the file cannot be read; it is set aside.
  [[nodiscard]] bool restore();

 private:
  void write();
  [[nodiscard]] std::vector<RunQueue::Waiting> read() const;

  RunQueue& queue_;
  std::filesystem::path file_;
  QLockFile lock_;  // beside the file, held from restore() on
  QTimer soon_;
  QThreadPool writer_;  // one thread: an older queue must not overtake a newer one
};

}  // namespace lab::ui
