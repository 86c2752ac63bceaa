#pragma once

#include <filesystem>
#include <optional>

#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QStringList>

#include "engine/core/wrong_answers.h"

namespace lab::ui {

/// The test images of one class that one partition's model gets wrong, as thumbnails with the answer it gave.
/// Asks the engine in the background; a question that comes meanwhile waits, and only the last one does.
/// Modeless; Esc closes it.
class WrongAnswersWindow final : public QDialog {
  Q_OBJECT

 public:
  explicit WrongAnswersWindow(QWidget* parent);

  /// Shows itself. `classes` and `partitions` are the names of the run's.
  void ask(const std::filesystem::path& run, const WrongAnswersQuestion& question, const QStringList& classes,
           const QStringList& partitions);

  [[nodiscard]] QString headline() const { return headline_->text(); }
  [[nodiscard]] QString sentence() const { return sentence_->text(); }
  [[nodiscard]] const QListWidget& images() const { return *images_; }

 private:
  struct Asked {
    std::filesystem::path run;
    WrongAnswersQuestion question;
    QStringList classes;
    QStringList partitions;
  };

  void begin(const Asked& asked);
  void show(const Asked& asked, const WrongAnswers& answers);
  void say(const QString& sentence);

  QLabel* headline_;  // owned by Qt, like those below
  QLabel* sentence_;
  QListWidget* images_;
  bool busy_ = false;
  std::optional<Asked> waiting_;
};

}  // namespace lab::ui
