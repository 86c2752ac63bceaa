#pragma once

#include <array>
#include <limits>
#include <optional>
#include <vector>

#include <QCheckBox>
#include <QTableWidget>
#include <QWidget>

#include "ui/compare_entries.h"
#include "ui/plot/format.h"
#include "ui/series/comparison.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// The numbers of one entry; means over its seeds. NaN: not known.
struct CompareNumbers {
  static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  double accuracy = kUnknown;  ///< percent, last
  double worst = kUnknown;     ///< percent, of the worst partition, last
  double best = kUnknown;      ///< percent
  double bytes = kUnknown;
  double seconds = kUnknown;
  double reach = kUnknown;  ///< x at which the mean accuracy first was at least the target
};

/// What the column of the cost to reach an accuracy is called, and what it is measured in.
struct ReachColumn {
  QString title;  ///< "To 70 %"
  Quantity quantity = Quantity::Whole;
};

/// What each entry reached and cost, with the difference to the baseline and whether that is better.
class ResultTable final : public QTableWidget {
  Q_OBJECT

 public:
  explicit ResultTable(QWidget* parent = nullptr);

  /// `baseline` is the index of the entry that the others are compared with; nothing: no differences.
  void setEntries(const std::vector<CompareEntry>& entries, const std::vector<CompareNumbers>& numbers,
                  std::optional<std::size_t> baseline, const ReachColumn& reach);
  void setTheme(const Theme& theme) { theme_ = theme; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitNames();

  Theme theme_;
  int nameWidth_ = 0;  // that the names would like to have
};

/// The settings in which the entries differ, or all of them.
class SettingTable final : public QWidget {
  Q_OBJECT

 public:
  explicit SettingTable(QWidget* parent = nullptr);
  void setEntries(const std::vector<CompareEntry>& entries);
  [[nodiscard]] QTableWidget& table() const { return *table_; }
  [[nodiscard]] QCheckBox& all() const { return *all_; }

 private:
  void fill();

  QCheckBox* all_;
  QTableWidget* table_;
  std::vector<CompareEntry> entries_;
};

/// "▲ +2.3": what a number says beside the baseline's, worded.
struct DeltaText {
  QString text;  ///< empty when nothing can be said
  Verdict verdict = Verdict::Unknown;

  friend bool operator==(const DeltaText&, const DeltaText&) = default;
};
[[nodiscard]] DeltaText pointsDelta(double ours, double theirs);  ///< percentage points, more is better
[[nodiscard]] DeltaText costDelta(double ours, double theirs);    ///< as a factor, less is better

}  // namespace lab::ui
