#include "ui/figure/figure_editor.h"

#include <chrono>
#include <utility>

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "ui/figure/figure_settings.h"
#include "ui/figure/figure_writer.h"

namespace lab::ui {
namespace {

constexpr auto kPause = std::chrono::milliseconds{120};

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

}  // namespace

std::map<std::string, QString> undrawable(const std::vector<FigureRun>& runs) {
  std::map<std::string, QString> reasons;
  for (const auto& entry : views::all()) {
    FigureSpec spec;
    spec.views = {entry.id};
    try {
      (void)makePanels(runs, spec, Theme::of(spec.theme));
    } catch (const Error& error) {
      reasons[entry.id] = text(error.what());
    }
  }
  return reasons;
}

FigureEditor::FigureEditor(QWidget* parent) : QWidget(parent, Qt::Window), folder_(QDir::homePath()) {
  setWindowTitle(tr("Figure"));
  auto* split = new QSplitter{Qt::Horizontal};
  split->addWidget(makePage());
  split->addWidget(makeSide());
  split->setStretchFactor(0, 1);
  split->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(split);
  redraw_.setSingleShot(true);
  redraw_.setInterval(kPause);
  connect(&redraw_, &QTimer::timeout, this, &FigureEditor::redraw);
  connect(settings_, &FigureSettings::changed, &redraw_, qOverload<>(&QTimer::start));
}

FigureEditor::~FigureEditor() = default;

QWidget* FigureEditor::makePage() {
  scroll_ = new QScrollArea;
  scroll_->setAlignment(Qt::AlignCenter);
  scroll_->setMinimumWidth(320);
  page_ = new QLabel;
  page_->setAlignment(Qt::AlignCenter);
  page_->setFrameShape(QFrame::Box);  // paper on a light window would have no edge
  page_->setForegroundRole(QPalette::Mid);
  page_->setAccessibleName(tr("The page at its physical size"));
  scroll_->setWidget(page_);
  size_ = new QLabel;
  size_->setObjectName(QStringLiteral("mutedText"));
  size_->setAlignment(Qt::AlignCenter);
  auto* side = new QWidget;
  auto* column = new QVBoxLayout{side};
  column->addWidget(scroll_, 1);
  column->addWidget(size_);
  return side;
}

QWidget* FigureEditor::makeSide() {
  settings_ = new FigureSettings;
  auto* scroll = new QScrollArea;
  scroll->setWidget(settings_);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumWidth(settings_->sizeHint().width() + fontMetrics().height() * 2);
  sentence_ = new QLabel;
  sentence_->setWordWrap(true);
  sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* side = new QWidget;
  auto* column = new QVBoxLayout{side};
  column->addWidget(new QLabel{tr("Runs")});
  column->addLayout(makeRuns());
  column->addWidget(scroll, 1);
  column->addWidget(sentence_);
  column->addLayout(makeButtons());
  return side;
}

QLayout* FigureEditor::makeRuns() {
  runs_ = new QListWidget;
  runs_->setToolTip(tr("Double click a run to give it another name in the legend."));
  runs_->setFixedHeight(fontMetrics().height() * 5);
  runs_->setAccessibleName(tr("Runs of the figure"));
  connect(runs_, &QListWidget::itemChanged, this,
          [this](QListWidgetItem* item) { rename(runs_->row(item)); });
  auto* add = new QPushButton{tr("Add &run …")};
  remove_ = new QPushButton{tr("Re&move")};
  connect(add, &QPushButton::clicked, this, &FigureEditor::addRequested);
  connect(remove_, &QPushButton::clicked, this, &FigureEditor::removeRun);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(add);
  buttons->addWidget(remove_);
  buttons->addStretch(1);
  auto* column = new QVBoxLayout;
  column->addWidget(runs_);
  column->addLayout(buttons);
  return column;
}

QLayout* FigureEditor::makeButtons() {
  auto* copy = new QPushButton{tr("Cop&y picture")};
  connect(copy, &QPushButton::clicked, this, &FigureEditor::copyPicture);
  auto* include = new QPushButton{tr("Copy LaTe&X")};
  include->setToolTip(tr("The line that includes the exported file in a paper."));
  connect(include, &QPushButton::clicked, this, &FigureEditor::copyInclude);
  export_ = new QPushButton{tr("&Export …")};
  export_->setProperty("primary", true);
  export_->setDefault(true);
  connect(export_, &QPushButton::clicked, this, &FigureEditor::chooseFile);
  auto* row = new QHBoxLayout;
  row->addWidget(copy);
  row->addWidget(include);
  row->addStretch(1);
  row->addWidget(export_);
  return row;
}

void FigureEditor::restart(std::vector<FigureRun> runs, const FigureSpec& spec) {
  settings_->setUnavailable(undrawable(runs));
  settings_->setSpec(spec);
  FigureSpec drawn = settings_->spec();
  if (drawn.views.empty()) drawn.views = {"partition"};  // every run has one
  settings_->setSpec(drawn);
  figure_.emplace(std::move(runs), drawn);
  listRuns();
  redraw();
}

void FigureEditor::setRuns(std::vector<FigureRun> runs, const FigureSpec& spec) {
  labelRuns(runs);
  sentence_->clear();
  restart(std::move(runs), spec);
}

void FigureEditor::addRun(FigureRun run) {
  if (!figure_) return;
  auto runs = figure_->runs();
  runs.push_back(std::move(run));
  labelRuns(runs);
  restart(std::move(runs), settings_->spec());
}

void FigureEditor::removeRun() {
  const int row = std::max(runs_->currentRow(), 0);
  if (!figure_ || figure_->runs().size() < 2) return;
  auto runs = figure_->runs();
  runs.erase(runs.begin() + row);
  restart(std::move(runs), settings_->spec());
}

void FigureEditor::listRuns() {
  listing_ = true;
  runs_->clear();
  for (const auto& run : figure_->runs()) {
    auto* item = new QListWidgetItem{run.label, runs_};
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setToolTip(text(run.file));
  }
  runs_->setCurrentRow(0);
  remove_->setEnabled(figure_->runs().size() > 1);
  listing_ = false;
}

void FigureEditor::rename(int row) {
  if (listing_ || !figure_ || row < 0) return;
  auto runs = figure_->runs();
  runs[static_cast<std::size_t>(row)].label = runs_->item(row)->text();
  try {
    figure_.emplace(std::move(runs), settings_->spec());
    redraw();
  } catch (const Error& error) {
    report(text(error.what()));
  }
}

/// What the screen says of its size, where that can be true.
double FigureEditor::dotsPerInch() const {
  const double physical = screen()->physicalDotsPerInch();
  return physical > 60 && physical < 250 ? physical : screen()->logicalDotsPerInch();
}

void FigureEditor::redraw() {
  if (!figure_) return;
  try {
    figure_->setSpec(settings_->spec());
    const double ratio = devicePixelRatioF();
    QImage image = imageOf(*figure_, dotsPerInch() * ratio);
    image.setDevicePixelRatio(ratio);
    page_->setPixmap(QPixmap::fromImage(image));
    page_->adjustSize();
    const QSizeF size = figure_->millimetres();
    size_->setText(
        tr("%1 × %2 mm, shown at its physical size")
            .arg(QLocale{}.toString(size.width(), 'f', 1), QLocale{}.toString(size.height(), 'f', 1)));
    export_->setEnabled(true);
    if (sentence_->property("problem").toBool()) say({}, false);
  } catch (const Error& error) {
    export_->setEnabled(false);
    report(text(error.what()));
  }
}

void FigureEditor::report(const QString& problem) {
  say(problem, true);
}

void FigureEditor::say(const QString& sentence, bool problem) {
  sentence_->setText(sentence);
  sentence_->setProperty("problem", problem);
}

QString FigureEditor::sentence() const {
  return sentence_->text();
}

void FigureEditor::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  redraw();  // only now the screen is known
}

}  // namespace lab::ui
