#include "ui/compare_page.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/series/configuration.h"
#include "ui/swatch.h"
#include "ui/theme/appearance.h"

namespace lab::ui {

ComparePage::ComparePage(const RunTableModel& store, QWidget* parent)
    : QWidget(parent),
      store_(store),
      theme_(Theme::of(ThemeId::Light)),
      note_(new QLabel{this}),
      queue_(new QPushButton{tr("&Queue it"), this}),
      unpin_(new QPushButton{tr("&Unpin"), this}),
      seeds_(new QToolButton{this}),
      overlay_(new LinePlot{this}),
      scatter_(new ScatterPlot{this}),
      tables_(new QTabWidget{this}),
      target_(new QSpinBox{this}),
      results_(new ResultTable{tables_}),
      settings_(new SettingTable{tables_}),
      sweep_(new SweepResults{tables_}) {
  build();
  connect(&tracks_, &CompareTracks::arrived, this, &ComparePage::showAll);
  connect(&tracks_, &CompareTracks::problem, this, &ComparePage::problem);
  connect(seeds_, &QToolButton::toggled, this, &ComparePage::rebuild);
  connect(target_, &QSpinBox::valueChanged, this, [this] {
    targeted_ = true;
    showTables();
  });
  connect(unpin_, &QPushButton::clicked, this, [this] { pin(std::nullopt); });
  connect(queue_, &QPushButton::clicked, this, [this] {
    if (!chosen_.empty() && chosen_.front().spec) Q_EMIT queueRequested(baselineSpec(*chosen_.front().spec));
  });
  setTheme(theme_);
  rebuild();
}

QWidget* ComparePage::tile(const QString& title, QWidget* content) {
  auto* frame = new QWidget{this};
  frame->setProperty("tile", true);
  frame->setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout{frame};
  column->setContentsMargins(12, 8, 10, 8);
  column->setSpacing(4);
  if (!title.isEmpty()) {
    titles_.push_back(new QLabel{title, frame});
    column->addWidget(titles_.back());
  }
  column->addWidget(content, 1);
  return frame;
}

QWidget* ComparePage::resultPage() {
  target_->setRange(1, 100);
  target_->setSuffix(tr(" %"));
  target_->setAccessibleName(tr("Accuracy to reach"));
  target_->setToolTip(tr("A column says where on the x axis each run first reached it"));
  auto* label = new QLabel{tr("Cost to &reach"), this};
  label->setBuddy(target_);
  auto* page = new QWidget{tables_};
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(target_);
  row->addStretch(1);
  auto* column = new QVBoxLayout{page};
  column->setContentsMargins({});
  column->setSpacing(2);
  column->addLayout(row);
  column->addWidget(results_, 1);
  return page;
}

void ComparePage::build() {
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);
  queue_->setToolTip(tr("Add this experiment with BSP to the queue"));
  unpin_->setToolTip(tr("Compare with the BSP run on the same data, network and seed again"));
  seeds_->setCheckable(true);
  seeds_->setChecked(true);
  seeds_->setProperty("pill", true);
  overlay_->setAccessibleName(tr("Mean accuracy of the compared runs"));
  scatter_->setAccessibleName(tr("Accuracy against bytes sent"));
  auto* head = new QHBoxLayout;
  head->setContentsMargins({});
  for (QWidget* part : std::initializer_list<QWidget*>{queue_, unpin_, seeds_}) part->hide();
  head->addWidget(note_, 1);
  for (QWidget* part : std::initializer_list<QWidget*>{queue_, unpin_, seeds_}) head->addWidget(part);
  tables_->addTab(resultPage(), tr("&Results"));
  tables_->addTab(settings_, tr("Settings that &differ"));
  tables_->addTab(sweep_, tr("By &setting"));
  tables_->setDocumentMode(true);
  tables_->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
  auto* parts = new QSplitter{this};
  parts->setChildrenCollapsible(false);
  parts->addWidget(tile(tr("Mean accuracy, colour = run"), overlay_));
  parts->addWidget(tile(tr("Accuracy against bytes"), scatter_));
  parts->addWidget(tile({}, tables_));
  parts->setSizes({360, 260, 380});
  for (int i = 0; i < parts->count(); ++i) parts->setStretchFactor(i, 1);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins({});
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(parts, 1);
}

void ComparePage::setRuns(std::vector<RunRow> chosen) {
  std::erase_if(chosen, [](const RunRow& row) { return !row.problem.isEmpty(); });
  chosen_ = std::move(chosen);
  rebuild();
}

void ComparePage::pin(const std::optional<std::filesystem::path>& run) {
  pinned_ = run;
  rebuild();
}

std::optional<RunRow> ComparePage::baseline() const {
  if (pinned_) {
    const RunRow* row = store_.row(*pinned_);
    if (row != nullptr && row->problem.isEmpty()) return *row;
  }
  // The first that has one: a BSP run among those selected is nobody's baseline by itself.
  for (const auto& row : chosen_) {
    if (auto found = baselineFor(row, store_.rows())) return found;
  }
  return std::nullopt;
}

void ComparePage::rebuild() {
  const auto base = chosen_.empty() ? std::nullopt : baseline();
  entries_ = makeEntries(chosen_, base, seeds_->isChecked());
  wanted_ = entries_.size();
  if (entries_.size() > kMost) entries_.resize(kMost);
  std::vector<RunRow> wanted, coloured;
  for (const auto& entry : entries_) {
    std::ranges::copy(entry.runs, std::back_inserter(wanted));
    if (!entry.baseline) std::ranges::copy(entry.runs, std::back_inserter(coloured));
  }
  colours_.assign(coloured);
  tracks_.want(wanted);
  sweep_->setRuns(chosen_);
  tables_->setTabVisible(tables_->indexOf(sweep_), sweep_->holds());
  showAll();
}

void ComparePage::showAll() {
  for (auto& entry : entries_) {
    entry.style =
        entry.baseline ? baselineStyle(theme_) : colours_.styleOf(entry.runs.front().summary.path, theme_);
  }
  showNote();
  showSeeds();
  showOverlay();
  showScatter();
  showTables();
  Q_EMIT shown();
}

std::map<std::filesystem::path, QIcon> ComparePage::swatches() const {
  std::map<std::filesystem::path, QIcon> swatches;
  for (const auto& entry : entries_) {
    for (const auto& run : entry.runs) swatches[run.summary.path] = swatchIcon(entry.style, theme_);
  }
  return swatches;
}

bool ComparePage::comparable() const {
  std::set<std::string> tests;
  for (const auto& entry : entries_) tests.insert(testKey(entry.runs.front().summary.specJson));
  return tests.size() <= 1;
}

void ComparePage::showNote() {
  const bool based = !entries_.empty() && entries_.front().baseline;
  const bool wanting = !chosen_.empty() && !based;
  const bool needs = wanting && chosen_.front().spec && chosen_.front().spec->algorithm.id != "bsp";
  queue_->setVisible(needs);
  unpin_->setVisible(pinned_.has_value());
  QStringList sentences;
  if (chosen_.empty()) sentences << tr("Select runs in the table below to compare them.");
  if (based) {
    const QString name = entries_.front().name;
    sentences << (pinned_ ? tr("Baseline: %1 (pinned).").arg(name)
                          : tr("Baseline: %1, the BSP run on the same data, network and seed.").arg(name));
  }
  if (needs) sentences << tr("There is no BSP run on the same data, network and seed to compare with.");
  if (!comparable()) sentences << tr("Tested on different images: differences are left out.");
  if (wanted_ > kMost) {
    sentences << tr("The first %1 of %2 lines are shown.").arg(kMost).arg(wanted_);
  }
  note_->setText(sentences.join(' '));
}

void ComparePage::showSeeds() {
  std::vector<RunRow> others;
  for (const auto& row : chosen_) {
    if (entries_.empty() || !entries_.front().baseline ||
        row.summary.path != entries_.front().runs.front().summary.path) {
      others.push_back(row);
    }
  }
  std::size_t fewest = others.size(), most = 1;
  for (const auto& entry : makeEntries(others, std::nullopt, true)) {
    if (!entry.isMean()) continue;
    fewest = std::min(fewest, entry.runs.size());
    most = std::max(most, entry.runs.size());
  }
  seeds_->setVisible(most > 1);
  const QString count = fewest == most ? QString::number(most) : tr("%1 to %2").arg(fewest).arg(most);
  seeds_->setText(seeds_->isChecked() ? tr("mean of %1 seeds").arg(count) : tr("%1 seeds apart").arg(count));
  seeds_->setToolTip(
      tr("Runs that differ in their seed only are one line, their mean, with a band from the "
         "lowest to the highest. Click to take them apart."));
}

void ComparePage::setXAxis(XAxis axis) {
  axis_ = axis;
  showOverlay();
  showTables();
}

void ComparePage::setTheme(const Theme& theme) {
  theme_ = theme;
  overlay_->setTheme(theme);
  scatter_->setTheme(theme);
  results_->setTheme(theme);
  sweep_->setTheme(theme);
  QFont heading = applicationFont(theme);
  heading.setWeight(QFont::DemiBold);
  for (auto* title : titles_) title->setFont(heading);
  seeds_->setFont(smallFont(theme));
  for (QWidget* part : std::initializer_list<QWidget*>{results_, settings_}) part->setFont(smallFont(theme));
  showAll();
}

}  // namespace lab::ui
