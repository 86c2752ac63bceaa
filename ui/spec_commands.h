#pragma once

#include <QElapsedTimer>
#include <QUndoCommand>

#include "ui/forms/spec_panel.h"

namespace lab::ui {

/// A change in the form. Changes of one row in quick succession, such as the drag of a slider, are one.
class EditSpec final : public QUndoCommand {
 public:
  /// What `panel` shows now is what redo brings back.
  EditSpec(SpecPanel& panel, const QString& key, const SpecPanel::State& before);

  void redo() override;
  void undo() override;
  [[nodiscard]] int id() const override { return kId; }
  bool mergeWith(const QUndoCommand* later) override;

  static constexpr int kId = 1;
  static constexpr qint64 kMergeMilliseconds = 1500;

 private:
  SpecPanel& panel_;
  QString key_;
  SpecPanel::State before_, after_;
  QElapsedTimer made_;  // or last merged
  bool shown_ = true;   // the form already shows it when the command is pushed
};

}  // namespace lab::ui
