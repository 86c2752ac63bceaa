#pragma once

#include <stdexcept>
#include <string>

namespace lab {

/// What went wrong, as far as a script that calls the program cares: the values are its exit codes.
enum class ErrorKind {
  Usage = 2,  ///< wrong arguments or an invalid experiment
  Data = 3,   ///< input data missing or bad
  Run = 4,    ///< the run itself failed: diverged, out of memory, disk full
};

/// The only exception type the engine throws. Its text is shown to the user as it stands.
class Error : public std::runtime_error {
 public:
  /// The four parts of every message; `expected` and `remedy` may be empty when there is nothing to say.
  struct Parts {
    ErrorKind kind = ErrorKind::Run;
    std::string doing{};     ///< the thing: "train-images.gz", "partition.count"
    std::string problem{};   ///< what is wrong: "12 partitions, but only 10 classes"
    std::string expected{};  ///< "at most 10"
    std::string remedy{};    ///< 'use scheme "skew-fraction"'
  };

  /// The text reads `doing: problem; expected …; remedy.`
  explicit Error(const Parts& parts);

  [[nodiscard]] ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace lab
