#include "ui/forms/form_group.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace lab::ui {

FormGroup::FormGroup(const QString& title, QWidget* parent)
    : QWidget(parent),
      head_(new QToolButton{this}),
      revert_(new QToolButton{this}),
      more_(new QToolButton{this}),
      body_(new QWidget{this}),
      grid_(new QGridLayout{body_}) {
  head_->setText(title);
  head_->setObjectName("groupHead");
  head_->setCheckable(true);
  head_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  head_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  more_->setText(tr("More"));
  more_->setCheckable(true);
  more_->setToolTip(tr("Show the settings that most experiments leave alone"));
  more_->setAccessibleName(tr("More settings of %1").arg(title));
  revert_->setToolTip(tr("Take this group back to where the form started"));
  revert_->setAccessibleName(tr("Revert %1").arg(title));
  grid_->setContentsMargins(12, 2, 4, 10);
  grid_->setVerticalSpacing(5);
  grid_->setColumnStretch(1, 1);

  auto* top = new QHBoxLayout;
  top->setSpacing(0);
  top->addWidget(head_, 1);
  top->addWidget(revert_);
  top->addWidget(more_);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins({});
  column->setSpacing(0);
  column->addLayout(top);
  column->addWidget(body_);

  connect(head_, &QToolButton::toggled, this, [this](bool open) {
    setOpen(open);
    Q_EMIT opened(open);
  });
  connect(more_, &QToolButton::toggled, this, &FormGroup::moreToggled);
  connect(revert_, &QToolButton::clicked, this, &FormGroup::revertRequested);
  setChanges(0);
  setOpen(true);
}

// Not a QFormLayout: with hidden rows and wrapping texts, Qt 6.4's writes behind the end of its arrays.
void FormGroup::insert(std::size_t position, Row row) {
  rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(position), row);
  for (std::size_t i = position; i < rows_.size(); ++i) {
    const int line = static_cast<int>(i);
    if (rows_[i].label == nullptr) {
      grid_->addWidget(rows_[i].control, line, 0, 1, 2);
    } else {
      grid_->addWidget(rows_[i].label, line, 0, Qt::AlignTop);
      grid_->addWidget(rows_[i].control, line, 1);
    }
  }
}

void FormGroup::addRow(ParamField* field, ParamField* after) {
  const auto before = std::ranges::find(rows_, after, &Row::control);
  const auto position =
      after == nullptr ? rows_.size() : static_cast<std::size_t>(before - rows_.begin()) + 1;
  insert(position, {field->label(), field});
}

void FormGroup::addRow(const QString& title, QWidget* control) {
  auto* label = new QLabel{title, this};
  label->setBuddy(control);
  label->setMinimumHeight(control->sizeHint().height());
  insert(rows_.size(), {label, control});
}

void FormGroup::addWidget(QWidget* widget) {
  insert(rows_.size(), {nullptr, widget});
}

void FormGroup::setRowVisible(ParamField* field, bool visible) {
  field->label()->setVisible(visible);
  field->setVisible(visible);
}

void FormGroup::setHasMore(bool hasMore) {
  more_->setVisible(hasMore);
}

void FormGroup::setChanges(int changes) {
  revert_->setText(tr("Revert %1").arg(changes));
  revert_->setVisible(changes > 0);
}

void FormGroup::setOpen(bool open) {
  const QSignalBlocker quiet{head_};
  head_->setChecked(open);
  head_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
  body_->setVisible(open);
}

}  // namespace lab::ui
