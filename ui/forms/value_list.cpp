#include "ui/forms/value_list.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "ui/forms/number_box.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ValueList", text);
}

// What a value is called in a file is read as it is shown: a tenth is 10 %.
double scaleOf(const ParamInfo& info) {
  return NumberBox::isFraction(info) ? 100 : 1;
}

// A suffix as the box writes it behind its number.
QString unitOf(const ParamInfo& info) {
  return NumberBox::isFraction(info) ? QStringLiteral("%") : toQString(info.unit);
}

// Like 0.1 * 3, a number from a range or a division by 100 has digits at its end that nobody has written.
double rounded(double value) {
  return QString::number(value, 'g', 12).toDouble();
}

std::optional<double> numberIn(QString word, const ParamInfo& info) {
  const QString unit = unitOf(info);
  if (!unit.isEmpty() && word.endsWith(unit)) word = word.chopped(unit.size()).trimmed();
  for (const auto& name : info.names) {
    if (word == toQString(name.name)) return name.value;
  }
  bool ok = false;
  const double shown = QLocale::c().toDouble(word, &ok);
  if (!ok) return {};
  return rounded(shown / scaleOf(info));
}

QString notANumber(const QString& word, const ParamInfo& info) {
  return tr("\u201c%1\u201d is no value of this setting; expected %2.").arg(word, toQString(expectation(info)));
}

/// "a to b step c": its two ends and its step, as the spec holds them.
struct Range {
  double from = 0, to = 0, step = 0;
};

ValueList valuesOf(const Range& range, const QString& text) {
  const double count = std::floor((range.to - range.from) / range.step + 1e-9) + 1;
  if (!(count >= 1)) return {.problem = tr("\u201c%1\u201d has no values: its step leads away from its end.").arg(text)};
  if (count > static_cast<double>(kMostValues)) {
    return {.problem = tr("\u201c%1\u201d has more than %2 values; take a larger step.").arg(text).arg(kMostValues)};
  }
  ValueList list;
  for (int i = 0; i < static_cast<int>(count); ++i) list.values.push_back(rounded(range.from + i * range.step));
  return list;
}

ValueList readPart(const QString& part, const ParamInfo& info) {
  static const QRegularExpression kRange{
      QStringLiteral(R"(^(.+?)\s+to\s+(.+?)(?:\s+step\s+(.+))?$)"), QRegularExpression::CaseInsensitiveOption};
  const auto range = kRange.match(part);
  if (!range.hasMatch()) {
    const auto value = numberIn(part, info);
    if (!value) return {.problem = notANumber(part, info)};
    return {.values = {*value}};
  }
  QStringList words{range.captured(1), range.captured(2)};
  if (range.hasCaptured(3)) words << range.captured(3);
  std::vector<double> numbers;
  for (const QString& word : words) {
    const auto number = numberIn(word.trimmed(), info);
    if (!number) return {.problem = notANumber(word, info)};
    numbers.push_back(*number);
  }
  if (numbers.size() == 2 && info.kind != ParamKind::Integer) {
    return {.problem = tr("\u201c%1\u201d needs a step: \u201c%1 step \u2026\u201d.").arg(part)};
  }
  const double step = numbers.size() == 3 ? numbers[2] : numbers[1] >= numbers[0] ? 1 : -1;
  if (step == 0) return {.problem = tr("The step of \u201c%1\u201d must not be 0.").arg(part)};
  return valuesOf({numbers[0], numbers[1], step}, part);
}

}  // namespace

ValueList readValues(const QString& text, const ParamInfo& info) {
  ValueList list;
  static const QRegularExpression kBetween{QStringLiteral("[,;]")};
  for (const QString& part : text.split(kBetween)) {
    if (part.trimmed().isEmpty()) continue;
    const ValueList some = readPart(part.trimmed(), info);
    if (!some.problem.isEmpty()) return some;
    for (const double value : some.values) {
      if (const auto problem = problemWith(info, value); !problem.empty()) return {.problem = toQString(problem)};
      if (std::ranges::find(list.values, value) == list.values.end()) list.values.push_back(value);
    }
  }
  if (list.values.empty()) return {.problem = tr("Write the values it shall have, such as \u201c1, 2, 5\u201d.")};
  if (list.values.size() > kMostValues) return {.problem = tr("More than %1 values; take fewer.").arg(kMostValues)};
  return list;
}

QString shownValue(double value, const ParamInfo& info) {
  for (const auto& name : info.names) {
    if (name.value == value) return toQString(name.name);
  }
  const QString number = QLocale::c().toString(value * scaleOf(info), 'g', 12);
  const QString unit = unitOf(info);
  return unit.isEmpty() ? number : number + ' ' + unit;
}

}  // namespace lab::ui
