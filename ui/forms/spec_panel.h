#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QWidget>

#include "engine/core/spec.h"
#include "engine/core/spec_choices.h"
#include "engine/presets.h"
#include "ui/forms/fork_chip.h"
#include "ui/forms/form_group.h"
#include "ui/forms/param_field.h"
#include "ui/forms/row_editors.h"
#include "ui/forms/sweep_plan.h"

namespace lab::ui {

/// The Experiment form: one row for every field of the spec and every parameter of the chosen catalogue
/// entries, with each problem at its field. Rows that mean nothing with the other choices are not shown.
class SpecPanel final : public QWidget {
  Q_OBJECT

 public:
  explicit SpecPanel(std::vector<Preset> presets, QWidget* parent = nullptr);  ///< starts from the first

  [[nodiscard]] const ExperimentSpec& spec() const { return spec_; }
  [[nodiscard]] std::string device() const;
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  [[nodiscard]] int changes() const;  ///< rows that differ from the spec last set

  /// The numbers of the experiment that a sweep may vary, each with its value, in the order of the form.
  [[nodiscard]] std::vector<SweptSetting> numbers() const;

  /// Everything that undo must bring back.
  struct State {
    ExperimentSpec spec;
    ExperimentSpec reference;  ///< what the dots compare with
    QString origin;
    std::optional<Fork> fork{};  ///< where the run shall branch off
  };
  [[nodiscard]] State state() const { return {spec_, reference_, origin_, fork_}; }
  void restore(const State& state);  ///< emits changed(), not edited()

  /// `origin` says where it comes from when it is no preset: "quick run of Tuesday".
  void setSpec(const ExperimentSpec& spec, const QString& origin = {});
  void setFork(const Fork& fork);  ///< the settings of its parent, until another spec is set or the user drops it
  [[nodiscard]] const std::optional<Fork>& fork() const { return fork_; }
  void setSplit(const ParamTable& table);   ///< exactly this split from now on, as the user's own change
  void setPreset(const std::string& name);  ///< nothing happens when there is none of that name
  [[nodiscard]] QString whyOf(const std::string& preset) const;  ///< empty when there is none of that name
  void setDevices(const std::vector<std::string>& devices);
  void setPreview(const QString& sentence);      ///< what the split looks like
  void addToGroup(GroupId id, QWidget* widget);  ///< e.g. a picture of the split; shown across the group
  void focusFirst();
  [[nodiscard]] std::string focusedKey() const;  ///< of the row that has the focus; empty when none has
  void showFirstProblem();  ///< opens its group, scrolls there, takes the focus
  void showRow(const std::string& key);  ///< likewise; nothing happens when no row of the chosen entries has that key

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;  ///< wide enough for every row that is shown

  /// The row with that dotted key among those of the chosen entries; nullptr when there is none.
  [[nodiscard]] ParamField* field(std::string_view key) const;

 Q_SIGNALS:
  void changed();  ///< spec() is another one
  void sweepRequested(const QString& key);  ///< over the values of that row

  /// By the user: in one row, or in many when `key` is empty. Before changed().
  void edited(const QString& key, const lab::ui::SpecPanel::State& before);

 private:
  struct Row {
    std::string key;  // dotted
    ParamInfo info;
    ParamField* field = nullptr;
    FormGroup* group = nullptr;
    const ChoicePlace* place = nullptr;  // of a parameter: where its entry is chosen
    std::string entry{};                 // of a parameter: the entry it belongs to
  };

  void buildHead(QVBoxLayout* column);
  void buildRows();
  void addChoice(const ChoicePlace& place);
  void addRow(Row row, Editor* editor, ParamField* after = nullptr);
  void addParamRows(const ChoicePlace& place);
  void store(const std::string& key, const std::string& entry);
  void choose(const ChoicePlace& place, const std::string& id);
  void revert(const FormGroup* group);
  void dropFork();
  void load(const State& wanted);            // as the user's own change
  void restoreQuietly(const State& state);
  void showSpec();  // in every row, and in the head
  void leadTo(const Row& row);
  void refresh();   // dots, problems and visibility of every row
  void refreshRow(Row& row);
  void showProblems();
  [[nodiscard]] FormGroup* group(GroupId id) const { return groups_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] static bool isNumber(const Row& row);
  [[nodiscard]] bool isLive(const Row& row) const;
  [[nodiscard]] FieldValue valueIn(const ExperimentSpec& spec, const Row& row) const;

  std::vector<Preset> known_;
  ExperimentSpec spec_;
  ExperimentSpec reference_;  // what the dots compare with
  QString origin_;
  std::optional<Fork> fork_;
  std::vector<Problem> problems_;
  std::map<std::string, QString> unread_;  // text that is no value yet, by key: what is wrong with it
  std::map<std::pair<std::string_view, std::string>, Choice> remembered_;  // of entries not chosen now
  std::vector<Row> rows_;
  std::array<FormGroup*, kGroups> groups_{};
  QComboBox* presets_;
  ForkChip* chip_;
  QLabel* why_;
  QLabel* general_;  // problems that belong to no row
  QLabel* preview_;
  QScrollArea* scroll_;
  QComboBox* device_;
};

}  // namespace lab::ui
