#include "ui/sweep_dialog.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/bridge/background.h"
#include "ui/forms/text.h"
#include "ui/forms/value_list.h"
#include "ui/sweep_cost.h"

namespace lab::ui {
namespace {

constexpr std::chrono::milliseconds kPause{200};
constexpr int kMostSeeds = 100;
constexpr std::size_t kMostRuns = 1000;

}  // namespace

SweepDialog::SweepDialog(const ExperimentSpec& base, std::vector<SweptSetting> settings, std::vector<RunRow> known,
                         QWidget* parent)
    : QDialog(parent),
      base_(base),
      settings_(std::move(settings)),
      known_(std::move(known)),
      seeds_(new QSpinBox{this}),
      cost_(new QLabel{this}),
      problem_(new QLabel{this}),
      queue_(new QPushButton{tr("Add to the &queue"), this}),
      save_(new QPushButton{tr("&Save as a file \u2026"), this}) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Sweep"));
  build();
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  connect(&pause_, &QTimer::timeout, this, &SweepDialog::plan);
  connect(seeds_, &QSpinBox::valueChanged, this, &SweepDialog::changed);
  connect(queue_, &QPushButton::clicked, this, [this] {
    Q_EMIT queueRequested(runs_, tag_);
    close();
  });
  connect(save_, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(json_); });
  for (const Axis& axis : axes_) propose(axis);
  changed();
}

void SweepDialog::build() {
  auto* form = new QFormLayout;
  const auto add = [&](const QString& label, const QString& name, bool optional) {
    Axis axis{new QComboBox{this}, new QLineEdit{this}};
    if (optional) axis.setting->addItem(tr("nothing else"), -1);
    for (std::size_t i = 0; i < settings_.size(); ++i) {
      axis.setting->addItem(toQString(settings_[i].info.title), static_cast<int>(i));
      axis.setting->setItemData(axis.setting->count() - 1, toQString(settings_[i].info.help), Qt::ToolTipRole);
    }
    axis.setting->setAccessibleName(name);
    axis.values->setAccessibleName(tr("Values of %1").arg(name.toLower()));
    axis.values->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    auto* row = new QHBoxLayout;
    row->addWidget(axis.setting);
    row->addWidget(axis.values, 1);
    auto* buddy = new QLabel{label, this};
    buddy->setBuddy(axis.setting);
    form->addRow(buddy, row);
    return axis;
  };
  axes_ = {add(tr("&Vary"), tr("First setting"), false), add(tr("&and"), tr("Second setting"), true)};
  for (const Axis& axis : axes_) {
    connect(axis.setting, &QComboBox::currentIndexChanged, this, [this, axis] {
      propose(axis);
      changed();
    });
    connect(axis.values, &QLineEdit::textChanged, this, &SweepDialog::changed);
  }
  seeds_->setRange(1, kMostSeeds);
  seeds_->setValue(3);
  seeds_->setToolTip(tr("Each setting is run with so many seeds, from the seed of the form on"));
  form->addRow(tr("&Seeds"), seeds_);

  auto* hint = new QLabel{tr("Values with commas between them, or ranges: 0, 50, 100 or 0 to 100 step 25. "
                             "Everything else is as in the form."),
                          this};
  hint->setObjectName(QStringLiteral("mutedText"));
  problem_->setObjectName(QStringLiteral("fieldProblem"));
  for (QLabel* text : {hint, cost_, problem_}) text->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* buttons = new QDialogButtonBox{QDialogButtonBox::Cancel, this};
  buttons->addButton(queue_, QDialogButtonBox::AcceptRole);
  buttons->addButton(save_, QDialogButtonBox::ActionRole);
  queue_->setDefault(true);
  connect(buttons, &QDialogButtonBox::rejected, this, &SweepDialog::close);
  auto* column = new QVBoxLayout{this};
  column->addLayout(form);
  column->addWidget(hint);
  column->addWidget(cost_);
  column->addWidget(problem_);
  column->addStretch(1);
  column->addWidget(buttons);
}

void SweepDialog::choose(const std::string& key) {
  const auto found = std::ranges::find(settings_, key, &SweptSetting::key);
  if (found != settings_.end()) axes_[0].setting->setCurrentIndex(static_cast<int>(found - settings_.begin()));
  axes_[0].values->setFocus();
  axes_[0].values->selectAll();
}

const SweptSetting* SweepDialog::chosen(const Axis& axis) const {
  const int index = axis.setting->currentData().toInt();
  return index < 0 || axis.setting->count() == 0 ? nullptr : &settings_[static_cast<std::size_t>(index)];
}

// The value it has now, to go on writing from.
void SweepDialog::propose(const Axis& axis) {
  const SweptSetting* setting = chosen(axis);
  axis.values->setEnabled(setting != nullptr);
  axis.values->setText(setting == nullptr ? QString{} : shownValue(setting->values.front(), setting->info));
  axis.values->setPlaceholderText(setting == nullptr ? QString{} : tr("such as 1, 2, 5"));
  if (setting != nullptr) axis.values->setToolTip(toQString(expectation(setting->info)));
}

SweepDialog::Wish SweepDialog::wish() const {
  Wish wish;
  for (const Axis& axis : axes_) {
    const SweptSetting* setting = chosen(axis);
    if (setting == nullptr) continue;
    if (!wish.settings.empty() && wish.settings.front().key == setting->key) {
      return {.problem = tr("Vary two different settings, or one with nothing else.")};
    }
    const ValueList list = readValues(axis.values->text(), setting->info);
    if (!list.problem.isEmpty()) return {.problem = toQString(setting->info.title) + QStringLiteral(": ") + list.problem};
    wish.settings.push_back({setting->key, setting->info, list.values});
  }
  if (wish.settings.empty()) return {.problem = tr("This experiment has no number that could be varied.")};
  std::size_t runs = static_cast<std::size_t>(seeds_->value());
  for (const auto& setting : wish.settings) runs *= setting.values.size();
  if (runs > kMostRuns) {
    return {.problem = tr("%1 runs are more than %2; take fewer values or seeds.").arg(runs).arg(kMostRuns)};
  }
  return wish;
}

void SweepDialog::changed() {
  ++asked_;
  queue_->setEnabled(false);
  save_->setEnabled(false);
  pause_.start();
}

void SweepDialog::plan() {
  const Wish wanted = wish();
  if (!wanted.problem.isEmpty()) return answer(wanted.problem, {});
  tag_ = toQString(sweepTag(wanted.settings));
  json_ = sweepJson(base_, wanted.settings, seeds_->value());
  say({}, tr("Counting the runs …"));
  inBackground(
      this, [json = json_, known = known_] { return outlookOf(json, "the sweep", known); },
      [this, asked = asked_](const Outcome<SweepOutlook>& outcome) {
        if (asked != asked_) return;
        if (!outcome.value) return answer(outcome.problem, {});
        runs_ = outcome.value->planned.specs;
        answer(outcome.value->planned.problem, runsText(outcome.value->cost));
      });
}

void SweepDialog::answer(const QString& problem, const QString& cost) {
  say(problem, problem.isEmpty() ? cost + '.' : QString{});
  queue_->setEnabled(problem.isEmpty());
  save_->setEnabled(problem.isEmpty());
}

void SweepDialog::say(const QString& problem, const QString& cost) {
  problem_->setText(problem);
  cost_->setText(cost);
  problem_->setVisible(!problem.isEmpty());
  cost_->setVisible(problem.isEmpty());
}

}  // namespace lab::ui
