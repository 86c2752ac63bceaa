#pragma once

#include <cstdio>
#include <string>
#include <sys/types.h>

#include "tests/bench/loops.h"

namespace lab::bench {

/// A loop in a process of its own, which trains when asked and rests otherwise. The allocator's settings
/// belong to a process, so the two loops cannot share one.
class Contestant {
 public:
  /// Starts `program --serve KIND NORMALIZATION PARTITIONS`.
  Contestant(const std::string& program, const std::string& kind, const Work& work);
  ~Contestant();
  Contestant(const Contestant&) = delete;
  Contestant& operator=(const Contestant&) = delete;

  /// Images per second over that time. Ends the program with a sentence when the process does not answer.
  [[nodiscard]] double train(double seconds);

 private:
  std::string name_;
  pid_t process_ = -1;
  std::FILE* orders_ = nullptr;
  std::FILE* answers_ = nullptr;
};

/// The other end: reads seconds from standard input and answers with images per second, line by line.
int serve(Loop& loop);

}  // namespace lab::bench
