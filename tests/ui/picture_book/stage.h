#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <QAction>
#include <QSize>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

namespace lab::ui::test {

/// How the pictures of one folder look.
struct Look {
  ThemeId theme = ThemeId::Light;  ///< Projector: as presented, docks hidden
  QSize size{};

  [[nodiscard]] std::string name() const;  ///< "light-1366x768"
};

/// Three themes at two sizes.
[[nodiscard]] const std::vector<Look>& looks();

/// The window of a user of their own, and where its pictures go.
class Stage {
 public:
  Stage(const Look& look, std::filesystem::path folder);

  FakeEngine& engine() { return engine_; }
  FakeEngine& twin() { return twin_; }  ///< the right one of two in lockstep
  MainWindow& window() { return *window_; }
  Workspace& workspace() { return *find<Workspace>(); }
  RunLibrary& library() { return *find<RunLibrary>(); }
  [[nodiscard]] bool presenting() const { return look_.theme == ThemeId::Projector; }
  [[nodiscard]] std::filesystem::path runs() const { return sandbox_.runs(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  [[nodiscard]] std::unique_ptr<MainWindow> openWindow();  ///< one more on the same runs
  void startAnew();                                        ///< the program, on the same runs

  template <class Part>
  Part* find(const QString& name = {}) {
    return window_->findChild<Part*>(name);
  }
  QAction* action(const QString& text);

  void press(const char* button);
  void train(const ExperimentSpec& spec);  ///< as if the form said so and Run was pressed
  void play(std::int64_t until);           ///< the made-up run of the experiment that trains, from its start
  void goOn(std::int64_t from, std::int64_t until);

  void save(const std::string& name);  ///< the window, once it is at rest
  void save(QWidget& widget, const std::string& name);

 private:
  Sandbox sandbox_;
  FakeEngine engine_;
  FakeEngine twin_{.path = "made-up-right.h5"};
  Look look_;
  std::filesystem::path folder_;
  std::unique_ptr<MainWindow> window_;
};

/// Lets previews, timers and repaints come to rest.
void settle();

}  // namespace lab::ui::test
