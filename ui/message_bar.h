#pragma once

#include <functional>
#include <vector>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QString>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace lab::ui {

/// What can be done about a message.
struct MessageAction {
  QString text;
  std::function<void()> run;
};

/// One sentence across the window with what can be done about it: problems, notes, and the result of a run.
/// Never in the way of anything, never modal.
class MessageBar final : public QFrame {
  Q_OBJECT

 public:
  enum class Tone { Note, Problem, Result };

  explicit MessageBar(QWidget* parent = nullptr);

  /// Replaces what was there. An action that has run takes the message away.
  void say(Tone tone, const QString& sentence, const std::vector<MessageAction>& actions = {});
  void dismiss();
  [[nodiscard]] QString sentence() const { return sentence_->text(); }
  void setTheme(const Theme& theme);

 Q_SIGNALS:
  void dismissed();  ///< by the user, or because it is no longer true

 private:
  QLabel* sentence_;
  QHBoxLayout* buttons_;
  QToolButton* close_;
};

}  // namespace lab::ui
