#pragma once

#include <QFrame>
#include <QLabel>

#include "engine/core/fork.h"

namespace lab::ui {

/// Says in the form that Run begins at a checkpoint of another run, and takes that back.
class ForkChip final : public QFrame {
  Q_OBJECT

 public:
  explicit ForkChip(QWidget* parent);

  void say(const Fork& fork);  ///< and becomes visible
  [[nodiscard]] QString text() const { return text_->text(); }

 Q_SIGNALS:
  void dropped();  ///< a new run is wanted instead

 private:
  QLabel* text_;
};

}  // namespace lab::ui
