#pragma once

#include <sys/types.h>

namespace lab::ui::test {

/// A screen that nobody sees (Xvfb), as large as a small laptop's, for as long as the object lives. Make it
/// before the QApplication, which then opens its windows there.
class VirtualScreen {
 public:
  VirtualScreen();
  ~VirtualScreen();
  VirtualScreen(const VirtualScreen&) = delete;
  VirtualScreen& operator=(const VirtualScreen&) = delete;

  /// False where Xvfb is not installed or does not start.
  [[nodiscard]] bool isThere() const { return there_; }

 private:
  pid_t server_ = -1;
  bool there_ = false;
};

}  // namespace lab::ui::test
