#pragma once

#include <variant>
#include <vector>

#include <QString>
#include <QWidget>

#include "engine/core/params.h"

namespace lab::ui {

/// What a row of the form holds: a number (a Boolean is 0 or 1, a Choice the value of its name), or text.
using FieldValue = std::variant<double, QString>;

/// One word of a closed list of texts, e.g. a catalogue entry.
struct Word {
  QString id;
  QString title;
  QString help{};
  bool enabled = true;  ///< false: shown, but not to be chosen on this machine
};

/// The control of one row. Holds its value exactly as it was set until the user changes it.
class Editor : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  [[nodiscard]] virtual FieldValue value() const = 0;
  virtual void setValue(const FieldValue& value) = 0;  ///< does not emit edited()
  virtual void setHint(const QString&) {}              ///< what an empty text stands for, faint in its place

 Q_SIGNALS:
  void edited();  ///< by the user
};

/// Number: spin box, with a slider before it for a fraction. Integer: spin box. Boolean: check box. Choice:
/// combo box. Text and Table: one line of text. Named values of a number can be typed, or taken from the menu
/// beside it.
[[nodiscard]] Editor* makeEditor(const ParamInfo& info, QWidget* parent);

/// One line of text.
[[nodiscard]] Editor* makeTextEditor(QWidget* parent);

/// A combo box of words; a text that is not among them is shown as it is.
[[nodiscard]] Editor* makeWordEditor(const std::vector<Word>& words, QWidget* parent);

}  // namespace lab::ui
