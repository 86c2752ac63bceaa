#pragma once

#include <filesystem>
#include <vector>

#include <QSettings>
#include <QString>

namespace lab::ui {

/// What is open in the window, besides what the Preferences keep.
struct OpenThings {
  std::filesystem::path run;                    ///< on the screen; empty: none
  std::vector<std::filesystem::path> compared;  ///< the runs that are selected
  std::filesystem::path baseline;               ///< pinned; empty: none
  int page = 0;                                 ///< of the workspace
  QString alone;                                ///< the view that has the whole space; empty: none

  friend bool operator==(const OpenThings&, const OpenThings&) = default;
};

/// Keeps what is open from one start to the next. Written when it changes, so that a crash loses nothing.
class SessionMemory {
 public:
  /// Nothing is open when another version of the program has written it.
  [[nodiscard]] OpenThings read() const;
  void write(const OpenThings& things);

 private:
  QSettings settings_{QStringLiteral("skewlab"), QStringLiteral("skewlab")};
};

}  // namespace lab::ui
