#pragma once

#include <cstdint>
#include <filesystem>

namespace lab::record {

/// The operating system's side of a run file while it is written.
///
/// It holds two locks, which end with this object or with the process, however that ends, and keep nobody
/// from reading. One on a byte far behind the end of the file tells readers that the writer is alive. One of
/// the kind that HDF5 uses keeps other programs from opening the file for writing.
class LiveFile {
 public:
  LiveFile() = default;
  /// `path` names the file in messages; `file` is where it is now. On a disk without locks there is none.
  LiveFile(std::filesystem::path path, const std::filesystem::path& file);
  LiveFile(LiveFile&& other) noexcept;
  LiveFile& operator=(LiveFile&& other) noexcept;
  ~LiveFile();

  /// Makes sure that the file can grow by so many bytes, or throws Error{Run} while it is still intact: HDF5
  /// leaves a broken file when the disk is full in the middle of a flush.
  ///
  /// The reserve is part of the file, zeros that HDF5 does not count: a reader that is opening the file
  /// during a flush would otherwise find it shorter than its head says, and refuse it.
  void reserve(std::uint64_t bytes) const;
  void trim() const;                ///< Gives the reserve back, after HDF5 has closed the file.
  void openForEveryReader() const;  ///< To be called after every flush; see superblock.h.
  void sync() const;                ///< Waits until everything flushed so far is on the disk itself.

  /// Whether somebody, this process included, is writing the file.
  [[nodiscard]] static bool held(const std::filesystem::path& path);

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace lab::record
