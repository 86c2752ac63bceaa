#pragma once

#include <filesystem>

#include <QLabel>
#include <QStatusBar>

#include "ui/bridge/session_controller.h"
#include "ui/views/steady_label.h"

namespace lab::ui {

/// Answers "is it stuck?": what the engine does, how fast, what drawing costs, and where the run is written.
class StatusLine final : public QStatusBar {
  Q_OBJECT

 public:
  explicit StatusLine(QWidget* parent = nullptr);

  void setState(RunState state);
  void setRate(double iterationsPerSecond);
  void setDrawing(double milliseconds);
  void setBehind(bool behind);
  void setFile(const std::filesystem::path& file);

 private:
  template <class Label>
  Label* add(const QString& name, const QString& tip, bool right = false);

  QLabel* state_;
  SteadyLabel* rate_;
  SteadyLabel* drawing_;
  QLabel* file_;
  bool behind_ = false;
};

}  // namespace lab::ui
