#include "ui/run_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/forms/text.h"
#include "ui/wording.h"

namespace lab::ui {

void RunQueue::add(std::vector<Waiting> runs) {
  if (runs.empty()) return;
  beginInsertRows({}, count(), count() + static_cast<int>(runs.size()) - 1);
  std::ranges::move(runs, std::back_inserter(runs_));
  endInsertRows();
  Q_EMIT changed();
}

void RunQueue::remove(int row) {
  if (row < 0 || row >= count()) return;
  beginRemoveRows({}, row, row);
  runs_.erase(runs_.begin() + row);
  endRemoveRows();
  Q_EMIT changed();
}

void RunQueue::move(int row, int by) {
  const int to = row + by;
  if (row < 0 || row >= count() || to < 0 || to >= count() || (by != 1 && by != -1)) return;
  // The place before which the row goes: counted while it is still where it was.
  beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
  std::swap(runs_[static_cast<std::size_t>(row)], runs_[static_cast<std::size_t>(to)]);
  endMoveRows();
  Q_EMIT changed();
}

RunQueue::Waiting RunQueue::take() {
  Waiting next = runs_.front();
  remove(0);
  return next;
}

void RunQueue::hold(bool held) {
  if (std::exchange(held_, held) != held) Q_EMIT changed();
}

int RunQueue::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : count();
}

QVariant RunQueue::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const ExperimentSpec& spec = runs_.at(static_cast<std::size_t>(index.row())).spec;
  const QString sentence = specSentence(spec);
  if (role == Qt::DisplayRole) {
    const QString name = toQString(spec.name);
    const QString what = name.isEmpty() ? sentence : name + QStringLiteral(": ") + sentence;
    return tr("%1 · seed %2").arg(what).arg(spec.seed);
  }
  return role == Qt::ToolTipRole ? QVariant{sentence} : QVariant{};
}

}  // namespace lab::ui
