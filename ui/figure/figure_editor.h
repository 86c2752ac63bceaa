#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/figure/figure.h"

class QLabel;
class QLayout;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace lab::ui {

class FigureSettings;

/// Makes figures of recorded runs: the page at its physical size, the settings beside it. A window of its own
/// that blocks nothing.
class FigureEditor final : public QWidget {
  Q_OBJECT

 public:
  explicit FigureEditor(QWidget* parent = nullptr);
  ~FigureEditor() override;

  /// Shows these runs. Views that they have nothing for cannot be chosen.
  void setRuns(std::vector<FigureRun> runs, const FigureSpec& spec);
  void addRun(FigureRun run);  ///< one more in the same plots

  /// Writes the figure and says so, or why not.
  void exportTo(const std::filesystem::path& file);

  void report(const QString& problem);

  [[nodiscard]] const Figure* figure() const { return figure_ ? &*figure_ : nullptr; }
  [[nodiscard]] FigureSettings& settings() { return *settings_; }
  [[nodiscard]] QString sentence() const;  ///< what was said last

 Q_SIGNALS:
  void addRequested();  ///< another run

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makePage();
  QWidget* makeSide();
  QLayout* makeRuns();
  QLayout* makeButtons();
  void restart(std::vector<FigureRun> runs, const FigureSpec& spec);
  void listRuns();
  void rename(int row);
  void removeRun();
  void redraw();
  void say(const QString& sentence, bool problem);
  [[nodiscard]] double dotsPerInch() const;

  // figure_editor_export.cpp
  void chooseFile();
  void copyPicture();
  void copyInclude();

  std::optional<Figure> figure_;
  QTimer redraw_;  // a change is drawn once the next one is not typed at once
  QLabel* page_;   // owned by Qt, like all below
  QLabel* size_;
  QLabel* sentence_;
  QScrollArea* scroll_;
  QListWidget* runs_;
  FigureSettings* settings_;
  QPushButton *remove_, *export_;
  bool listing_ = false;
  QString folder_, written_;
};

/// Why a view cannot be drawn for these runs, by its id; views that can are not named.
[[nodiscard]] std::map<std::string, QString> undrawable(const std::vector<FigureRun>& runs);

}  // namespace lab::ui
