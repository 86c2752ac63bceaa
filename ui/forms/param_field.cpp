#include "ui/forms/param_field.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString tooltip(const ParamInfo& info) {
  QString text = toQString(info.help).toHtmlEscaped();
  if (!info.source.empty()) text += "<br><i>" + toQString(info.source).toHtmlEscaped() + "</i>";
  text += "<br><code>" + toQString(info.key).toHtmlEscaped() + "</code>";
  return "<qt>" + text + "</qt>";
}

}  // namespace

ParamField::ParamField(const ParamInfo& info, Editor* editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      label_(new QLabel{parent}),
      problem_(new QLabel{this}),
      title_(toQString(info.title)) {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins({});
  column->setSpacing(2);
  column->addWidget(editor_);
  column->addWidget(problem_);
  problem_->setObjectName("fieldProblem");
  problem_->setWordWrap(true);
  problem_->hide();

  QWidget* control = editor_->focusProxy();
  label_->setBuddy(control);
  label_->setMinimumHeight(editor_->sizeHint().height());
  control->setAccessibleName(title_);
  control->setAccessibleDescription(toQString(info.help));
  setFocusProxy(control);
  for (QWidget* part : editor_->findChildren<QWidget*>()) part->installEventFilter(this);
  label_->setToolTip(tooltip(info));
  setToolTip(tooltip(info));
  setChanged(false);
  connect(editor_, &Editor::edited, this, &ParamField::edited);
}

void ParamField::addToMenu(QAction* action) {
  label_->setContextMenuPolicy(Qt::ActionsContextMenu);
  label_->addAction(action);
}

void ParamField::setProblem(const QString& sentence) {
  problem_->setText(sentence);
  problem_->setVisible(!sentence.isEmpty());
}

void ParamField::setChanged(bool changed) {
  changed_ = changed;
  label_->setText(changed ? title_ + QStringLiteral(" \u2022") : title_);
  QFont font = label_->font();
  font.setBold(changed);
  label_->setFont(font);
}

// A wheel that scrolls the form must not change whatever happens to pass under the pointer.
bool ParamField::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace lab::ui
