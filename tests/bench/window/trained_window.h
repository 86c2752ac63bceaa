#pragma once

#include <memory>

#include "engine/core/spec.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"

namespace lab::bench {

/// The quick start, so long that only a button ends it.
[[nodiscard]] ExperimentSpec endlessQuickStart();

/// The window with the real engine and a user of its own. What it does is asked of its buttons, and how it is
/// is read from them.
class TrainedWindow {
 public:
  explicit TrainedWindow(ui::RunFactory factory = ui::recordedSession);

  void startQuickStart();                  ///< Enter on the welcome page
  void start(const ExperimentSpec& spec);  ///< through the form
  void startEndless();                     ///< endlessQuickStart()

  [[nodiscard]] ui::MainWindow& window() { return window_; }
  [[nodiscard]] ui::TransportBar& transport() const { return *transport_; }
  [[nodiscard]] bool isPaused() const;
  [[nodiscard]] bool hasEnded() const;            ///< the result is on the screen
  [[nodiscard]] std::size_t points() const;       ///< in the first line of the accuracy plot
  [[nodiscard]] double drawMilliseconds() const;  ///< of the visible plots, the latest frame
  [[nodiscard]] std::filesystem::path runs() const { return sandbox_.runs(); }

 private:
  ui::test::Sandbox sandbox_;
  ui::MainWindow window_;
  ui::Workspace* workspace_;
  ui::SpecPanel* panel_ = nullptr;
  ui::TransportBar* transport_;
};

}  // namespace lab::bench
