#pragma once

#include <string_view>

#include <QLabel>
#include <QScrollArea>

#include "ui/theme/theme.h"

namespace lab::ui {

/// Beside the evidence: what is selected, its value and unit, the formula, why it matters, and the source.
class Inspector final : public QScrollArea {
  Q_OBJECT

 public:
  explicit Inspector(QWidget* parent = nullptr);

  /// `value` is a sentence or a few lines. Nothing happens for a subject without a text.
  void explain(std::string_view subject, const QString& value);
  void clear();  ///< says how something is selected
  void setTheme(const Theme& theme);

  [[nodiscard]] QString title() const { return title_->text(); }
  [[nodiscard]] QString value() const { return value_->text(); }
  [[nodiscard]] QString explanation() const { return text_->text(); }

 private:
  void say(const QString& title, const QString& value, const QString& text);

  QLabel* title_;  // owned by Qt, like those below
  QLabel* value_;
  QLabel* text_;
};

}  // namespace lab::ui
