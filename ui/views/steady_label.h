#pragma once

#include <QLabel>

namespace lab::ui {

/// A label for a text that changes all the time. It is as wide as the widest text so far, with room for two digits more: a
/// QLabel asks the whole window for a new layout with every text, which costs about as much as drawing the plots.
class SteadyLabel final : public QLabel {
  Q_OBJECT

 public:
  explicit SteadyLabel(QWidget* parent = nullptr);

  void say(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;
};

}  // namespace lab::ui
