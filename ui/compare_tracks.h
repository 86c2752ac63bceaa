#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "ui/run_row.h"
#include "ui/series/accuracy.h"

namespace lab::ui {

/// The accuracy of recorded runs, read from their files in the background and kept.
class CompareTracks final : public QObject {
  Q_OBJECT

 public:
  explicit CompareTracks(QObject* parent = nullptr);
  ~CompareTracks() override;

  /// Reads what is not known yet or has grown since; forgets all others.
  void want(const std::vector<RunRow>& rows);

  /// Nullptr while it is being read, and for a run that cannot be.
  [[nodiscard]] const AccuracySeries* track(const std::filesystem::path& run) const;
  [[nodiscard]] bool reading() const { return !pending_.empty(); }

 Q_SIGNALS:
  void arrived();  ///< of one run, or its problem
  void problem(const QString& sentence);

 private:
  struct Track {
    std::int64_t iteration = -1;  // how far the run was
    RunStatus status = RunStatus::Running;
    std::shared_ptr<const AccuracySeries> accuracy;
  };
  void read(const RunRow& row);

  std::map<std::filesystem::path, Track> tracks_;
  std::set<std::filesystem::path> pending_;
  QThreadPool readers_;  // one thread: a disk reads one file after the other anyway
};

}  // namespace lab::ui
