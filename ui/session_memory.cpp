#include "ui/session_memory.h"

#include <QStringList>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

constexpr int kVersion = 1;  // raise it when a key gets another meaning: what is older is then forgotten

QString key(const char* name) {
  return QStringLiteral("session/") + QLatin1String{name};
}

}  // namespace

OpenThings SessionMemory::read() const {
  if (settings_.value(key("version")).toInt() != kVersion) return {};
  const auto text = [this](const char* name) { return settings_.value(key(name)).toString(); };
  OpenThings things{.run = text("run").toStdString(),
                    .compared = {},
                    .baseline = text("baseline").toStdString(),
                    .page = settings_.value(key("page")).toInt(),
                    .alone = text("alone")};
  for (const QString& run : settings_.value(key("compared")).toStringList()) {
    things.compared.emplace_back(run.toStdString());
  }
  return things;
}

void SessionMemory::write(const OpenThings& things) {
  QStringList compared;
  for (const auto& run : things.compared) compared.append(toQString(run.string()));
  settings_.setValue(key("version"), kVersion);
  settings_.setValue(key("run"), toQString(things.run.string()));
  settings_.setValue(key("compared"), compared);
  settings_.setValue(key("baseline"), toQString(things.baseline.string()));
  settings_.setValue(key("page"), things.page);
  settings_.setValue(key("alone"), things.alone);
}

}  // namespace lab::ui
