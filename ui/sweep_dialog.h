#pragma once

#include <array>
#include <string>
#include <vector>

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include "engine/core/spec.h"
#include "ui/forms/sweep_plan.h"
#include "ui/run_row.h"

namespace lab::ui {

/// Asks which settings of an experiment a sweep varies, and says what it will take before it begins. Stays
/// open beside the work; deletes itself when closed.
class SweepDialog final : public QDialog {
  Q_OBJECT

 public:
  /// `settings`: the numbers that may be varied, each with the value it has now. `known`: runs that tell how
  /// long one takes.
  SweepDialog(const ExperimentSpec& base, std::vector<SweptSetting> settings, std::vector<RunRow> known,
              QWidget* parent);

  void choose(const std::string& key);  ///< the first setting to vary
  [[nodiscard]] QString problem() const { return problem_->text(); }  ///< why it cannot begin; empty: it can
  [[nodiscard]] QString cost() const { return cost_->text(); }        ///< what it will take

 Q_SIGNALS:
  void queueRequested(const std::vector<lab::ExperimentSpec>& runs, const QString& tag);
  void saveRequested(const std::string& json);  ///< as a sweep file

 private:
  struct Axis {
    QComboBox* setting;
    QLineEdit* values;
  };
  struct Wish {
    std::vector<SweptSetting> settings{};
    QString problem{};
  };

  void build();
  [[nodiscard]] const SweptSetting* chosen(const Axis& axis) const;  ///< nullptr: none
  void propose(const Axis& axis);
  [[nodiscard]] Wish wish() const;
  void changed();
  void plan();
  void answer(const QString& problem, const QString& cost);
  void say(const QString& problem, const QString& cost);  // one of them

  ExperimentSpec base_;
  std::vector<SweptSetting> settings_;
  std::vector<RunRow> known_;
  std::array<Axis, 2> axes_;
  QSpinBox* seeds_;
  QLabel* cost_;
  QLabel* problem_;
  QPushButton* queue_;
  QPushButton* save_;
  QTimer pause_;      // in the typing
  int asked_ = 0;     // how often a plan was asked for; an older answer says nothing
  std::string json_;  // of what is planned
  std::vector<ExperimentSpec> runs_;
  QString tag_;
};

}  // namespace lab::ui
