#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <QWidget>

#include "ui/compare_entries.h"
#include "ui/compare_tables.h"
#include "ui/compare_tracks.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/scatter_plot.h"
#include "ui/run_table_model.h"
#include "ui/series/x_axis.h"
#include "ui/sweep_results.h"

namespace lab::ui {

/// The selected runs beside a baseline: mean accuracy over x, accuracy against bytes, results with their
/// differences, and the settings that differ. Colour means run here.
class ComparePage final : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t kMost = 12;  ///< lines at once: more could not be told apart

  /// `store`: where a baseline is looked for; it outlives the page.
  explicit ComparePage(const RunTableModel& store, QWidget* parent = nullptr);

  void setRuns(std::vector<RunRow> chosen);
  void pin(
      const std::optional<std::filesystem::path>& run);  ///< the baseline; nothing: the BSP run that fits
  void setXAxis(XAxis axis);
  void setTheme(const Theme& theme);

  [[nodiscard]] const std::optional<std::filesystem::path>& pinned() const { return pinned_; }
  [[nodiscard]] const std::vector<CompareEntry>& entries() const { return entries_; }
  [[nodiscard]] std::map<std::filesystem::path, QIcon> swatches() const;  ///< of every run that is compared
  [[nodiscard]] const LinePlot& overlay() const { return *overlay_; }
  [[nodiscard]] const ScatterPlot& scatter() const { return *scatter_; }
  [[nodiscard]] const ResultTable& results() const { return *results_; }
  [[nodiscard]] const SettingTable& settings() const { return *settings_; }
  [[nodiscard]] const SweepResults& sweep() const { return *sweep_; }
  [[nodiscard]] QToolButton& seedsChip() const { return *seeds_; }
  [[nodiscard]] QSpinBox& target() const { return *target_; }
  [[nodiscard]] QString note() const { return note_->text(); }

 Q_SIGNALS:
  void queueRequested(const lab::ExperimentSpec& spec);  ///< the baseline that is missing
  void shown();                                          ///< entries() or their looks are others
  void problem(const QString& sentence);

 private:
  void build();
  QWidget* tile(const QString& title, QWidget* content);
  QWidget* resultPage();
  void rebuild();  // who is compared
  void showAll();  // what is known of them
  void showNote();
  void showSeeds();
  void showOverlay();
  void showScatter();
  void showTables();
  [[nodiscard]] std::optional<RunRow> baseline() const;
  [[nodiscard]] bool comparable() const;
  [[nodiscard]] SeedBand bandFor(const CompareEntry& entry) const;
  void proposeTarget();
  [[nodiscard]] CompareNumbers numbersOf(const CompareEntry& entry) const;

  const RunTableModel& store_;
  std::vector<RunRow> chosen_;
  std::size_t wanted_ = 0;  // lines there would be without the limit
  std::optional<std::filesystem::path> pinned_;
  std::vector<CompareEntry> entries_;
  CompareTracks tracks_;
  RunColours colours_;
  Theme theme_;
  XAxis axis_ = XAxis::Iteration;
  bool targeted_ = false;  // by the user
  QLabel* note_;           // owned by Qt, like those below
  QPushButton* queue_;
  QPushButton* unpin_;
  QToolButton* seeds_;
  LinePlot* overlay_;
  ScatterPlot* scatter_;
  QTabWidget* tables_;
  QSpinBox* target_;  // accuracy to reach, percent
  ResultTable* results_;
  SettingTable* settings_;
  SweepResults* sweep_;
  std::vector<QLabel*> titles_;
};

}  // namespace lab::ui
