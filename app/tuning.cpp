#include "app/tuning.h"

#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <climits>

namespace lab::app {
namespace {

// OpenBLAS has read its environment and made its threads before main() is reached, so a variable would come
// too late and the library is asked itself. A BLAS without the function is left as it is.
void useOneBlasThread() {
  using SetThreads = void (*)(int);
  if (void* found = dlsym(RTLD_DEFAULT, "openblas_set_num_threads")) reinterpret_cast<SetThreads>(found)(1);
}

// An iteration frees what the next one allocates again. Giving it back to the system in between costs a third
// of the speed of a small network.
void keepFreedMemory() {
#ifdef __GLIBC__
  constexpr int kGigabyte = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, kGigabyte);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace

void tuneProcess() {
  keepFreedMemory();
  useOneBlasThread();
}

}  // namespace lab::app
