#pragma once

#include <QLabel>
#include <QString>
#include <QWidget>

#include "ui/forms/editor.h"

namespace lab::ui {

/// One row of the form: the editor, under it what is wrong with it, and the label with its changed-dot. The
/// label is the editor's buddy and goes into the layout's label column; it belongs to the same parent.
class ParamField final : public QWidget {
  Q_OBJECT

 public:
  /// `editor` is taken over; `info` gives title, help and source.
  ParamField(const ParamInfo& info, Editor* editor, QWidget* parent);

  [[nodiscard]] QLabel* label() const { return label_; }
  [[nodiscard]] QString title() const { return title_; }
  [[nodiscard]] FieldValue value() const { return editor_->value(); }
  void setValue(const FieldValue& value) { editor_->setValue(value); }
  void setHint(const QString& text) { editor_->setHint(text); }

  void addToMenu(QAction* action);  ///< of the label

  void setProblem(const QString& sentence);  ///< empty: all is well
  [[nodiscard]] QString problem() const { return problem_->text(); }

  void setChanged(bool changed);  ///< the dot: differs from where the form started
  [[nodiscard]] bool changed() const { return changed_; }

 Q_SIGNALS:
  void edited();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  Editor* editor_;
  QLabel* label_;
  QLabel* problem_;
  QString title_;
  bool changed_ = false;
};

}  // namespace lab::ui
