#include "ui/compare_page.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/series/configuration.h"
#include "ui/theme/appearance.h"
#include "ui/views/line_tile.h"

namespace lab::ui {
namespace {

// The mean of what is finite.
template <class Value>
double meanOver(const std::vector<RunRow>& runs, const Value& value) {
  double sum = 0;
  for (const auto& run : runs) sum += value(run);
  return sum / static_cast<double>(runs.size());
}

}  // namespace

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
      results_(new ResultTable{tables_}),
      settings_(new SettingTable{tables_}) {
  build();
  connect(&tracks_, &CompareTracks::arrived, this, &ComparePage::showAll);
  connect(&tracks_, &CompareTracks::problem, this, &ComparePage::problem);
  connect(seeds_, &QToolButton::toggled, this, &ComparePage::rebuild);
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
  tables_->addTab(results_, tr("&Results"));
  tables_->addTab(settings_, tr("Settings that &differ"));
  tables_->setDocumentMode(true);
  auto* parts = new QSplitter{this};
  parts->setChildrenCollapsible(false);
  parts->addWidget(tile(tr("Mean accuracy, colour = run"), overlay_));
  parts->addWidget(tile(tr("Accuracy against bytes"), scatter_));
  parts->addWidget(tile({}, tables_));
  parts->setStretchFactor(0, 4);
  parts->setStretchFactor(1, 3);
  parts->setStretchFactor(2, 4);
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
  std::vector<RunRow> shown = chosen_;
  if (shown.size() > kMost) shown.resize(kMost);
  const auto base = chosen_.empty() ? std::nullopt : baseline();
  entries_ = makeEntries(shown, base, seeds_->isChecked());
  std::vector<RunRow> wanted = shown;
  if (base) {
    wanted.push_back(*base);
    std::erase_if(shown, [&](const RunRow& row) { return row.summary.path == base->summary.path; });
  }
  colours_.assign(shown);
  tracks_.want(wanted);
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
  if (chosen_.size() > kMost) {
    sentences << tr("The first %1 of %2 selected runs are shown.").arg(kMost).arg(chosen_.size());
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

SeedBand ComparePage::bandFor(const CompareEntry& entry) const {
  std::vector<RunCurve> curves;
  for (const auto& run : entry.runs) {
    const AccuracySeries* track = tracks_.track(run.summary.path);
    if (track == nullptr) return {};
    curves.push_back({track->x(XAxis::Iteration), track->x(axis_), track->mean()});
  }
  return bandOf(curves);
}

void ComparePage::showOverlay() {
  overlay_->setAxes(
      axisText(axis_),
      {.title = tr("Mean accuracy"), .quantity = Quantity::Percent, .unit = {}, .fixed = Range{0, 100}});
  std::vector<Line> lines;
  for (const auto& entry : entries_) {
    lines.push_back({.name = entry.name,
                     .style = entry.style,
                     .width = entry.baseline ? 1.2 : 1.5,
                     .markers = !entry.baseline});
  }
  for (const auto& entry : entries_) {
    if (!entry.isMean()) continue;
    for (const auto role : {LineRole::BandLower, LineRole::BandUpper}) {
      lines.push_back(
          {.name = entry.name, .style = entry.style, .role = role, .group = tr("Range of seeds")});
    }
  }
  overlay_->setLines(lines);
  int band = static_cast<int>(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const SeedBand points = bandFor(entries_[i]);
    overlay_->extend(static_cast<int>(i), points.x, points.mean);
    if (!entries_[i].isMean()) continue;
    overlay_->extend(band++, points.x, points.lowest);
    overlay_->extend(band++, points.x, points.highest);
  }
  overlay_->setEnd(0, true);
  const bool waiting = !entries_.empty() && tracks_.reading();
  if (overlay_->newestX() > 0) {
    overlay_->setMessage({}, {});
  } else {
    overlay_->setMessage(waiting ? tr("Reading the runs …") : tr("Select two runs"),
                         waiting ? QString{} : tr("Ctrl+click rows of the table below."));
  }
  overlay_->refresh();
}

void ComparePage::showScatter() {
  scatter_->setAxes({.title = tr("Sent by all partitions"), .quantity = Quantity::Bytes},
                    {.title = tr("Accuracy"), .quantity = Quantity::Percent});
  std::vector<ScatterPoint> points;
  std::vector<Trade> trades;
  for (const auto& entry : entries_) {
    const CompareNumbers numbers = numbersOf(entry);
    trades.push_back({numbers.bytes, numbers.accuracy});
    points.push_back({numbers.bytes, numbers.accuracy, {.name = entry.name, .style = entry.style}});
  }
  scatter_->setMessage(entries_.empty() ? QString{} : tr("Nothing was sent yet"));
  scatter_->setPoints(std::move(points), comparable() ? paretoFront(trades) : std::vector<std::size_t>{});
}

CompareNumbers ComparePage::numbersOf(const CompareEntry& entry) const {
  const auto percent = [](float fraction) { return 100 * static_cast<double>(fraction); };
  return {
      .accuracy = meanOver(entry.runs, [&](const RunRow& run) { return percent(run.summary.meanAccuracy); }),
      .worst = meanOver(entry.runs,
                        [this](const RunRow& run) {
                          const AccuracySeries* track = tracks_.track(run.summary.path);
                          return track != nullptr && track->now() ? track->now()->lowest
                                                                  : CompareNumbers::kUnknown;
                        }),
      .best = meanOver(entry.runs, [&](const RunRow& run) { return percent(run.summary.bestAccuracy); }),
      .bytes = meanOver(entry.runs, [](const RunRow& run) { return static_cast<double>(run.summary.bytes); }),
      .seconds = meanOver(entry.runs, [](const RunRow& run) { return run.summary.seconds; })};
}

void ComparePage::showTables() {
  std::vector<CompareNumbers> numbers;
  for (const auto& entry : entries_) numbers.push_back(numbersOf(entry));
  const bool based = !entries_.empty() && entries_.front().baseline && comparable();
  results_->setEntries(entries_, numbers, based ? std::optional<std::size_t>{0} : std::nullopt);
  settings_->setEntries(entries_);
}

void ComparePage::setXAxis(XAxis axis) {
  axis_ = axis;
  showOverlay();
}

void ComparePage::setTheme(const Theme& theme) {
  theme_ = theme;
  overlay_->setTheme(theme);
  scatter_->setTheme(theme);
  results_->setTheme(theme);
  QFont heading = applicationFont(theme);
  heading.setWeight(QFont::DemiBold);
  for (auto* title : titles_) title->setFont(heading);
  seeds_->setFont(smallFont(theme));
  for (QWidget* part : std::initializer_list<QWidget*>{results_, settings_}) part->setFont(smallFont(theme));
  showAll();
}

}  // namespace lab::ui
