#pragma once

#include <optional>
#include <span>

#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "ui/series/timeline.h"
#include "ui/theme/theme.h"
#include "ui/views/steady_label.h"

namespace lab::ui {

/// Goes back to an earlier moment of a run, during it and after it: a slider over everything recorded, from
/// one moment to the next, beside the place in iterations, epochs and bytes. The last moment is the newest,
/// whatever comes. Hidden while there is nowhere to go.
class ScrubBar final : public QWidget {
  Q_OBJECT

 public:
  explicit ScrubBar(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void consume(std::span<const Event> batch);  ///< keeps the moment; a RunStarted goes back to the newest
  void clear();
  void goLive();
  void lookAt(std::int64_t iteration);  ///< the last moment at or before it
  void play(bool playing);  ///< through the rest of the run; from its start when at its end

  [[nodiscard]] bool live() const { return !moment_.has_value(); }
  [[nodiscard]] QString text() const { return place_->text(); }  ///< "Iteration 1,200 · epoch 3.2 · 12.3 MB"

 Q_SIGNALS:
  void timeChosen(const std::optional<lab::ui::Place>& time);  ///< nothing: the newest

 private:
  void build();
  void choose(int moment);
  void step();
  void look(const std::optional<std::size_t>& moment);
  void refresh();

  QToolButton* play_;  // owned by Qt, like those below
  QSlider* slider_;
  SteadyLabel* place_;
  QToolButton* live_;
  QTimer clock_;  // of playing
  Theme theme_;
  Timeline timeline_;
  std::optional<std::size_t> moment_;  // that is looked at; nothing: the newest
};

}  // namespace lab::ui
