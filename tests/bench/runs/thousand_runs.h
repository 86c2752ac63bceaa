#pragma once

#include <filesystem>

#include <QTemporaryDir>

namespace lab::bench {

/// A store of a thousand runs of twelve kinds, every tenth with notes, gone with the object.
class ThousandRuns {
 public:
  static constexpr int kCount = 1000;

  ThousandRuns();

  [[nodiscard]] std::filesystem::path path() const { return folder_.path().toStdString(); }
  [[nodiscard]] std::filesystem::path runs() const { return path() / "runs"; }  ///< the store

 private:
  QTemporaryDir folder_;
};

}  // namespace lab::bench
