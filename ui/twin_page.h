#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <QLabel>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/bridge/event_pump.h"
#include "ui/bridge/session_controller.h"
#include "ui/run_digest.h"
#include "ui/series/timeline.h"
#include "ui/theme/theme.h"
#include "ui/views/elided_label.h"
#include "ui/views/view.h"

namespace lab::ui {

/// Two runs in lockstep beside each other, live or recorded: the same views left and right, over the same
/// ranges of both axes, all as of one moment.
class TwinPage final : public QWidget {
  Q_OBJECT

 public:
  explicit TwinPage(const std::vector<ViewEntry>& entries = views::all(), QWidget* parent = nullptr);

  void clear();
  /// In order; a RunStarted starts afresh.
  void consume(Side side, const std::vector<Event>& batch);
  /// Replays two recorded runs in the background; opened() or failed() follows.
  void open(const std::array<std::filesystem::path, 2>& runs);

  void setTheme(const Theme& theme);
  void setXAxis(XAxis axis);
  void setFollow(bool follow);
  /// A moment of the left run; the right one is shown as of the same iteration. Nothing: the newest.
  void setTime(const std::optional<Place>& time);

  [[nodiscard]] const RunDigest& digest(Side side) const { return columns_.at(index(side)).digest; }
  [[nodiscard]] View* view(Side side, std::string_view id) const;  ///< nullptr when there is none
  [[nodiscard]] QString heading(Side side) const { return columns_.at(index(side)).heading->text(); }

 Q_SIGNALS:
  void opened();
  void failed(const QString& sentence);

 private:
  struct Column {
    QLabel* heading = nullptr;  // owned by Qt, like what follows
    ElidedLabel* settings = nullptr;
    std::vector<View*> views{};  // in the order of kViews
    RunDigest digest{};
    Timeline timeline{};
    std::unique_ptr<EventPump> pump{};  // of a recorded run; a new one for each, so that old ones fall silent
    bool arrived = true;                // the recorded run, as a whole
  };

  [[nodiscard]] static std::size_t index(Side side) { return static_cast<std::size_t>(side); }
  void build(const std::vector<ViewEntry>& entries);
  void link(View& one, View& other);
  void read(Side side, const std::filesystem::path& run);
  void showHeadings();
  void shareRanges();

  std::array<Column, 2> columns_;
  ElidedLabel* shared_;  // what both have in common
};

}  // namespace lab::ui
