#include "ui/series/class_map.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/map_view.h"

namespace lab::ui {
namespace {

constexpr std::int64_t kFewTests = 20;  // below that a percentage says little

QString percent(double value) {
  return formatted(value, Quantity::Percent);
}

/// How well every partition's model knows every class.
class ClassView final : public MapView<ClassMap, EvaluationPoint> {
  Q_DECLARE_TR_FUNCTIONS(ClassView)

 public:
  explicit ClassView(QWidget* parent) : MapView(parent, tr("Accuracy by class")) {
    tile_.setNote(tr("Corner: class not in the training data. Stripes: under %1 test images.")
                      .arg(formattedCount(kFewTests)));
    connect(&tile_.map(), &HeatMap::cellOpened, this, &View::cellOpened);
    refresh();
  }

  [[nodiscard]] QString summary() const override {
    const auto worst = series_.worst();
    if (!worst) return tr("No accuracy by class yet.");
    QString sentence =
        tr("Iteration %1: worst %2 in %3 with %4; classes the partition has trained on: %5 on average")
            .arg(formattedCount(*series_.iteration()), nameOf(worst->label), partitionName(worst->partition),
                 percent(worst->right), percent(series_.mean(true)));
    if (!std::isfinite(series_.mean(false))) return sentence + QLatin1Char('.');
    return sentence + tr(", others: %1.").arg(percent(series_.mean(false)));
  }

 private:
  [[nodiscard]] QString nameOf(int label) const {
    return QString::fromStdString(series_.classNames()[static_cast<std::size_t>(label)]);
  }

  void refresh() override {
    tile_.update(state_, texts(), series_.iteration() ? map() : HeatMapData{}, summary());
    const auto worst = series_.worst();
    if (!worst) return tile_.header().setValues({});
    tile_.header().setValues(
        {{.label = tr("Trained on"),
          .value = percent(series_.mean(true)),
          .tip = tr("Mean over the cells whose class the partition has trained on.")},
         {.label = tr("Never seen"),
          .value = percent(series_.mean(false)),
          .tip = tr("Mean over the cells whose class is absent from the partition's training data.")},
         {.label = tr("Worst"),
          .value = QStringLiteral("%1 · %2").arg(nameOf(worst->label), partitionName(worst->partition)),
          .tip = percent(worst->right)},
         {.label = tr("Iteration"),
          .value = formattedCount(*series_.iteration()),
          .tip = tr("Of the evaluation shown.")}});
  }

  [[nodiscard]] HeatMapData map() const {
    HeatMapData heat;
    for (int label = 0; label < series_.classes(); ++label) heat.rows.append(nameOf(label));
    for (int k = 0; k < series_.partitions(); ++k) heat.columns.append(partitionName(k));
    for (int label = 0; label < series_.classes(); ++label) {
      for (int k = 0; k < series_.partitions(); ++k) {
        const double right = series_.right(label, k);
        heat.values.push_back(right);
        const bool few = series_.knowsTests() && series_.tested(label, k) < kFewTests;
        heat.marks.push_back(
            {.hatched = few && std::isfinite(right),
             .corner = series_.trained(label, k) == 0,
             .note = few ? tr("n = %1").arg(formattedCount(series_.tested(label, k))) : QString{}});
      }
    }
    heat.rowTitle = tr("Class");
    heat.columnTitle = tr("Partition");
    heat.valueTitle = tr("Right [%]");
    heat.range = {0, 100};
    heat.text = [](double value) { return QLocale{}.toString(value, 'f', 0); };
    heat.tip = [this](int label, int partition) { return tipOf(label, partition); };
    return heat;
  }

  [[nodiscard]] QString tipOf(int label, int partition) const {
    const auto tested = series_.tested(label, partition);
    const double right = series_.right(label, partition);
    QString tip = tr("%1 in %2: %3 right").arg(nameOf(label), partitionName(partition), percent(right));
    const auto correct = series_.correct(label, partition);
    if (correct) {
      tip += QLatin1Char('\n') +
             tr("%1 of n = %2 test images").arg(formattedCount(*correct), formattedCount(tested));
    } else if (series_.knowsTests()) {
      tip += QLatin1Char('\n') + tr("n = %1 test images").arg(formattedCount(tested));
    }
    tip += QLatin1Char('\n') +
           (series_.trained(label, partition) == 0
                ? tr("not in its training data")
                : tr("%1 training images").arg(formattedCount(series_.trained(label, partition))));
    return tip + QLatin1Char('\n') + tr("Click or Enter: the wrong answers");
  }

  [[nodiscard]] TileTexts texts() const override {
    TileTexts texts{
        .empty = tr("Run to see the accuracy by class"),
        .emptyHint = tr("Which classes each partition's model knows, and which it has never seen."),
        .waiting = tr("First evaluation at iteration 0"),
        .waitingHint = tr("Every model is tested once before it is trained.")};
    if (state_.phase == RunPhase::Empty || series_.plan().classAccuracy) return texts;
    texts.waiting = tr("This run does not tell classes apart");
    texts.waitingHint = tr("Switch on Per class in the form.");
    return texts;
  }
};

}  // namespace

namespace views {

ViewEntry class_map() {
  return {.id = "classes",
          .title = QT_TRANSLATE_NOOP("views", "Accuracy by class"),
          .make = [](QWidget* parent) -> View* { return new ClassView{parent}; }};
}

}  // namespace views
}  // namespace lab::ui
