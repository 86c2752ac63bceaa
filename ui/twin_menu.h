#pragma once

#include <string>

#include <QActionGroup>
#include <QMenu>

#include "engine/core/spec.h"

namespace lab::ui {

/// Run > Twin run: what the experiment in the form shall be run beside. Says what was chosen; does nothing
/// itself.
class TwinMenu final : public QMenu {
  Q_OBJECT

 public:
  explicit TwinMenu(QWidget* parent = nullptr);

  void setForm(const ExperimentSpec& spec);  ///< what it is itself cannot be chosen
  void setSelected(const QString& run);      ///< in the run table; empty: not exactly one

 Q_SIGNALS:
  void algorithmChosen(const std::string& id);
  void normalizationChosen(const std::string& id);
  void selectedRunChosen();

 private:
  QActionGroup* algorithms_;
  QMenu* others_;
  QActionGroup* normalizations_;
  QAction* selected_;
};

}  // namespace lab::ui
