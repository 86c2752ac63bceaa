#pragma once

#include <filesystem>

namespace lab::app {

/// Keeps two sweeps out of one folder. Ends with this object or with the process, however that ends.
class FolderLock {
 public:
  /// Makes the file when it is absent. Throws Error{Usage} when somebody else holds it.
  explicit FolderLock(const std::filesystem::path& file);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

}  // namespace lab::app
