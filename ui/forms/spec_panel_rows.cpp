// How the form is put together; spec_panel.cpp says how it behaves.

#include <algorithm>
#include <utility>

#include <QAction>
#include <QScrollArea>
#include <QVBoxLayout>

#include "engine/catalogue.h"
#include "ui/forms/spec_binding.h"
#include "ui/forms/spec_panel.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QLabel* sentence(QWidget* parent, const char* name) {
  auto* label = new QLabel{parent};
  label->setObjectName(QString::fromLatin1(name));
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->hide();
  return label;
}

}  // namespace

SpecPanel::SpecPanel(std::vector<Preset> presets, QWidget* parent)
    : QWidget(parent),
      known_(std::move(presets)),
      presets_(new QComboBox{this}),
      chip_(new ForkChip{this}),
      why_(sentence(this, "mutedText")),
      general_(sentence(this, "fieldProblem")),
      preview_(sentence(this, "mutedText")),
      scroll_(new QScrollArea{this}),
      device_(new QComboBox{this}) {
  auto* body = new QWidget;
  auto* column = new QVBoxLayout{body};
  column->setContentsMargins(6, 4, 6, 8);
  column->setSpacing(4);
  buildHead(column);
  for (std::size_t i = 0; i < kGroups; ++i) {
    groups_[i] = new FormGroup{groupTitle(static_cast<GroupId>(i)), body};
    column->addWidget(groups_[i]);
    connect(groups_[i], &FormGroup::moreToggled, this, &SpecPanel::refresh);
    connect(groups_[i], &FormGroup::revertRequested, this, [this, i] { revert(groups_[i]); });
  }
  column->addStretch(1);
  buildRows();

  scroll_->setWidget(body);
  scroll_->setWidgetResizable(true);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* whole = new QVBoxLayout{this};
  whole->setContentsMargins({});
  whole->addWidget(scroll_);
  setSpec(known_.empty() ? ExperimentSpec{} : known_.front().spec);
}

void SpecPanel::buildHead(QVBoxLayout* column) {
  auto* label = new QLabel{tr("&Preset"), this};
  label->setBuddy(presets_);
  presets_->setAccessibleName(tr("Preset"));
  presets_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  for (const auto& preset : known_) {
    presets_->addItem(toQString(preset.title), toQString(preset.name));
    presets_->setItemData(presets_->count() - 1, toQString(preset.why), Qt::ToolTipRole);
  }
  connect(presets_, &QComboBox::activated, this,
          [this](int index) { setPreset(presets_->itemData(index).toString().toStdString()); });
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(presets_, 1);
  column->addLayout(row);
  connect(chip_, &ForkChip::dropped, this, &SpecPanel::dropFork);
  column->addWidget(chip_);
  column->addWidget(why_);
  column->addWidget(general_);
}

void SpecPanel::buildRows() {
  for (const auto& place : kChoicePlaces) {
    if (place.section != "partition") addChoice(place);
  }
  for (const auto& info : fixedFields()) {
    const std::string key{info.key};
    addRow({.key = key, .info = info}, editorFor(info, group(groupOf(key))));
    if (key == "partition.count") addChoice(kChoicePlaces.front());
  }
  group(GroupId::Data)->addWidget(preview_);

  device_->setAccessibleName(tr("Device"));
  device_->setToolTip(tr("What computes. No part of the experiment."));
  setDevices({});
  group(GroupId::Reproducibility)->addRow(tr("Device"), device_);
}

void SpecPanel::addChoice(const ChoicePlace& place) {
  const ParamInfo info = choiceInfo(place.key);
  addRow({.key = std::string{place.key}, .info = info}, editorFor(info, group(groupOf(place.key))));
}

void SpecPanel::addRow(Row row, Editor* editor, ParamField* after) {
  row.group = group(groupOf(row.key));
  row.field = new ParamField{row.info, editor, row.group};
  row.group->addRow(row.field, after);
  connect(row.field, &ParamField::edited, this,
          [this, key = row.key, entry = row.entry] { store(key, entry); });
  if (isNumber(row)) {
    auto* sweep = new QAction{tr("Sweep \u201c%1\u201d \u2026").arg(row.field->title()), row.field};
    connect(sweep, &QAction::triggered, this, [this, key = row.key] { Q_EMIT sweepRequested(toQString(key)); });
    row.field->addToMenu(sweep);
  }
  rows_.push_back(std::move(row));
}

// Made when the entry is first chosen; with a dozen algorithms most rows are never needed.
void SpecPanel::addParamRows(const ChoicePlace& place) {
  const Choice& choice = spec_.*place.choice;
  const auto made = [&](const Row& row) { return row.place == &place && row.entry == choice.id; };
  if (std::ranges::any_of(rows_, made)) return;
  const EntryParams* entry = lab::find(catalogue::vocabulary().*place.entries, choice.id);
  if (entry == nullptr) return;
  ParamField* after = field(place.key);
  for (const auto& info : entry->params) {
    const std::string key = std::string{place.section} + '.' + std::string{info.key};
    addRow({.key = key, .info = info, .place = &place, .entry = choice.id},
           makeEditor(info, group(groupOf(key))), after);
    after = rows_.back().field;
  }
}

}  // namespace lab::ui
