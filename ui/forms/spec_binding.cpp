#include "ui/forms/spec_binding.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <type_traits>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "engine/catalogue.h"
#include "engine/core/loss_reading.h"
#include "engine/core/spec_choices.h"
#include "engine/core/spec_fields.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString tr(const char* sentence) {
  return QCoreApplication::translate("SpecBinding", sentence);
}

// Files and fields for experts write numbers the same way, whatever the locale: a comma separates.
QString shortest(double value) {
  return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
}

FieldValue toValue(const std::string& text) {
  return toQString(text);
}
FieldValue toValue(bool flag) {
  return flag ? 1.0 : 0.0;
}
FieldValue toValue(double number) {
  return number;
}
FieldValue toValue(std::int64_t number) {
  return static_cast<double>(number);
}

template <class E>
requires std::is_enum_v<E> FieldValue toValue(E word) {
  return static_cast<double>(word);
}

FieldValue toValue(const std::optional<double>& number) {
  return number ? shortest(*number) : QString{};
}

FieldValue toValue(const std::vector<std::string>& words) {
  QStringList list;
  for (const auto& word : words) list << toQString(word);
  return list.join(QStringLiteral(", "));
}

QString listed(std::span<const double> numbers) {
  QStringList list;
  for (const double number : numbers) list << shortest(number);
  return list.join(QStringLiteral(", "));
}

FieldValue toValue(const std::vector<double>& numbers) {
  return listed(numbers);
}

FieldValue toValue(const ParamTable& table) {
  QStringList rows;
  for (const auto& row : table) {
    QStringList numbers;
    for (const double number : row) numbers << shortest(number);
    rows << numbers.join(' ');
  }
  return rows.join(QStringLiteral("; "));
}

QStringList pieces(const FieldValue& value) {
  QStringList list = std::get<QString>(value).split(',', Qt::SkipEmptyParts);
  for (auto& piece : list) piece = piece.trimmed();
  list.removeAll(QString{});
  return list;
}

QString notANumber(const QString& text) {
  return tr("\"%1\" is not a number; write numbers with a point and separate them with commas.").arg(text);
}

QString assign(std::string& field, const FieldValue& value) {
  field = std::get<QString>(value).toStdString();
  return {};
}
QString assign(bool& field, const FieldValue& value) {
  field = std::get<double>(value) != 0;
  return {};
}
QString assign(double& field, const FieldValue& value) {
  field = std::get<double>(value);
  return {};
}
QString assign(std::int64_t& field, const FieldValue& value) {
  field = static_cast<std::int64_t>(std::get<double>(value));
  return {};
}

template <class E>
requires std::is_enum_v<E> QString assign(E& field, const FieldValue& value) {
  field = static_cast<E>(std::get<double>(value));
  return {};
}

QString assign(std::vector<std::string>& field, const FieldValue& value) {
  field.clear();
  for (const auto& piece : pieces(value)) field.push_back(piece.toStdString());
  return {};
}

QString assign(std::vector<double>& field, const FieldValue& value) {
  std::vector<double> numbers;
  for (const auto& piece : pieces(value)) {
    bool good = false;
    numbers.push_back(QLocale::c().toDouble(piece, &good));
    if (!good) return notANumber(piece);
  }
  field = std::move(numbers);
  return {};
}

QString assign(ParamTable& field, const FieldValue& value) {
  ParamTable table;
  for (const auto& line : std::get<QString>(value).split(';', Qt::SkipEmptyParts)) {
    if (line.trimmed().isEmpty()) continue;
    std::vector<double> row;
    if (auto problem = assign(row, line.simplified().replace(' ', ',')); !problem.isEmpty()) return problem;
    table.push_back(std::move(row));
  }
  field = std::move(table);
  return {};
}

QString assign(std::optional<double>& field, const FieldValue& value) {
  std::vector<double> numbers;
  if (auto problem = assign(numbers, value); !problem.isEmpty()) return problem;
  if (numbers.size() > 1) return tr("One number is expected, or nothing for the algorithm's own.");
  field = numbers.empty() ? std::nullopt : std::optional{numbers.front()};
  return {};
}

// Who visits whom is asked where models travel, how much traffic that may take where something is sent for it.
bool isAsked(Travellers travellers, std::string_view key) {
  if (key == "skewscout.order") return travellers == Travellers::All;
  return key != "skewscout.travel_share" || travellers != Travellers::Nobody;
}

const ChoicePlace* placeOf(std::string_view key) {
  const auto found = std::ranges::find(kChoicePlaces, key, &ChoicePlace::key);
  return found == kChoicePlaces.end() ? nullptr : &*found;
}

}  // namespace

std::vector<ParamInfo> fixedFields() {
  std::vector<ParamInfo> infos;
  const ExperimentSpec spec;
  visitFields(spec, [&](const ParamInfo& info, const auto&) { infos.push_back(info); });
  return infos;
}

bool isText(std::string_view key) {
  return std::holds_alternative<QString>(readField(ExperimentSpec{}, key));
}

FieldValue readField(const ExperimentSpec& spec, std::string_view key) {
  if (const auto* place = placeOf(key)) return toQString((spec.*place->choice).id);
  FieldValue found = 0.0;
  visitFields(spec, [&](const ParamInfo& info, const auto& field) {
    if (info.key == key) found = toValue(field);
  });
  return found;
}

QString writeField(ExperimentSpec& spec, std::string_view key, const FieldValue& value) {
  if (const auto* place = placeOf(key)) return assign((spec.*place->choice).id, value);
  QString problem;
  visitFields(spec, [&](const ParamInfo& info, auto& field) {
    if (info.key == key) problem = assign(field, value);
  });
  return problem;
}

FieldValue readParam(const Choice& choice, const ParamInfo& info) {
  if (info.kind == ParamKind::Text) return toValue(lab::value(choice.texts, info.key));
  if (info.kind == ParamKind::Table) return toValue(lab::value(choice.tables, info.key));
  const auto given = choice.params.find(info.key);
  return given == choice.params.end() ? info.fallback : given->second;
}

QString writeParam(Choice& choice, const ParamInfo& info, const FieldValue& value) {
  const std::string key{info.key};
  if (info.kind == ParamKind::Text) return assign(choice.texts[key], value);
  if (info.kind != ParamKind::Table) return assign(choice.params[key], value);
  ParamTable table;
  QString problem = assign(table, value);
  if (problem.isEmpty()) choice.tables[key] = std::move(table);
  return problem;
}

QString whenEmpty(const ExperimentSpec& spec, std::string_view key) {
  if (key != "skewscout.ladder" && key != "skewscout.start") return {};
  const auto algorithms = catalogue::algorithms();
  const auto chosen = std::ranges::find(algorithms, spec.algorithm.id, &CatalogueEntry::id);
  if (chosen == algorithms.end() || chosen->knob.parameter.empty()) return {};
  if (key == "skewscout.start") return shortest(chosen->knob.start);
  return listed(chosen->knob.ladder);
}

bool isRelevant(const ExperimentSpec& spec, std::string_view key) {
  const auto kind = spec.training.schedule.kind;
  if (key == "training.epochs") return spec.training.iterations == 0;
  if (key == "training.schedule.milestones") return kind == ScheduleKind::Multistep;
  if (key == "training.schedule.factor") return kind == ScheduleKind::Multistep;
  if (key == "training.schedule.power") return kind == ScheduleKind::Poly;
  if (key == "network.bandwidth_mbps" || key == "network.latency_ms") return spec.network.profile == "custom";
  if (key == "diagnostics.window") return spec.diagnostics.normDivergence;
  if (key == "diagnostics.every") {
    const auto& wanted = spec.diagnostics;
    return wanted.normDivergence || wanted.weightDivergence || wanted.updateSize;
  }
  if (key == "checkpoint.at_decisions") return spec.skewscout.enabled;
  if (key.starts_with("skewscout.") && key != "skewscout.enabled")
    return spec.skewscout.enabled && isAsked(lossReading(spec.skewscout.loss).travellers, key);
  return true;
}

bool isSpecialist(std::string_view key) {
  static constexpr std::array<std::string_view, 17> kKeys{"notes",
                                                          "tags",
                                                          "dataset.train_limit",
                                                          "dataset.test_limit",
                                                          "dataset.augment",
                                                          "dataset.mean",
                                                          "training.schedule.warmup",
                                                          "training.memory_format",
                                                          "training.executor",
                                                          "evaluation.per_class",
                                                          "evaluation.cross",
                                                          "diagnostics.update_size",
                                                          "diagnostics.every",
                                                          "diagnostics.window",
                                                          "checkpoint.keep",
                                                          "checkpoint.at_decisions",
                                                          "stop.on_divergence"};
  return key.starts_with("network.") || key.starts_with("skewscout.") ||
         std::ranges::find(kKeys, key) != kKeys.end();
}

}  // namespace lab::ui
