#include "ui/filter_line.h"

#include <chrono>
#include <utility>

#include <QHBoxLayout>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/forms/text.h"
#include "ui/icons.h"

namespace lab::ui {
namespace {

QString lineOf(const RunKeyInfo& key) {
  const QString word = toQString(key.word);
  switch (key.kind) {
    case RunKeyKind::Text:
      return word + QStringLiteral(":…");
    case RunKeyKind::Word:
      return word + QStringLiteral(":paper");
    case RunKeyKind::Flag:
      return word + QStringLiteral(":star");
    case RunKeyKind::Count:
      return word + QStringLiteral("=5");
    case RunKeyKind::Share:
      return word + QStringLiteral("&gt;=0.6");
    case RunKeyKind::Bytes:
      return word + QStringLiteral("&lt;10MB");
    case RunKeyKind::Factor:
      return word + QStringLiteral("&gt;10x");
    case RunKeyKind::Span:
      return word + QStringLiteral("&lt;5min");
    case RunKeyKind::Date:
      return word + QStringLiteral("&gt;=2026-11");
  }
  return word;
}

}  // namespace

QString filterHelp() {
  QStringList texts;
  QStringList numbers;
  for (const auto& key : runKeys()) {
    const bool text =
        key.kind == RunKeyKind::Text || key.kind == RunKeyKind::Word || key.kind == RunKeyKind::Flag;
    (text ? texts : numbers) << QStringLiteral("<tt>%1</tt>").arg(lineOf(key));
  }
  return FilterLine::tr(
             "<p><b>All of these must hold, in any order:</b></p>"
             "<p>words to be found anywhere: <tt>gaia \"two words\"</tt></p>"
             "<p>text: %1</p>"
             "<p>numbers, with = != &lt; &lt;= &gt; &gt;= : %2</p>"
             "<p><tt>:</tt> finds a part, <tt>=</tt> all of a text; tags are whole words. "
             "A minus turns a condition round: <tt>-tag:old</tt></p>"
             "<p>A share up to 1 is a fraction, above 1 per cent, and with % always per cent: "
             "<tt>skew&gt;=0.6</tt>, <tt>skew&gt;=60</tt> and <tt>skew&gt;=60%</tt> are the same.</p>"
             "<p><tt>is:star</tt>, <tt>is:locked</tt>, <tt>is:unreadable</tt></p>")
      .arg(texts.join(QStringLiteral(" &nbsp;")), numbers.join(QStringLiteral(" &nbsp;")));
}

FilterLine::FilterLine(QWidget* parent)
    : QWidget(parent),
      edit_(new QLineEdit{this}),
      search_(edit_->addAction(QIcon{}, QLineEdit::LeadingPosition)),
      help_(new QToolButton{this}),
      problem_(new QLabel{this}) {
  edit_->setPlaceholderText(tr("Filter, e.g. algo:gaia skew>=0.6 acc>70% -tag:old"));
  edit_->setClearButtonEnabled(true);
  edit_->setAccessibleName(tr("Filter the runs"));
  help_->setText(QStringLiteral("?"));
  help_->setToolTip(filterHelp());
  help_->setAccessibleName(tr("What a filter can say"));
  problem_->setObjectName(QStringLiteral("fieldProblem"));
  problem_->setWordWrap(true);
  problem_->hide();
  auto* top = new QHBoxLayout;
  top->setSpacing(4);
  top->addWidget(edit_, 1);
  top->addWidget(help_);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins({});
  column->setSpacing(2);
  column->addLayout(top);
  column->addWidget(problem_);
  typing_.setSingleShot(true);
  typing_.setInterval(std::chrono::milliseconds{150});
  connect(edit_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
  connect(&typing_, &QTimer::timeout, this, &FilterLine::read);
  connect(help_, &QToolButton::clicked, this,
          [this] { QToolTip::showText(help_->mapToGlobal(QPoint{}), filterHelp(), help_); });
}

void FilterLine::read() {
  auto parsed = RunFilter::parse(edit_->text().toLower().toStdString());
  problem_->setVisible(parsed.problem.has_value());
  if (parsed.problem) {
    const QString sentence = toQString(parsed.problem->sentence);
    problem_->setText(filtering_ ? tr("%1 The filter before is still in force.").arg(sentence) : sentence);
    edit_->setAccessibleDescription(problem_->text());
    return;
  }
  edit_->setAccessibleDescription({});
  filtering_ = !parsed.filter.empty();
  Q_EMIT filterChanged(parsed.filter);
}

QString FilterLine::problem() const {
  return problem_->isHidden() ? QString{} : problem_->text();
}

void FilterLine::addAtRight(QWidget* widget) {
  static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->addWidget(widget);
}

void FilterLine::setTheme(const Theme& theme) {
  search_->setIcon(icon(QStringLiteral("search"), theme));
}

}  // namespace lab::ui
