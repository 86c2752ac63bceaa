#include "ui/figure/figure_spec.h"

#include <algorithm>
#include <span>

#include <QRegularExpression>

#include "engine/core/error.h"
#include "engine/core/params.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

constexpr double kSmallestPage = 20;   // mm
constexpr double kLargestPage = 2000;  // mm

template <class Value>
struct Word {
  const char* text;
  Value value;
};

constexpr Word<XAxis> kAxes[]{{"iteration", XAxis::Iteration},
                              {"epoch", XAxis::Epoch},
                              {"seconds", XAxis::Seconds},
                              {"bytes", XAxis::Bytes}};
constexpr Word<ThemeId> kThemes[]{{"print", ThemeId::Print},
                                  {"light", ThemeId::Light},
                                  {"dark", ThemeId::Dark},
                                  {"projector", ThemeId::Projector}};
constexpr Word<LegendPlace> kPlaces[]{{"top", LegendPlace::Top},
                                      {"bottom", LegendPlace::Bottom},
                                      {"right", LegendPlace::Right},
                                      {"none", LegendPlace::None}};

[[noreturn]] void refuse(const std::string& option, const std::string& given, const std::string& problem,
                         const std::string& expected) {
  throw Error({.kind = ErrorKind::Usage,
               .doing = option + ' ' + given,
               .problem = problem,
               .expected = expected,
               .remedy = "skewlab figure --help lists them"});
}

template <class Value>
std::string wordOf(std::span<const Word<Value>> words, Value value) {
  for (const auto& word : words) {
    if (word.value == value) return word.text;
  }
  return {};
}

template <class Value>
Value valueOf(std::span<const Word<Value>> words, const std::string& option, std::string_view text) {
  std::string all;
  for (const auto& word : words) {
    if (word.text == text) return word.value;
    all += (all.empty() ? "" : ", ") + std::string{word.text};
  }
  refuse(option, std::string{text}, "is not known", "one of " + all);
}

std::string quoted(std::string_view text) {
  return '"' + std::string{text} + '"';
}

void requireBetween(const std::string& option, double value, double least, double most,
                    const std::string& unit) {
  if (value >= least && value <= most) return;
  const auto text = [&unit](double number) { return QString::number(number).toStdString() + unit; };
  refuse(option, text(value), "is out of range", text(least) + " to " + text(most));
}

}  // namespace

const std::vector<FigurePreset>& figurePresets() {
  // Widths as the publishers' author kits give them; slides are those of 16:9 presentation programs.
  static const std::vector<FigurePreset> presets{
      {"ieee1", QT_TRANSLATE_NOOP("figures", "IEEE, one column"), {88.9, 0}, 8},
      {"ieee2", QT_TRANSLATE_NOOP("figures", "IEEE, two columns"), {182, 0}, 8},
      {"nature1", QT_TRANSLATE_NOOP("figures", "Nature, one column"), {89, 0}, 7},
      {"nature2", QT_TRANSLATE_NOOP("figures", "Nature, two columns"), {183, 0}, 7},
      {"neurips", QT_TRANSLATE_NOOP("figures", "NeurIPS, text width"), {139.7, 0}, 8},
      {"icml1", QT_TRANSLATE_NOOP("figures", "ICML, one column"), {82.55, 0}, 8},
      {"icml2", QT_TRANSLATE_NOOP("figures", "ICML, two columns"), {171.45, 0}, 8},
      {"slide", QT_TRANSLATE_NOOP("figures", "Slide, 16:9"), {338.67, 190.5}, 18},
      {"poster", QT_TRANSLATE_NOOP("figures", "Poster"), {400, 280}, 24}};
  return presets;
}

void applyPreset(FigureSpec& spec, std::string_view id) {
  std::vector<std::string> ids;
  for (const auto& preset : figurePresets()) {
    ids.emplace_back(preset.id);
    if (preset.id != id) continue;
    spec.millimetres = preset.millimetres;
    spec.fontPoints = preset.fontPoints;
    return;
  }
  const auto near = nearest(id, ids);
  refuse("--preset", std::string{id}, "is not known", near.empty() ? "" : quoted(near));
}

std::string word(XAxis axis) {
  return wordOf<XAxis>(kAxes, axis);
}
std::string word(ThemeId theme) {
  return wordOf<ThemeId>(kThemes, theme);
}
std::string word(LegendPlace place) {
  return wordOf<LegendPlace>(kPlaces, place);
}
XAxis xAxisNamed(std::string_view word) {
  return valueOf<XAxis>(kAxes, "--x", word);
}
ThemeId themeNamed(std::string_view word) {
  return valueOf<ThemeId>(kThemes, "--theme", word);
}
LegendPlace legendPlaceNamed(std::string_view word) {
  return valueOf<LegendPlace>(kPlaces, "--legend", word);
}

QSizeF sizeNamed(const std::string& text) {
  static const QRegularExpression pattern{QStringLiteral(R"(^(\d+(?:\.\d+)?)(?:x(\d+(?:\.\d+)?))?(?:mm)?$)")};
  const auto match = pattern.match(QString::fromStdString(text));
  if (!match.hasMatch())
    refuse("--size", text, "is no size", "width and height in millimetres, such as 84x60mm");
  return {match.captured(1).toDouble(), match.captured(2).isEmpty() ? 0 : match.captured(2).toDouble()};
}

void check(const FigureSpec& spec) {
  requireBetween("--size", spec.millimetres.width(), kSmallestPage, kLargestPage, "mm");
  if (spec.millimetres.height() != 0) {
    requireBetween("--size", spec.millimetres.height(), kSmallestPage, kLargestPage, "mm");
  }
  requireBetween("--font-size", spec.fontPoints, 4, 72, "pt");
  requireBetween("--dpi", spec.dpi, 30, 2400, "");
  requireBetween("--columns", spec.columns, 0, 6, "");
  if (spec.linePoints != 0) requireBetween("--line-width", spec.linePoints, 0.1, 10, "pt");
  std::vector<std::string> ids;
  for (const auto& entry : views::all()) ids.push_back(entry.id);
  if (spec.views.empty()) refuse("--view", "", "is missing", "a view, such as accuracy");
  for (const auto& view : spec.views) {
    if (std::ranges::find(ids, view) != ids.end()) continue;
    const auto near = nearest(view, ids);
    refuse("--view", view, "is not a view", near.empty() ? "" : quoted(near));
  }
}

}  // namespace lab::ui
