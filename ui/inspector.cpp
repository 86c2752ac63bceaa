#include "ui/inspector.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "ui/inspector_texts.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

QString section(const QString& head, const char* text) {
  return QStringLiteral("<p><b>%1</b><br>%2</p>")
      .arg(head.toHtmlEscaped(), QCoreApplication::translate("Inspector", text).toHtmlEscaped());
}

}  // namespace

Inspector::Inspector(QWidget* parent)
    : QScrollArea(parent), title_(new QLabel), value_(new QLabel), text_(new QLabel) {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout{page};
  column->setContentsMargins(10, 8, 10, 8);
  column->setSpacing(10);
  title_->setObjectName(QStringLiteral("cardTitle"));
  text_->setTextFormat(Qt::RichText);
  for (QLabel* label : {title_, value_, text_}) {
    if (label != text_) label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(label);
  }
  column->addStretch(1);
  setWidget(page);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::TabFocus);  // so that the keys can scroll it
  setAccessibleName(tr("Inspector"));
  clear();
}

void Inspector::say(const QString& title, const QString& value, const QString& text) {
  title_->setText(title);
  value_->setText(value);
  text_->setText(text);
  QString spoken = text;
  spoken.remove(QRegularExpression{QStringLiteral("<[^>]*>")});
  setAccessibleDescription(title + QLatin1Char('\n') + value + QLatin1Char('\n') + spoken);
}

void Inspector::clear() {
  say(tr("Nothing is selected"), {},
      tr("Click a point, a cell, a decision, a partition or a link. With the keys: arrows move, A and B set a "
         "cursor in a plot."));
}

void Inspector::explain(std::string_view subject, const QString& value) {
  const InspectorText* about = inspectorText(subject);
  if (about == nullptr) return;
  say(QCoreApplication::translate("Inspector", about->title), value,
      section(tr("Unit"), about->unit) + section(tr("Formula"), about->formula) +
          section(tr("Why it matters"), about->why) + section(tr("Source"), about->source));
}

void Inspector::setTheme(const Theme& theme) {
  QFont plain = applicationFont(theme);
  text_->setFont(smallFont(theme));
  value_->setFont(plain);
  plain.setWeight(QFont::DemiBold);
  title_->setFont(plain);
}

}  // namespace lab::ui
