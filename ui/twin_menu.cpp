#include "ui/twin_menu.h"

#include "engine/catalogue.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

void fill(QMenu& menu, QActionGroup& group, const std::vector<CatalogueEntry>& entries) {
  for (const auto& entry : entries) {
    QAction* action = menu.addAction(toQString(entry.title));
    action->setToolTip(toQString(entry.summary));
    action->setData(toQString(entry.id));
    group.addAction(action);
  }
}

// Not a section: the style sheet draws those without their text.
void addHeading(QMenu& menu, const QString& text) {
  menu.addAction(text)->setEnabled(false);
}

void disableOwn(const QActionGroup& group, const std::string& id) {
  for (QAction* action : group.actions()) action->setEnabled(action->data().toString() != toQString(id));
}

}  // namespace

TwinMenu::TwinMenu(QWidget* parent) : QMenu(tr("&Twin run"), parent) {
  setToolTipsVisible(true);
  algorithms_ = new QActionGroup{this};
  normalizations_ = new QActionGroup{this};
  addHeading(*this, tr("The experiment in the form, beside the same with"));
  fill(*this, *algorithms_, catalogue::algorithms());
  others_ = addMenu(tr("Another &normalization"));
  others_->setToolTipsVisible(true);
  fill(*others_, *normalizations_, catalogue::normalizations());
  addSeparator();
  addHeading(*this, tr("The experiment in the form, beside"));
  selected_ = addAction(QString{}, this, &TwinMenu::selectedRunChosen);
  setSelected({});
  connect(algorithms_, &QActionGroup::triggered, this,
          [this](const QAction* action) { Q_EMIT algorithmChosen(action->data().toString().toStdString()); });
  connect(normalizations_, &QActionGroup::triggered, this, [this](const QAction* action) {
    Q_EMIT normalizationChosen(action->data().toString().toStdString());
  });
}

void TwinMenu::setForm(const ExperimentSpec& spec) {
  disableOwn(*algorithms_, spec.algorithm.id);
  disableOwn(*normalizations_, spec.normalization.id);
}

void TwinMenu::setSelected(const QString& run) {
  selected_->setEnabled(!run.isEmpty());
  selected_->setText(run.isEmpty() ? tr("The settings of the &selected run")
                                   : tr("The settings of the &selected run, %1").arg(run));
  selected_->setToolTip(run.isEmpty()
                            ? tr("Select one run in the run table first.")
                            : tr("Seed, data, partitions, minibatch and network must be the same."));
}

}  // namespace lab::ui
