#include "ui/preferences.h"

#include <QDir>

namespace lab::ui {
namespace {

// A number outside the list, written by another version, falls back to the first.
template <class E>
E choice(const QSettings& settings, const QString& key, E last) {
  const int stored = settings.value(key, 0).toInt();
  return stored >= 0 && stored <= static_cast<int>(last) ? static_cast<E>(stored) : E{};
}

}  // namespace

ThemeId themeFor(ThemeChoice choice, bool darkDesktop) {
  const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::Auto && darkDesktop);
  return dark ? ThemeId::Dark : ThemeId::Light;
}

ThemeChoice Preferences::theme() const {
  return choice(settings_, QStringLiteral("appearance/theme"), ThemeChoice::Dark);
}
void Preferences::setTheme(ThemeChoice theme) {
  settings_.setValue(QStringLiteral("appearance/theme"), static_cast<int>(theme));
}

XAxis Preferences::xAxis() const {
  return choice(settings_, QStringLiteral("plots/axis"), XAxis::Bytes);
}
void Preferences::setXAxis(XAxis axis) {
  settings_.setValue(QStringLiteral("plots/axis"), static_cast<int>(axis));
}

QByteArray Preferences::geometry() const {
  return settings_.value(QStringLiteral("window/geometry")).toByteArray();
}
QByteArray Preferences::layout() const {
  return settings_.value(QStringLiteral("window/layout")).toByteArray();
}
void Preferences::setLayout(const QByteArray& geometry, const QByteArray& layout) {
  settings_.setValue(QStringLiteral("window/geometry"), geometry);
  settings_.setValue(QStringLiteral("window/layout"), layout);
}

QStringList Preferences::tiles() const {
  return settings_.value(QStringLiteral("plots/order")).toStringList();
}
void Preferences::setTiles(const QStringList& order) {
  settings_.setValue(QStringLiteral("plots/order"), order);
}

NamedLayout Preferences::namedLayout() const {
  return choice(settings_, QStringLiteral("window/named"), NamedLayout::Write);
}
void Preferences::setNamedLayout(NamedLayout layout) {
  settings_.setValue(QStringLiteral("window/named"), static_cast<int>(layout));
}

std::optional<SmoothingStrength> Preferences::smoothing() const {
  const int stored = settings_.value(QStringLiteral("plots/smoothing"), 0).toInt();  // 0: none
  if (stored < 1 || stored > static_cast<int>(SmoothingStrength::Strong) + 1) return std::nullopt;
  return static_cast<SmoothingStrength>(stored - 1);
}
void Preferences::setSmoothing(const std::optional<SmoothingStrength>& strength) {
  settings_.setValue(QStringLiteral("plots/smoothing"), strength ? static_cast<int>(*strength) + 1 : 0);
}

bool Preferences::reducedMotion() const {
  return settings_.value(QStringLiteral("plots/reducedMotion"), false).toBool();
}
void Preferences::setReducedMotion(bool reduced) {
  settings_.setValue(QStringLiteral("plots/reducedMotion"), reduced);
}

QString Preferences::folder() const {
  return settings_.value(QStringLiteral("files/folder"), QDir::homePath()).toString();
}
void Preferences::setFolder(const QString& folder) {
  settings_.setValue(QStringLiteral("files/folder"), folder);
}

}  // namespace lab::ui
