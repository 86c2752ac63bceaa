#pragma once

#include <QActionGroup>
#include <QMenu>

#include "ui/preferences.h"
#include "ui/workspace.h"

namespace lab::ui {

/// What all plots have in common besides the x axis: whether lines are smoothed and how much, and whether
/// anything moves. Fills `menu`, remembers what is chosen there, and tells all views.
class PlotLook final : public QObject {
  Q_OBJECT

 public:
  PlotLook(QMenu& menu, Workspace& workspace, QObject* parent);

 private:
  void addSmoothing(QMenu& menu);
  void addMotion(QMenu& menu);
  void smooth(const std::optional<SmoothingStrength>& strength);
  void reduceMotion(bool reduced);

  Workspace& workspace_;
  Preferences preferences_;
  QActionGroup* strengths_;
  QAction* still_ = nullptr;
};

}  // namespace lab::ui
