#include "ui/spec_commands.h"

#include <QCoreApplication>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString textFor(const SpecPanel& panel, const QString& key) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("EditSpec", text); };
  const ParamField* row = key.isEmpty() ? nullptr : panel.field(key.toStdString());
  return row == nullptr ? tr("changing the experiment") : tr("changing %1").arg(row->title());
}

}  // namespace

EditSpec::EditSpec(SpecPanel& panel, const QString& key, const SpecPanel::State& before)
    : QUndoCommand(textFor(panel, key)), panel_(panel), key_(key), before_(before), after_(panel.state()) {
  made_.start();
}

void EditSpec::redo() {
  if (!shown_) panel_.restore(after_);
  shown_ = false;
}

void EditSpec::undo() {
  panel_.restore(before_);
}

bool EditSpec::mergeWith(const QUndoCommand* later) {
  const auto* next = static_cast<const EditSpec*>(later);
  if (key_.isEmpty() || next->key_ != key_ || made_.elapsed() > kMergeMilliseconds) return false;
  after_ = next->after_;
  made_.restart();
  setObsolete(after_.spec == before_.spec);
  return true;
}

}  // namespace lab::ui
