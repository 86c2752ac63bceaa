#include "engine/record/writer_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace lab::record {
namespace {

constexpr off_t kByte = off_t{1} << 62;

// A lock of the open file (OFD), not of the process: it shows within the process too and survives that another part
// of the process closes the same file. A shared one, because on network disks it would meet the locks of HDF5.
struct flock theByte(int type) {
  struct flock lock {};
  lock.l_type = static_cast<decltype(lock.l_type)>(type);
  lock.l_whence = SEEK_SET;
  lock.l_start = kByte;
  lock.l_len = 1;
  return lock;
}

int openFile(const std::filesystem::path& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& path) : descriptor_(openFile(path)) {
  struct flock lock = theByte(F_RDLCK);
  if (descriptor_ >= 0) static_cast<void>(::fcntl(descriptor_, F_OFD_SETLK, &lock));
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void WriterLock::sync() const {
  if (descriptor_ >= 0) static_cast<void>(::fsync(descriptor_));
}

bool WriterLock::held(const std::filesystem::path& path) {
  const int descriptor = openFile(path);
  if (descriptor < 0) return false;
  struct flock lock = theByte(F_WRLCK);
  const bool known = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
  ::close(descriptor);
  return known && lock.l_type != F_UNLCK;
}

}  // namespace lab::record
