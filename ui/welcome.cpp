#include "ui/welcome.h"

#include <algorithm>

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QStyle>
#include <QUrl>
#include <QVariant>

#include "ui/figure/recipe.h"
#include "ui/forms/text.h"
#include "ui/icons.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

constexpr std::size_t kRecent = 5;

QLabel* paragraph(const QString& text, QWidget* parent, const char* style = "") {
  auto* label = new QLabel{text, parent};
  label->setObjectName(QString::fromLatin1(style));
  label->setWordWrap(true);
  return label;
}

QString describe(const RunRow& row) {
  QString text = row.name;
  if (row.spec) text += QStringLiteral("  ·  ") + toQString(row.spec->algorithm.id);
  const QString accuracy = formatted(static_cast<double>(row.summary.meanAccuracy) * 100, Quantity::Percent);
  return text + QStringLiteral("  ·  ") + accuracy + QStringLiteral("  ·  ") + statusText(row.summary.status);
}

}  // namespace

std::filesystem::path droppedFile(const QMimeData* data) {
  for (const QUrl& url : data->urls()) {
    const std::filesystem::path file{url.toLocalFile().toStdString()};
    if (file.extension() == ".h5" || file.extension() == ".json" || isFigureFile(file)) return file;
  }
  return {};
}

Welcome::Welcome(QWidget* parent)
    : QWidget(parent),
      why_(paragraph({}, this, "mutedText")),
      start_(new QPushButton{tr("Train the &quick-start"), this}),
      new_(new QPushButton{tr("&New experiment"), this}),
      mark_(new QLabel{this}),
      recent_(new QVBoxLayout),
      nothing_(paragraph(tr("Runs you make appear here."), this, "mutedText")),
      target_(new QFrame{this}) {
  setAcceptDrops(true);
  auto* row = new QHBoxLayout;
  row->setSpacing(40);
  row->addWidget(buildStart(), 3);
  row->addWidget(buildRecent(), 2);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(36, 24, 36, 24);
  column->addStretch(1);
  column->addLayout(row);
  column->addStretch(2);
  connect(start_, &QPushButton::clicked, this, &Welcome::quickStartRequested);
  connect(new_, &QPushButton::clicked, this, &Welcome::newRequested);
  setQuickStart({});
}

QWidget* Welcome::buildStart() {
  auto* part = new QWidget{this};
  auto* title = new QHBoxLayout;
  auto* name = new QLabel{tr("Skewlab"), part};
  name->setObjectName(QStringLiteral("pageTitle"));
  title->addWidget(mark_);
  title->addWidget(name);
  title->addStretch(1);
  start_->setObjectName(QStringLiteral("heroButton"));
  start_->setProperty("primary", true);
  start_->setAutoDefault(true);
  start_->setDefault(true);
  new_->setAutoDefault(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(start_);
  buttons->addWidget(new_);
  buttons->addStretch(1);
  auto* column = new QVBoxLayout{part};
  column->setContentsMargins({});
  column->setSpacing(12);
  column->addLayout(title);
  column->addWidget(paragraph(tr("What happens to decentralized learning when every partition sees other "
                                 "labels: split a data set, choose an "
                                 "algorithm, and watch accuracy and bytes while it trains."),
                              part));
  column->addSpacing(8);
  column->addLayout(buttons);
  column->addWidget(why_);
  column->addStretch(1);
  return part;
}

QWidget* Welcome::buildRecent() {
  auto* part = new QWidget{this};
  auto* head = new QLabel{tr("Recent runs"), part};
  head->setObjectName(QStringLiteral("cardTitle"));
  target_->setObjectName(QStringLiteral("dropTarget"));
  auto* inside = new QVBoxLayout{target_};
  inside->setContentsMargins(14, 12, 14, 12);
  inside->addWidget(
      paragraph(tr("Drop a run (.h5), an experiment (.json) or a figure here"), target_, "mutedText"));
  auto* browse = new QPushButton{tr("&Browse …"), target_};
  browse->setAutoDefault(true);
  connect(browse, &QPushButton::clicked, this, &Welcome::browseRequested);
  inside->addWidget(browse, 0, Qt::AlignLeft);
  auto* column = new QVBoxLayout{part};
  column->setContentsMargins({});
  column->addWidget(head);
  column->addWidget(nothing_);
  column->addLayout(recent_);
  column->addSpacing(14);
  column->addWidget(target_);
  column->addStretch(1);
  return part;
}

void Welcome::setQuickStart(const QString& why) {
  why_->setText(why);
  start_->setEnabled(!why.isEmpty());
}

void Welcome::setRecent(const std::vector<RunRow>& rows) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  std::vector<const RunRow*> newest;
  for (const auto& row : rows) {
    if (row.problem.isEmpty()) newest.push_back(&row);
  }
  std::ranges::sort(newest, std::ranges::greater{}, [](const RunRow* row) { return row->created; });
  newest.resize(std::min(newest.size(), kRecent));
  for (const RunRow* row : newest) {
    auto* button = new QPushButton{describe(*row), this};
    button->setObjectName(QStringLiteral("recentRun"));
    button->setAutoDefault(true);
    recent_->addWidget(button);
    connect(button, &QPushButton::clicked, this,
            [this, path = row->summary.path] { Q_EMIT openRequested(path); });
  }
  nothing_->setVisible(newest.empty());
}

void Welcome::setTheme(const Theme& theme) {
  const int size = fontMetrics().height() * 2;
  mark_->setPixmap(accentIcon(QStringLiteral("skewlab"), theme).pixmap(size));
}

void Welcome::takeFocus() {
  (start_->isEnabled() ? start_ : new_)->setFocus(Qt::OtherFocusReason);
}

void Welcome::showDropActive(bool active) {
  target_->setProperty("active", active);
  target_->style()->unpolish(target_);
  target_->style()->polish(target_);
}

void Welcome::dragEnterEvent(QDragEnterEvent* event) {
  if (droppedFile(event->mimeData()).empty()) return;
  event->acceptProposedAction();
  showDropActive(true);
}

void Welcome::dragLeaveEvent(QDragLeaveEvent*) {
  showDropActive(false);
}

void Welcome::dropEvent(QDropEvent* event) {
  showDropActive(false);
  event->acceptProposedAction();
  Q_EMIT dropped(droppedFile(event->mimeData()));
}

}  // namespace lab::ui
