#include "ui/preview_feeder.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

#include <QCoreApplication>
#include <QLocale>

#include "ui/bridge/background.h"

namespace lab::ui {

bool sameSplit(const ExperimentSpec& a, const ExperimentSpec& b) {
  return a.seed == b.seed && a.dataset == b.dataset && a.partitions == b.partitions &&
         a.partition == b.partition;
}

PreviewFeeder::PreviewFeeder(QObject* parent) : QObject(parent) {
  rest_.setSingleShot(true);
  rest_.setInterval(std::chrono::milliseconds{150});
  connect(&rest_, &QTimer::timeout, this, &PreviewFeeder::compute);
}

void PreviewFeeder::follow(const ExperimentSpec& spec) {
  wanted_ = spec;
  rest_.start();
}

void PreviewFeeder::compute() {
  if (busy_ || (any_ && sameSplit(wanted_, computed_))) return;
  busy_ = true;
  any_ = true;
  computed_ = wanted_;
  inBackground(
      this, [spec = wanted_] { return previewPartition(spec); },
      [this](const Outcome<PartitionPreview>& outcome) {
        busy_ = false;
        if (outcome.value) {
          Q_EMIT ready(*outcome.value);
        } else {
          Q_EMIT failed(outcome.problem);
        }
        compute();  // the form has moved on meanwhile, or nothing happens
      });
}

QString previewSentence(const PartitionPreview& preview) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("PreviewFeeder", text); };
  const auto partitions = static_cast<std::size_t>(preview.partitions);
  if (partitions == 0) return {};
  const auto classes = static_cast<std::ptrdiff_t>(preview.labelCounts.size() / partitions);
  std::vector<std::int64_t> sizes;
  for (auto row = preview.labelCounts.begin(); row != preview.labelCounts.end(); row += classes) {
    sizes.push_back(std::accumulate(row, row + classes, std::int64_t{0}));
  }
  const auto [least, most] = std::ranges::minmax_element(sizes);
  const QLocale locale;
  const QString images = *least == *most ? locale.toString(static_cast<qlonglong>(*least))
                                         : tr("%1 to %2")
                                               .arg(locale.toString(static_cast<qlonglong>(*least)),
                                                    locale.toString(static_cast<qlonglong>(*most)));
  return tr("%1 images each. Label skew: total variation %2, Jensen-Shannon %3.")
      .arg(images, locale.toString(preview.skew.totalVariation, 'f', 2),
           locale.toString(preview.skew.jensenShannon, 'f', 2));
}

}  // namespace lab::ui
