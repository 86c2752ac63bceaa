#include "ui/compare_tables.h"

#include <algorithm>
#include <cmath>

#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/forms/text.h"
#include "ui/icons.h"
#include "ui/plot/line.h"
#include "ui/series/configuration.h"
#include "ui/swatch.h"

namespace lab::ui {
namespace {

constexpr double kNoticeablePoints = 0.05;  // what one digit shows
constexpr double kNoticeableShare = 0.005;  // of a cost
constexpr int kNameCharacters = 18;
constexpr int kFewestNameCharacters = 12;  // however narrow the table is
constexpr int kSettingCharacters = 20;  // of a table of settings
constexpr int kValueCharacters = 13;

QString arrow(Verdict verdict) {
  switch (verdict) {
    case Verdict::Better:
      return QStringLiteral("\u25b2 ");
    case Verdict::Worse:
      return QStringLiteral("\u25bc ");
    case Verdict::Same:
      return QStringLiteral("= ");
    case Verdict::Unknown:
      break;
  }
  return {};
}

void setUp(QTableWidget& table) {
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setSelectionMode(QAbstractItemView::SingleSelection);
  table.setShowGrid(false);
  table.setAlternatingRowColors(true);
  table.setTabKeyNavigation(false);
  table.verticalHeader()->hide();
  table.horizontalHeader()->setHighlightSections(false);
}

// The style sheet's room on both sides of a cell is not part of what Qt thinks it needs.
void fitColumns(QTableWidget& table) {
  table.resizeColumnsToContents();
  for (int column = 0; column < table.columnCount(); ++column) {
    table.setColumnWidth(column, table.columnWidth(column) + table.fontMetrics().height());
  }
}

// One measured thing of an entry, and the same of the baseline.
struct Measure {
  double ours = 0, theirs = 0;
  Quantity quantity = Quantity::Percent;
};

QTableWidgetItem* cell(const Measure& measure, bool compared, const Theme& theme) {
  const DeltaText delta = !compared                               ? DeltaText{}
                          : measure.quantity == Quantity::Percent ? pointsDelta(measure.ours, measure.theirs)
                                                                  : costDelta(measure.ours, measure.theirs);
  const QString value = formatted(measure.ours, measure.quantity);
  auto* item = new QTableWidgetItem{delta.text.isEmpty() ? value : value + '\n' + delta.text};
  item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  if (!delta.text.isEmpty()) {
    item->setToolTip(measure.quantity == Quantity::Percent
                         ? ResultTable::tr("Below: percentage points more or less than the baseline. "
                                           "\u25b2 is better, \u25bc worse.")
                         : ResultTable::tr("Below: what the baseline took more or less of. "
                                           "\u25b2 is better, \u25bc worse."));
  }
  if (delta.verdict == Verdict::Better) item->setForeground(theme.success);
  if (delta.verdict == Verdict::Worse) item->setForeground(theme.error);
  return item;
}

}  // namespace

DeltaText pointsDelta(double ours, double theirs) {
  const Verdict verdict = judge({ours, theirs}, Better::Higher, kNoticeablePoints);
  if (verdict == Verdict::Unknown) return {};
  if (verdict == Verdict::Same) return {arrow(verdict) + ResultTable::tr("the same"), verdict};
  const double more = ours - theirs;
  const QString sign = more > 0 ? QStringLiteral("+") : QStringLiteral("\u2212");
  return {arrow(verdict) + sign + QLocale{}.toString(std::abs(more), 'f', 1), verdict};
}

DeltaText costDelta(double ours, double theirs) {
  const Verdict verdict = judge({ours, theirs}, Better::Lower, theirs * kNoticeableShare);
  if (verdict == Verdict::Unknown || !(ours > 0) || !(theirs > 0)) return {};
  if (verdict == Verdict::Same) return {arrow(verdict) + ResultTable::tr("the same"), verdict};
  const bool less = ours < theirs;
  const double factor = less ? theirs / ours : ours / theirs;
  const QString times = QLocale{}.toString(factor, 'f', factor < 9.95 ? 1 : 0) + QStringLiteral("\u00d7");
  return {arrow(verdict) + (less ? ResultTable::tr("%1 less") : ResultTable::tr("%1 more")).arg(times),
          verdict};
}

ResultTable::ResultTable(QWidget* parent) : QTableWidget(parent), theme_(Theme::of(ThemeId::Light)) {
  setUp(*this);
  setAccessibleName(tr("Results beside the baseline"));
}

void ResultTable::setEntries(const std::vector<CompareEntry>& entries,
                             const std::vector<CompareNumbers>& numbers, std::optional<std::size_t> baseline,
                             const ReachColumn& reach) {
  clear();
  setColumnCount(7);
  setHorizontalHeaderLabels(
      {tr("Run"), tr("Accuracy"), tr("Sent"), reach.title, tr("Worst"), tr("Time"), tr("Best")});
  setRowCount(static_cast<int>(entries.size()));
  for (int row = 0; row < rowCount(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const CompareEntry& entry = entries[at];
    auto* name = new QTableWidgetItem{swatchIcon(entry.style, theme_),
                                      entry.baseline ? tr("%1 (baseline)").arg(entry.name) : entry.name};
    name->setToolTip(name->text());
    setItem(row, 0, name);
    const bool compared = baseline && *baseline != at;
    const CompareNumbers& ours = numbers[at];
    const CompareNumbers& theirs = numbers[baseline.value_or(at)];
    const std::array<Measure, 6> measures{{{ours.accuracy, theirs.accuracy},
                                           {ours.bytes, theirs.bytes, Quantity::Bytes},
                                           {ours.reach, theirs.reach, reach.quantity},
                                           {ours.worst, theirs.worst},
                                           {ours.seconds, theirs.seconds, Quantity::Seconds},
                                           {ours.best, theirs.best}}};
    for (std::size_t i = 0; i < measures.size(); ++i) {
      setItem(row, static_cast<int>(i) + 1, cell(measures[i], compared, theme_));
    }
  }
  fitColumns(*this);
  nameWidth_ = columnWidth(0);
  fitNames();
}

// Long names take several lines rather than the place of accuracy and traffic.
void ResultTable::fitNames() {
  const int letter = fontMetrics().averageCharWidth();
  const int left = viewport()->width() - columnWidth(1) - columnWidth(2);
  setColumnWidth(0, std::min(nameWidth_, std::clamp(left, letter * kFewestNameCharacters, letter * kNameCharacters)));
  resizeRowsToContents();
}

void ResultTable::resizeEvent(QResizeEvent* event) {
  QTableWidget::resizeEvent(event);
  fitNames();
}

SettingTable::SettingTable(QWidget* parent)
    : QWidget(parent), all_(new QCheckBox{tr("&All settings"), this}), table_(new QTableWidget{this}) {
  setUp(*table_);
  table_->setAccessibleName(tr("Settings in which the runs differ"));
  table_->setTextElideMode(Qt::ElideLeft);  // the end of a key says which setting it is
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins({});
  column->setSpacing(2);
  column->addWidget(all_);
  column->addWidget(table_, 1);
  connect(all_, &QCheckBox::toggled, this, &SettingTable::fill);
}

void SettingTable::setEntries(const std::vector<CompareEntry>& entries) {
  entries_ = entries;
  fill();
}

void SettingTable::fill() {
  std::vector<std::string> specs;
  QStringList titles{tr("Setting")};
  for (const auto& entry : entries_) {
    specs.push_back(entry.runs.front().summary.specJson);
    titles << entry.name;
  }
  auto rows = compareSettings(specs);
  if (!all_->isChecked()) std::erase_if(rows, [](const SettingRow& row) { return !row.differs; });
  table_->clear();
  table_->setColumnCount(static_cast<int>(titles.size()));
  table_->setHorizontalHeaderLabels(titles);
  table_->setRowCount(static_cast<int>(rows.size()));
  for (int row = 0; row < table_->rowCount(); ++row) {
    const SettingRow& setting = rows[static_cast<std::size_t>(row)];
    auto* key = new QTableWidgetItem{toQString(setting.key)};
    QFont font = table_->font();
    font.setBold(setting.differs && all_->isChecked());
    key->setFont(font);
    key->setToolTip(key->text());
    table_->setItem(row, 0, key);
    for (std::size_t i = 0; i < setting.values.size(); ++i) {
      const QString value = toQString(setting.values[i]);
      auto* cell = new QTableWidgetItem{value.isEmpty() ? QStringLiteral("\u2013") : value};
      cell->setToolTip(titles[static_cast<int>(i) + 1] + '\n' + key->text() + QStringLiteral(": ") + cell->text());
      table_->setItem(row, static_cast<int>(i) + 1, cell);
    }
  }
  fitColumns(*table_);
  // Several runs beside each other say more than whole names, which the tooltips hold.
  for (int i = 0; i < table_->columnCount(); ++i) {
    const int most = fontMetrics().averageCharWidth() * (i == 0 ? kSettingCharacters : kValueCharacters);
    table_->setColumnWidth(i, std::min(table_->columnWidth(i), most));
    auto* head = table_->horizontalHeaderItem(i);
    head->setText(fontMetrics().elidedText(titles[i], Qt::ElideRight, table_->columnWidth(i) - 2 * fontMetrics().height()));
    head->setToolTip(titles[i]);
  }
}

}  // namespace lab::ui
