#include "ui/views/label_map.h"

#include <QBoxLayout>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/plot/heat_map.h"
#include "ui/theme/appearance.h"
#include "ui/views/elided_label.h"
#include "ui/views/image_rows.h"
#include "ui/views/skew_brush.h"
#include "ui/views/skew_panel.h"
#include "ui/views/tile_header.h"

namespace lab::ui {
namespace {

constexpr int kSampleLines = 22;  // of text: from here on there is room for images below the map

QString count(std::int64_t samples) {
  return QLocale{}.toString(qlonglong{samples});
}

QString share(std::int64_t part, std::int64_t whole) {
  return formatted(whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0,
                   Quantity::Percent);
}

HeatMapData heatMapOf(const LabelMap& labels) {
  HeatMapData data;
  for (const auto& name : labels.classNames()) data.rows.append(QString::fromStdString(name));
  for (int k = 0; k < labels.partitions(); ++k) data.columns.append(partitionName(k));
  for (int c = 0; c < labels.classes(); ++c) {
    for (int k = 0; k < labels.partitions(); ++k)
      data.values.push_back(static_cast<double>(labels.count(c, k)));
  }
  data.rowTitle = PartitionView::tr("Label");
  data.columnTitle = PartitionView::tr("Partition");
  data.valueTitle = PartitionView::tr("Samples");
  data.range = {0, static_cast<double>(labels.largest())};
  data.text = [](double value) { return formatted(value, Quantity::Whole); };
  data.tip = [labels](int c, int k) {
    const auto samples = labels.count(c, k);
    return PartitionView::tr("%1 in %2: %3 samples\n%4 of %2\n%5 of all %1")
        .arg(QString::fromStdString(labels.classNames()[static_cast<std::size_t>(c)]), partitionName(k),
             count(samples), share(samples, labels.partitionSize(k)), share(samples, labels.labelSize(c)));
  };
  return data;
}

}  // namespace

PartitionView::PartitionView(QWidget* parent)
    : View(parent),
      header_(new TileHeader{tr("Labels per partition"), this}),
      map_(new HeatMap{this}),
      skew_(new SkewPanel{this}),
      body_(new QBoxLayout{QBoxLayout::LeftToRight}),
      brush_(new SkewBrush{*map_, *header_, this}),
      samples_(new ImageRows{this}),
      note_(new ElidedLabel{this}) {
  setAttribute(Qt::WA_StyledBackground);
  setAutoFillBackground(true);
  setFocusProxy(map_);
  auto* layout = new QVBoxLayout{this};
  layout->setSpacing(6);
  layout->addWidget(header_);
  layout->addLayout(body_, 3);
  layout->addWidget(samples_, 2);
  body_->addWidget(map_, 1);
  body_->addWidget(skew_);
  layout->addWidget(note_);
  note_->setObjectName(QStringLiteral("mutedText"));
  note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  note_->setSentence(
      tr("Drag a label from one partition to another, or Ctrl with an arrow key. Ctrl+Z takes back."));
  note_->hide();
  map_->setAccessibleName(tr("Labels per partition"));
  map_->setMessage(tr("Choose a data set"), tr("Who holds which labels is shown here before anything runs."));
  samples_->hide();
  connect(map_, &HeatMap::cellOpened, this, [this](int label, int partition) {
    if (!brush_->on()) Q_EMIT cellOpened(label, partition);
  });
  connect(brush_, &SkewBrush::toggled, this, [this](bool on) { note_->setVisible(on); });
  connect(brush_, &SkewBrush::moved, this, &PartitionView::showPainted);
  connect(brush_, &SkewBrush::finished, this, [this] { Q_EMIT painted(brush_->split().table()); });
  setCompact(false);
  setTheme(Theme::of(ThemeId::Light));
  refresh();
}

void PartitionView::showPainted() {
  const auto& split = brush_->split();
  samples_->clear();  // they were those of another split
  setSkew(labels_.skew());  // until somebody works them out
  preview_ = true;
  Q_EMIT painting(split.counts(), split.partitions());
}

void PartitionView::showSamples(const SampleImages& samples) {
  samples_->setSamples(samples);
  arrange();
}

void PartitionView::setSkew(const SkewNumbers& skew) {
  const auto& split = brush_->split();
  const auto names = labels_.classNames();
  labels_.show(names, split.counts(), split.partitions(), skew);
  refresh();
}

bool PartitionView::isPainted() const {
  return brush_->on();
}

// A preview of what has just been painted is the same split: its strokes can still be taken back.
void PartitionView::loadBrush() {
  const PaintedSplit shown{labels_};
  if (shown.counts() != brush_->split().counts()) brush_->load(labels_);
}

void PartitionView::setCompact(bool compact) {
  setProperty("tile", !compact);
  header_->setVisible(!compact);
  if (compact) brush_->setOn(false);
  layout()->setContentsMargins(compact ? QMargins{} : QMargins{14, 10, 14, 10});
}

void PartitionView::consume(std::span<const Event> batch) {
  bool changed = false;
  for (const auto& event : batch) {
    if (!std::holds_alternative<RunStarted>(event)) continue;
    labels_.add(event);
    samples_->clear();
    loadBrush();
    preview_ = false;
    changed = true;
  }
  if (changed) refresh();
}

void PartitionView::showPreview(const std::vector<std::string>& classNames,
                                const std::vector<std::int64_t>& labelCounts, int partitions,
                                const SkewNumbers& skew) {
  labels_.show(classNames, labelCounts, partitions, skew);
  samples_->clear();
  loadBrush();
  preview_ = true;
  refresh();
}

void PartitionView::clear() {
  labels_ = {};
  samples_->clear();
  loadBrush();
  preview_ = false;
  refresh();
}

void PartitionView::setTheme(const Theme& theme) {
  setFont(applicationFont(theme));
  setPalette(theme.palette());
  header_->setTheme(theme);
  map_->setTheme(theme);
  skew_->setTheme(theme);
  samples_->setTheme(theme);
  note_->setFont(smallFont(theme));
  arrange();
}

QString PartitionView::summary() const {
  if (labels_.empty()) return tr("No partitions yet.");
  return tr("%1 samples of %2 labels; partitions: %3, of which without some label: %4; total variation %5.")
      .arg(count(labels_.total()), count(labels_.classes()), count(labels_.partitions()),
           count(labels_.partitionsWithoutSomeLabel()),
           QLocale{}.toString(labels_.skew().totalVariation, 'f', 2));
}

ViewParts PartitionView::parts() {
  return {.map = map_};
}

void PartitionView::refresh() {
  map_->setData(labels_.empty() ? HeatMapData{} : heatMapOf(labels_));
  skew_->setSkew(labels_.skew());
  const QString sentence = summary();
  header_->setSummary(sentence);
  map_->setAccessibleDescription(sentence);
  setAccessibleDescription(sentence);
  header_->setValues(values());
  arrange();
}

std::vector<TileValue> PartitionView::values() const {
  if (labels_.empty()) return {};
  std::vector<TileValue> values{{.label = tr("Partitions"), .value = count(labels_.partitions()), .tip = {}},
                                {.label = tr("Samples"), .value = count(labels_.total()), .tip = {}},
                                {.label = tr("Without some label"),
                                 .value = count(labels_.partitionsWithoutSomeLabel()),
                                 .tip = tr("Partitions that hold no sample at all of at least one label.")}};
  if (brush_->painted()) {
    values.push_back({.label = {},
                      .value = tr("Painted"),
                      .tip = tr("The form holds this split; nothing has run with it yet.")});
  } else if (preview_) {
    values.push_back({.label = {}, .value = tr("Preview"), .tip = tr("Nothing has run yet.")});
  }
  return values;
}

/// The numbers stand beside the map when there is room, else below it.
void PartitionView::arrange() {
  const int line = fontMetrics().height();
  const bool beside = width() > 24 * line && 4 * width() > 5 * height();
  samples_->setVisible(!samples_->empty() && height() > kSampleLines * line);
  skew_->setVisible(!labels_.empty() && (beside || height() > 22 * line));
  body_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  body_->setSpacing(beside ? line : line / 2);
  const bool wide = width() > 34 * line;
  skew_->setMinimumWidth(beside ? (wide ? 10 : 9) * line : 0);
  skew_->setMaximumWidth(beside ? (wide ? 13 : 9) * line : QWIDGETSIZE_MAX);
}

void PartitionView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  arrange();
}

namespace views {

ViewEntry label_map() {
  return {.id = "partition",
          .title = QT_TRANSLATE_NOOP("views", "Labels per partition"),
          .make = [](QWidget* parent) -> View* { return new PartitionView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
