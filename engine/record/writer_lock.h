#pragma once

#include <filesystem>

namespace lab::record {

/// Tells readers that the writer of a run file is alive: a lock of the operating system on one byte far behind the
/// end of the file, held from before the file has its name until the writer closes it or its process ends in any way.
/// It keeps nobody from opening or reading the file.
class WriterLock {
 public:
  WriterLock() = default;
  explicit WriterLock(const std::filesystem::path& path);  ///< On a disk without locks it does nothing.
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

  /// Waits until everything flushed so far is on the disk itself.
  void sync() const;

  /// Whether somebody, this process included, is writing the file.
  [[nodiscard]] static bool held(const std::filesystem::path& path);

 private:
  int descriptor_ = -1;
};

}  // namespace lab::record
