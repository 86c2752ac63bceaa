#include "engine/record/live_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "engine/core/error.h"
#include "engine/record/superblock.h"

namespace lab::record {
namespace {

constexpr off_t kByte = off_t{1} << 62;
constexpr off_t kComfort = off_t{1} << 20;  // so that the file is not made longer for every flush

// A lock of the open file (OFD), not of the process: it shows within the process too and survives that
// another part of the process closes the same file. A shared one, because on network disks it would meet the
// locks of HDF5.
struct flock theByte(int type) {
  struct flock lock {};
  lock.l_type = static_cast<decltype(lock.l_type)>(type);
  lock.l_whence = SEEK_SET;
  lock.l_start = kByte;
  lock.l_len = 1;
  return lock;
}

off_t sizeOf(int descriptor) {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0 ? found.st_size : 0;
}

// Makes the file longer; 0, or the errno a write would have met.
int extend(int descriptor, off_t from, off_t to) {
  struct rlimit limit {};
  const bool limited = ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  if (limited && static_cast<rlim_t>(to) > limit.rlim_cur) return EFBIG;
  if (::fallocate(descriptor, 0, from, to - from) == 0) return 0;
  // Some disks promise no space; there it is only the length that counts.
  if (errno == EOPNOTSUPP || errno == ENOSYS) return ::ftruncate(descriptor, to) == 0 ? 0 : errno;
  return errno;
}

}  // namespace

LiveFile::LiveFile(std::filesystem::path path, const std::filesystem::path& file)
    : path_(std::move(path)), descriptor_(::open(file.c_str(), O_RDWR | O_CLOEXEC)) {
  struct flock lock = theByte(F_RDLCK);
  if (descriptor_ < 0) return;
  static_cast<void>(::fcntl(descriptor_, F_OFD_SETLK, &lock));
  static_cast<void>(::flock(descriptor_, LOCK_SH | LOCK_NB));
}

LiveFile::LiveFile(LiveFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

LiveFile& LiveFile::operator=(LiveFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

LiveFile::~LiveFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void LiveFile::reserve(std::uint64_t bytes) const {
  if (descriptor_ < 0) return;
  const auto step = static_cast<off_t>(bytes);
  const off_t size = sizeOf(descriptor_);
  const auto end = static_cast<off_t>(storedEnd(descriptor_).value_or(static_cast<std::uint64_t>(size)));
  // One step for this flush and one for a reader that has just looked at the length.
  if (size >= end + 2 * step) return;
  if (extend(descriptor_, size, end + 2 * step + kComfort) == 0 || size >= end + step) return;
  const int problem = extend(descriptor_, size, end + step);
  if (problem == 0) return;
  throw Error({.kind = ErrorKind::Run,
               .doing = path_.string(),
               .problem = "cannot grow: " + std::generic_category().message(problem),
               .expected = "",
               .remedy = "what was recorded so far is intact; make room, then resume from the checkpoint"});
}

void LiveFile::trim() const {
  if (descriptor_ < 0) return;
  if (const auto end = storedEnd(descriptor_))
    static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(*end)));
}

void LiveFile::openForEveryReader() const {
  if (descriptor_ >= 0) clearOpenMark(descriptor_);
}

void LiveFile::sync() const {
  if (descriptor_ >= 0) static_cast<void>(::fdatasync(descriptor_));
}

bool LiveFile::held(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = theByte(F_WRLCK);
  const bool known = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
  ::close(descriptor);
  return known && lock.l_type != F_UNLCK;
}

}  // namespace lab::record
