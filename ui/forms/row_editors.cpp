#include "ui/forms/row_editors.h"

#include <array>

#include <QCoreApplication>

#include "engine/catalogue.h"
#include "engine/core/loss_reading.h"
#include "ui/forms/spec_binding.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString tr(const char* sentence) {
  return QCoreApplication::translate("SpecPanel", sentence);
}

std::vector<Word> wordsOf(const std::vector<CatalogueEntry>& entries) {
  std::vector<Word> words;
  for (const auto& entry : entries) {
    const QString title = toQString(entry.title);
    QString help = toQString(entry.summary);
    if (!entry.source.empty()) help += '\n' + toQString(entry.source);
    words.push_back({toQString(entry.id), entry.available ? title : tr("%1 (not on this machine)").arg(title),
                     help, entry.available});
  }
  return words;
}

std::vector<Word> wordsFor(std::string_view key) {
  if (key == "dataset.id") return wordsOf(catalogue::datasets());
  if (key == "task.id") return wordsOf(catalogue::tasks());
  if (key == "partition.scheme") return wordsOf(catalogue::schemes());
  if (key == "model.architecture") return wordsOf(catalogue::architectures());
  if (key == "model.normalization") return wordsOf(catalogue::normalizations());
  if (key == "algorithm.id") return wordsOf(catalogue::algorithms());
  if (key == "skewscout.search") return wordsOf(catalogue::searches());
  if (key == "skewscout.order") {
    return {{"ring", tr("ring")}, {"rotating", tr("rotating")}, {"random", tr("random")}};
  }
  if (key == "skewscout.loss") {
    std::vector<Word> words;
    for (const auto& reading : kLossReadings) words.push_back({toQString(reading.word), toQString(reading.title)});
    return words;
  }
  if (key == "training.executor") return {{"auto", tr("auto")}, {"autograd", tr("autograd")}};
  if (key == "network.profile") {
    return {{"wan", tr("wide area")}, {"lan", tr("local network")}, {"custom", tr("custom")}};
  }
  return {};
}

constexpr std::array kChoiceInfos{
    ParamInfo{.key = "partition.scheme", .title = "Split", .help = "How the training samples are dealt out."},
    ParamInfo{.key = "task.id", .title = "Task", .help = "What is learnt, and how it is tested."},
    ParamInfo{.key = "model.architecture", .title = "Network", .help = "The network every partition trains."},
    ParamInfo{.key = "model.normalization",
              .title = "Normalization",
              .help = "What stands between convolution and ReLU; BatchNorm suffers from skewed labels."},
    ParamInfo{.key = "algorithm.id", .title = "Algorithm", .help = "What the partitions tell each other."}};

}  // namespace

Editor* editorFor(const ParamInfo& info, QWidget* parent) {
  const auto words = wordsFor(info.key);
  if (!words.empty()) return makeWordEditor(words, parent);
  return isText(info.key) ? makeTextEditor(parent) : makeEditor(info, parent);
}

GroupId groupOf(std::string_view key) {
  const std::string_view section = key.substr(0, key.find('.'));
  if (section == "dataset" || section == "partition") return GroupId::Data;
  if (section == "algorithm" || section == "skewscout" || section == "network") return GroupId::Algorithm;
  if (section == "model" || section == "task") return GroupId::Model;
  if (section == "training" || section == "evaluation" || section == "stop") return GroupId::Training;
  return GroupId::Reproducibility;
}

QString groupTitle(GroupId group) {
  switch (group) {
    case GroupId::Data:
      return tr("1  Data");
    case GroupId::Algorithm:
      return tr("2  Algorithm");
    case GroupId::Model:
      return tr("3  Model");
    case GroupId::Training:
      return tr("4  Training");
    case GroupId::Reproducibility:
      return tr("5  Reproducibility");
  }
  return {};
}

ParamInfo choiceInfo(std::string_view key) {
  for (const auto& info : kChoiceInfos) {
    if (info.key == key) return info;
  }
  return {.key = key, .title = key};
}

}  // namespace lab::ui
