#include "ui/wording.h"

#include <algorithm>
#include <exception>
#include <vector>

#include <QCoreApplication>
#include <QStringList>

#include "engine/catalogue.h"
#include "ui/forms/spec_binding.h"
#include "ui/forms/text.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("Wording", text);
}

QString partitions(std::int64_t count) {
  return count == 1 ? tr("1 partition") : tr("%1 partitions").arg(count);
}

QString titleOf(const std::vector<CatalogueEntry>& entries, const std::string& id) {
  const auto entry = std::ranges::find(entries, id, &CatalogueEntry::id);
  return toQString(entry == entries.end() ? id : entry->title);
}

}  // namespace

Split splitOf(const Choice& choice) {
  const auto entries = catalogue::schemes();
  const auto entry = std::ranges::find(entries, choice.id, &CatalogueEntry::id);
  if (entry == entries.end()) return {.title = toQString(choice.id)};
  Split split{.title = toQString(entry->title)};
  if (entry->params.empty()) return split;
  const ParamInfo& info = entry->params.front();
  const FieldValue given = readParam(choice, info);
  if (const auto* number = std::get_if<double>(&given)) split.degree = *number;
  if (info.kind == ParamKind::Text) split.degreeText = std::get<QString>(given);
  if (!split.degree) return split;
  const bool fraction = info.unit == "fraction";
  split.degreeText = fraction ? QString::number(*split.degree * 100, 'g', 4) + QStringLiteral(" %")
                              : toQString(toText(info, *split.degree));
  return split;
}

std::optional<ExperimentSpec> readSpec(const std::string& json) {
  if (json.empty()) return std::nullopt;
  try {
    return specFromJson(json, catalogue::vocabulary(), "spec");
  } catch (const std::exception&) {
    return std::nullopt;  // written by a program that knows more than this one
  }
}

QString algorithmTitle(const ExperimentSpec& spec) {
  return titleOf(catalogue::algorithms(), spec.algorithm.id);
}

QString specSentence(const ExperimentSpec& spec) {
  const Split split = splitOf(spec.partition);
  QString network = titleOf(catalogue::architectures(), spec.model.id);
  if (spec.normalization.id != "none") {
    network = tr("%1, %2 norm").arg(network, titleOf(catalogue::normalizations(), spec.normalization.id));
  }
  return QStringList{algorithmTitle(spec), partitions(spec.partitions),
                     (split.title + ' ' + split.degreeText).trimmed(), network, toQString(spec.dataset.id)}
      .join(QStringLiteral(" · "));
}

}  // namespace lab::ui
