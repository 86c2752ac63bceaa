#include "ui/forms/spec_panel.h"

#include <algorithm>
#include <iterator>

#include <QApplication>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include "engine/fork.h"
#include "engine/validate.h"
#include "ui/forms/spec_binding.h"
#include "ui/forms/text.h"

namespace lab::ui {

// Seeds are an axis of every sweep by themselves.
bool SpecPanel::isNumber(const Row& row) {
  const bool number = row.info.kind == ParamKind::Number || row.info.kind == ParamKind::Integer;
  return number && row.key != "seed" && (row.place != nullptr || !isText(row.key));
}

bool SpecPanel::isLive(const Row& row) const {
  return row.place == nullptr || (spec_.*row.place->choice).id == row.entry;
}

FieldValue SpecPanel::valueIn(const ExperimentSpec& spec, const Row& row) const {
  if (row.place == nullptr) return readField(spec, row.key);
  const Choice& choice = spec.*row.place->choice;
  // Another entry is chosen there: its parameters start from their fallbacks.
  return readParam(choice.id == row.entry ? choice : Choice{}, row.info);
}

ParamField* SpecPanel::field(std::string_view key) const {
  for (const auto& row : rows_) {
    if (row.key == key && isLive(row)) return row.field;
  }
  return nullptr;
}

int SpecPanel::changes() const {
  return static_cast<int>(
      std::ranges::count_if(rows_, [this](const Row& row) { return isLive(row) && row.field->changed(); }));
}

std::string SpecPanel::focusedKey() const {
  for (const auto& row : rows_) {
    if (isLive(row) && row.field->isAncestorOf(QApplication::focusWidget())) return row.key;
  }
  return {};
}

std::vector<SweptSetting> SpecPanel::numbers() const {
  std::vector<SweptSetting> numbers;
  for (const auto& row : rows_) {
    if (!isNumber(row) || !isLive(row) || !isRelevant(spec_, row.key)) continue;
    numbers.push_back({row.key, row.info, {std::get<double>(valueIn(spec_, row))}});
  }
  return numbers;
}

std::string SpecPanel::device() const {
  return device_->currentData().toString().toStdString();
}

void SpecPanel::setPreset(const std::string& name) {
  const auto found = std::ranges::find(known_, name, &Preset::name);
  if (found != known_.end()) setSpec(found->spec);
}

QString SpecPanel::whyOf(const std::string& preset) const {
  const auto found = std::ranges::find(known_, preset, &Preset::name);
  return found == known_.end() ? QString{} : toQString(found->why);
}

void SpecPanel::addToGroup(GroupId id, QWidget* widget) {
  group(id)->addWidget(widget);
}

void SpecPanel::focusFirst() {
  presets_->setFocus(Qt::OtherFocusReason);
}

void SpecPanel::setSpec(const ExperimentSpec& spec, const QString& origin) {
  load({.spec = spec, .reference = spec, .origin = origin});
}

void SpecPanel::setFork(const Fork& fork) {
  const auto spec = forkSpec(fork);
  load({.spec = spec, .reference = spec, .origin = toQString(fork.run.stem().string()), .fork = fork});
}

void SpecPanel::dropFork() {
  auto without = state();
  without.fork.reset();
  load(without);
}

void SpecPanel::load(const State& wanted) {
  const State before = state();
  restoreQuietly(wanted);
  Q_EMIT edited({}, before);
  Q_EMIT changed();
}

void SpecPanel::restoreQuietly(const State& state) {
  spec_ = state.spec;
  reference_ = state.reference;
  origin_ = state.origin;
  fork_ = state.fork;
  showSpec();
}

void SpecPanel::restore(const State& state) {
  restoreQuietly(state);
  Q_EMIT changed();
}

void SpecPanel::showSpec() {
  unread_.clear();
  remembered_.clear();
  for (const auto& place : kChoicePlaces) addParamRows(place);
  for (auto& row : rows_) {
    if (isLive(row)) row.field->setValue(valueIn(spec_, row));
  }
  const auto known = std::ranges::find(known_, reference_, &Preset::spec);
  const bool isPreset = known != known_.end();
  presets_->setCurrentIndex(isPreset ? static_cast<int>(known - known_.begin()) : -1);
  presets_->setPlaceholderText(origin_.isEmpty() ? tr("Your own") : origin_);
  why_->setText(isPreset ? toQString(known->why) : toQString(reference_.notes));
  why_->setVisible(!why_->text().isEmpty());
  if (fork_) {
    chip_->say(*fork_);
  } else {
    chip_->hide();
  }
  refresh();
}

void SpecPanel::setSplit(const ParamTable& table) {
  choose(kChoicePlaces.front(), "matrix");
  spec_.partition.tables["table"] = table;
  spec_.partitions = static_cast<std::int64_t>(table.size());
  for (auto& row : rows_) {
    if (row.key.starts_with("partition.") && isLive(row)) row.field->setValue(valueIn(spec_, row));
  }
  refresh();
  Q_EMIT changed();
}

void SpecPanel::setDevices(const std::vector<std::string>& devices) {
  const QString chosen = device_->currentData().toString();
  device_->clear();
  device_->addItem(tr("auto"), QStringLiteral("auto"));
  for (const auto& name : devices) device_->addItem(toQString(name), toQString(name));
  device_->setCurrentIndex(std::max(0, device_->findData(chosen)));
}

void SpecPanel::setPreview(const QString& sentence) {
  preview_->setText(sentence);
  preview_->setVisible(!sentence.isEmpty());
}

void SpecPanel::store(const std::string& key, const std::string& entry) {
  const auto row =
      std::ranges::find_if(rows_, [&](const Row& r) { return r.key == key && r.entry == entry; });
  const FieldValue value = row->field->value();
  const State before = state();
  const auto place = std::ranges::find(kChoicePlaces, key, &ChoicePlace::key);
  unread_.erase(key);
  if (row->place != nullptr) {
    if (QString problem = writeParam(spec_.*row->place->choice, row->info, value); !problem.isEmpty()) {
      unread_[key] = std::move(problem);
    }
  } else if (place != kChoicePlaces.end()) {
    choose(*place, std::get<QString>(value).toStdString());
  } else if (QString problem = writeField(spec_, key, value); !problem.isEmpty()) {
    unread_[key] = std::move(problem);
  }
  refresh();
  Q_EMIT edited(toQString(key), before);
  Q_EMIT changed();
}

// Going back to an entry finds its parameters as they were left.
void SpecPanel::choose(const ChoicePlace& place, const std::string& id) {
  Choice& choice = spec_.*place.choice;
  if (choice.id == id) return;
  remembered_[{place.key, choice.id}] = choice;
  std::erase_if(unread_, [&](const auto& text) { return text.first.starts_with(std::string{place.section} + '.'); });
  const Choice& start = reference_.*place.choice;
  const auto left = remembered_.find({place.key, id});
  choice = left != remembered_.end() ? left->second : id == start.id ? start : Choice{id};
  addParamRows(place);
  for (auto& row : rows_) {
    if (row.place == &place && row.entry == id) row.field->setValue(readParam(choice, row.info));
  }
}

void SpecPanel::revert(const FormGroup* group) {
  const State before = state();
  for (const auto& place : kChoicePlaces) {
    if (this->group(groupOf(place.key)) == group) spec_.*place.choice = reference_.*place.choice;
  }
  for (auto& row : rows_) {
    if (row.group != group) continue;
    unread_.erase(row.key);
    if (row.place == nullptr) {
      // Taking back a value that the spec once held cannot fail.
      static_cast<void>(writeField(spec_, row.key, readField(reference_, row.key)));
    }
    if (isLive(row)) row.field->setValue(valueIn(spec_, row));
  }
  refresh();
  Q_EMIT edited({}, before);
  Q_EMIT changed();
}

void SpecPanel::refresh() {
  problems_ = validate(spec_);
  if (fork_) std::ranges::copy(forkProblems(fork_->spec, spec_), std::back_inserter(problems_));
  for (const auto& [key, sentence] : unread_) problems_.push_back({key, sentence.toStdString()});
  for (auto& row : rows_) {
    if (isLive(row)) row.field->setChanged(valueIn(spec_, row) != valueIn(reference_, row));
  }
  showProblems();
  for (auto& row : rows_) refreshRow(row);
  updateGeometry();
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const auto inGroup = [&](const Row& row) { return row.group == groups_[i] && isLive(row); };
    groups_[i]->setChanges(static_cast<int>(
        std::ranges::count_if(rows_, [&](const Row& row) { return inGroup(row) && row.field->changed(); })));
    groups_[i]->setHasMore(std::ranges::any_of(rows_, [&](const Row& row) {
      return inGroup(row) && isSpecialist(row.key) && isRelevant(spec_, row.key);
    }));
  }
}

void SpecPanel::refreshRow(Row& row) {
  row.field->setHint(whenEmpty(spec_, row.key));
  const bool wanted = !isSpecialist(row.key) || row.group->showsMore() || row.field->changed();
  const bool visible = isLive(row) && isRelevant(spec_, row.key) && wanted;
  row.group->setRowVisible(row.field, visible || (isLive(row) && !row.field->problem().isEmpty()));
}

void SpecPanel::showProblems() {
  for (auto& row : rows_) row.field->setProblem({});
  QStringList elsewhere;
  for (const auto& problem : problems_) {
    ParamField* row = field(problem.field);
    const QString sentence = toQString(problem.text);
    if (row == nullptr) {
      elsewhere << toQString(problem.field) + ": " + sentence;
    } else {
      row->setProblem(row->problem().isEmpty() ? sentence : row->problem() + '\n' + sentence);
    }
  }
  general_->setText(elsewhere.join('\n'));
  general_->setVisible(!elsewhere.isEmpty());
}

QSize SpecPanel::minimumSizeHint() const {
  const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  return {scroll_->widget()->minimumSizeHint().width() + bar, fontMetrics().height() * 8};
}

QSize SpecPanel::sizeHint() const {
  return {minimumSizeHint().width() * 11 / 10, fontMetrics().height() * 40};
}

void SpecPanel::showFirstProblem() {
  if (problems_.empty()) return;
  for (const auto& row : rows_) {
    if (isLive(row) && !row.field->problem().isEmpty()) return leadTo(row);
  }
}

void SpecPanel::showRow(const std::string& key) {
  const auto row = std::ranges::find_if(rows_, [&](const Row& r) { return r.key == key && isLive(r); });
  if (row != rows_.end()) leadTo(*row);
}

void SpecPanel::leadTo(const Row& row) {
  row.group->setOpen(true);
  if (row.field->isHidden() && isRelevant(spec_, row.key)) row.group->showMore();
  row.field->setFocus(Qt::ShortcutFocusReason);
  // A row that has just appeared has no place yet to scroll to.
  QTimer::singleShot(0, row.field, [this, field = row.field] { scroll_->ensureWidgetVisible(field); });
}

}  // namespace lab::ui
