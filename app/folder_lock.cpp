#include "app/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace lab::app {

FolderLock::FolderLock(const std::filesystem::path& file)
    : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  const auto folder = file.parent_path().parent_path().string();
  if (descriptor_ < 0) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = folder,
                 .problem = "cannot be written",
                 .expected = "a folder for the runs",
                 .remedy = "choose another with -o"});
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  close(descriptor_);
  throw Error({.kind = ErrorKind::Usage,
               .doing = folder,
               .problem = "another sweep is at work there",
               .remedy = "wait for its end, or choose another folder with -o"});
}

FolderLock::~FolderLock() {
  close(descriptor_);
}

}  // namespace lab::app
