#pragma once

#include <QString>
#include <QWidget>

#include "ui/series/run_state.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// What went wrong, as a sentence; empty when nothing did.
[[nodiscard]] QString problemOf(const RunState& state);

/// "Live", "Paused", "Finished": a dot and a word; what went wrong as tooltip.
class StateBadge final : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  void setTheme(const Theme& theme);
  void setState(const RunState& state);
  void setDense(bool dense);  ///< only shown when it says more than "Live" or "Finished"
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;  ///< nothing: where there is no room it gives up the word, then the dot
  [[nodiscard]] QString text() const { return text_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QColor dot() const;
  void updateVisibility();

  QString text_;
  RunPhase phase_ = RunPhase::Empty;
  bool bad_ = false;
  bool dense_ = false;
  Theme theme_;
};

}  // namespace lab::ui
