#include "tests/ui/end_to_end/short_quick_start.h"

#include <stdexcept>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace lab::ui::test {
namespace {

// Puts `value` where the keys lead; they must lead to something, or the preset has another form by now.
void change(QJsonObject& object, const char* part, const char* key, const QJsonValue& value) {
  QJsonObject inner = object[QLatin1String{part}].toObject();
  if (!inner.contains(QLatin1String{key})) throw std::runtime_error{std::string{"no "} + part + '.' + key};
  inner[QLatin1String{key}] = value;
  object[QLatin1String{part}] = inner;
}

}  // namespace

void useShortQuickStart(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  fs::copy(fs::path{LAB_SOURCE_DIR} / "resources", folder, fs::copy_options::recursive);
  QFile file{QString::fromStdString((folder / "presets" / "10-quickstart.json").string())};
  if (!file.open(QIODevice::ReadWrite)) throw std::runtime_error{"the quick start cannot be changed"};
  QJsonObject preset = QJsonDocument::fromJson(file.readAll()).object();
  QJsonObject spec = preset[QLatin1String{"spec"}].toObject();
  change(spec, "training", "iterations", 20);
  change(spec, "evaluation", "every", 5);
  change(spec, "dataset", "test_limit", 200);
  preset[QLatin1String{"spec"}] = spec;
  file.resize(0);
  file.seek(0);
  file.write(QJsonDocument{preset}.toJson());
  qputenv("SKEWLAB_RESOURCES", QByteArray::fromStdString(folder.string()));
}

}  // namespace lab::ui::test
