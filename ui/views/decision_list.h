#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <QTableView>

#include "ui/theme/theme.h"
#include "ui/views/decision_table.h"

namespace lab::ui {

/// The table of decisions as a widget that is a few rows high.
class DecisionList final : public QTableView {
  Q_OBJECT

 public:
  explicit DecisionList(QWidget* parent);

  void setTheme(const Theme& theme);
  void setDecisions(const std::vector<Decision>& decisions, const KnobScale& knob);

  void choose(std::optional<std::size_t> decision);  ///< selects its row; nothing: no row

 Q_SIGNALS:
  void forkWanted(std::int64_t iteration);  ///< of a decision, by menu or key

 private:
  void forkFromCurrent();

  DecisionTable model_;
};

}  // namespace lab::ui
