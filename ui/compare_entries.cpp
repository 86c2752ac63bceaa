#include "ui/compare_entries.h"

#include <algorithm>
#include <set>

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/forms/text.h"
#include "ui/series/configuration.h"

namespace lab::ui {
namespace {

// Four of the palette's five: the fifth is the ink of the baseline.
constexpr int kColours = 4;
constexpr int kPalette = 5;

// How the runs of a sweep tell their seeds apart; a mean has no seed.
const QRegularExpression kSeedName{QStringLiteral(", seed \\d+$")};

QString tr(const char* text) {
  return QCoreApplication::translate("Compare", text);
}

std::vector<std::string> specsOf(const std::vector<RunRow>& rows) {
  std::vector<std::string> specs;
  for (const auto& row : rows) specs.push_back(row.summary.specJson);
  return specs;
}

// What can be asked without reading JSON: a thousand runs are looked at whenever one is selected.
bool mayBeBaseline(const RunRow& row, const RunRow& of) {
  return row.spec && of.spec && row.spec->algorithm.id == "bsp" && row.spec->seed == of.spec->seed &&
         row.spec->dataset.id == of.spec->dataset.id && row.spec->model.id == of.spec->model.id;
}

bool has(const std::vector<RunRow>& rows, const std::filesystem::path& run) {
  return std::ranges::any_of(rows, [&run](const RunRow& row) { return row.summary.path == run; });
}

bool isRepeated(const std::vector<CompareEntry>& entries, const QString& name) {
  return std::ranges::count(entries, name, &CompareEntry::name) > 1;
}

template <class Addition>
void tellApart(std::vector<CompareEntry>& entries, const Addition& addition) {
  std::set<QString> repeated;
  for (const auto& entry : entries) {
    if (isRepeated(entries, entry.name)) repeated.insert(entry.name);
  }
  for (auto& entry : entries) {
    if (repeated.contains(entry.name)) entry.name += addition(entry);
  }
}

void nameApart(std::vector<CompareEntry>& entries) {
  tellApart(entries, [](const CompareEntry& entry) {
    const RunRow& run = entry.runs.front();
    if (!run.spec) return QString{};
    return entry.isMean() ? tr(" · %1 seeds").arg(entry.runs.size()) : tr(" · seed %1").arg(run.spec->seed);
  });
  tellApart(entries, [](const CompareEntry& entry) {
    return QStringLiteral(" · ") + toQString(entry.runs.front().summary.path.stem().string());
  });
}

}  // namespace

void RunColours::assign(const std::vector<RunRow>& rows) {
  std::erase_if(places_, [&rows](const auto& known) { return !has(rows, known.first); });
  std::set<int> taken;
  for (const auto& [run, place] : places_) taken.insert(place);
  for (const auto& row : rows) {
    if (places_.contains(row.summary.path)) continue;
    int free = 0;
    while (taken.contains(free)) ++free;
    taken.insert(free);
    places_[row.summary.path] = free;
  }
}

SeriesStyle RunColours::styleOf(const std::filesystem::path& run, const Theme& theme) const {
  const auto place = places_.find(run);
  const int index = place == places_.end() ? 0 : place->second;
  return theme.partition(index / kColours * kPalette + index % kColours);
}

SeriesStyle baselineStyle(const Theme& theme) {
  return {.colour = theme.text, .dash = Qt::DashLine, .marker = kPalette - 1};
}

std::vector<CompareEntry> makeEntries(const std::vector<RunRow>& chosen,
                                      const std::optional<RunRow>& baseline, bool grouped) {
  std::vector<CompareEntry> entries;
  if (baseline) entries.push_back({.name = baseline->name, .runs = {*baseline}, .baseline = true});
  std::vector<RunRow> others;
  for (const auto& row : chosen) {
    if (!baseline || row.summary.path != baseline->summary.path) others.push_back(row);
  }
  if (grouped) {
    for (const auto& group : seedGroups(specsOf(others))) {
      CompareEntry entry{.name = others[group.front()].name};
      for (const std::size_t i : group) entry.runs.push_back(others[i]);
      if (entry.isMean()) entry.name.remove(kSeedName);
      entries.push_back(std::move(entry));
    }
  } else {
    for (const auto& row : others) entries.push_back({.name = row.name, .runs = {row}});
  }
  nameApart(entries);
  return entries;
}

std::optional<RunRow> baselineFor(const RunRow& run, const std::vector<RunRow>& all) {
  if (run.spec && run.spec->algorithm.id == "bsp") return std::nullopt;
  std::vector<const RunRow*> candidates;
  std::vector<std::string> specs;
  for (const auto& row : all) {
    if (!row.problem.isEmpty() || !mayBeBaseline(row, run)) continue;
    candidates.push_back(&row);
    specs.push_back(row.summary.specJson);
  }
  const auto found = findBaseline(run.summary.specJson, specs);
  return found ? std::optional{*candidates[*found]} : std::nullopt;
}

ExperimentSpec baselineSpec(const ExperimentSpec& spec) {
  ExperimentSpec baseline = spec;
  baseline.algorithm = {"bsp", {}};
  baseline.skewscout.enabled = false;
  baseline.name = tr("BSP for %1").arg(toQString(spec.name)).toStdString();
  return baseline;
}

}  // namespace lab::ui
