#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lab::app {

/// This program once more, as a process of its own with other arguments. Its output is thrown away, what it
/// complains of goes to a file. Ctrl-C in the terminal does not reach it; when this process dies, it is asked
/// to end, so that it writes its checkpoint.
class Child {
 public:
  /// Throws Error{Run} when no process can be made.
  Child(const std::vector<std::string>& arguments, const std::filesystem::path& complaints);
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  ~Child();  ///< a child that still runs is interrupted and waited for

  /// Its exit code once it has ended, 128 + the signal if one has killed it. Does not wait.
  [[nodiscard]] std::optional<int> exitCode();

  void interrupt();                               ///< as Ctrl-C would
  [[nodiscard]] std::int64_t memory() const;      ///< bytes it has in memory now; 0 when it has ended
  [[nodiscard]] std::int64_t peakMemory() const;  ///< bytes; known once it has ended, 0 before

 private:
  void took(int status, std::int64_t peak);

  pid_t process_ = -1;  // -1 once it has ended and been waited for
  std::optional<int> exitCode_;
  std::int64_t peakMemory_ = 0;
};

/// Bytes that programs can still take without making the machine swap; nothing when the system does not say.
[[nodiscard]] std::optional<std::int64_t> availableMemory();

}  // namespace lab::app
