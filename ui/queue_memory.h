#pragma once

#include <filesystem>
#include <vector>

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "ui/run_queue.h"

namespace lab::ui {

/// Keeps what waits in the queue from one start to the next, in `queue.json` of the run store. Written when it
/// changes, on a thread of its own, so that a crash loses nothing.
class QueueMemory final : public QObject {
  Q_OBJECT

 public:
  /// `queue` outlives this. Without a folder nothing is kept.
  QueueMemory(RunQueue& queue, const std::filesystem::path& folder);
  ~QueueMemory() override;  ///< waits until everything is written

  /// Adds what waited last time, held: nobody has asked for it yet. Throws Error{Data} when the file cannot be
  /// read; it is left as it is until the queue changes.
  void restore();

 private:
  void write();

  RunQueue& queue_;
  std::filesystem::path file_;
  QTimer soon_;
  QThreadPool writer_;  // one thread: an older queue must not overtake a newer one
};

}  // namespace lab::ui
