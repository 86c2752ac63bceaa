#include "ui/series/class_map.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/plot/format.h"
#include "ui/views/map_tile.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

constexpr std::int64_t kFewTests = 20;  // below that a percentage says little

QString count(std::int64_t value) {
  return QLocale{}.toString(qlonglong{value});
}

QString percent(double value) {
  return formatted(value, Quantity::Percent);
}

/// How well every partition's model knows every class.
class ClassView final : public View {
  Q_DECLARE_TR_FUNCTIONS(ClassView)

 public:
  explicit ClassView(QWidget* parent) : View(parent), tile_(*this, tr("Accuracy by class")) {
    tile_.setNote(
        tr("Corner: class not in the training data. Stripes: under %1 test images.").arg(count(kFewTests)));
    setTheme(Theme::of(ThemeId::Light));
    refresh();
  }

  void consume(std::span<const Event> batch) override {
    bool changed = false;
    for (const auto& event : batch) {
      state_.add(event);
      classes_.add(event);
      changed |= std::holds_alternative<RunStarted>(event) || std::holds_alternative<EvaluationPoint>(event);
    }
    if (changed) return refresh();
    tile_.update(state_, texts(), summary());
  }

  void clear() override {
    state_ = {};
    classes_ = {};
    refresh();
  }

  void setTheme(const Theme& theme) override { tile_.setTheme(theme); }

  [[nodiscard]] QString summary() const override {
    const auto worst = classes_.worst();
    if (!worst) return tr("No accuracy by class yet.");
    QString sentence =
        tr("Iteration %1: worst %2 in %3 with %4; classes the partition has trained on: %5 on average")
            .arg(count(*classes_.iteration()), nameOf(worst->label), partitionName(worst->partition),
                 percent(worst->right), percent(classes_.mean(true)));
    if (!std::isfinite(classes_.mean(false))) return sentence + QLatin1Char('.');
    return sentence + tr(", others: %1.").arg(percent(classes_.mean(false)));
  }

 private:
  [[nodiscard]] QString nameOf(int label) const {
    return QString::fromStdString(classes_.classNames()[static_cast<std::size_t>(label)]);
  }

  void refresh() {
    tile_.update(state_, texts(), classes_.iteration() ? map() : HeatMapData{}, summary());
    const auto worst = classes_.worst();
    if (!worst) return tile_.header().setValues({});
    tile_.header().setValues(
        {{.label = tr("Trained on"),
          .value = percent(classes_.mean(true)),
          .tip = tr("Mean over the cells whose class the partition has trained on.")},
         {.label = tr("Never seen"),
          .value = percent(classes_.mean(false)),
          .tip = tr("Mean over the cells whose class is absent from the partition's training data.")},
         {.label = tr("Worst"),
          .value = QStringLiteral("%1 · %2").arg(nameOf(worst->label), partitionName(worst->partition)),
          .tip = percent(worst->right)},
         {.label = tr("Iteration"),
          .value = count(*classes_.iteration()),
          .tip = tr("Of the evaluation shown.")}});
  }

  [[nodiscard]] HeatMapData map() const {
    HeatMapData heat;
    for (int label = 0; label < classes_.classes(); ++label) heat.rows.append(nameOf(label));
    for (int k = 0; k < classes_.partitions(); ++k) heat.columns.append(partitionName(k));
    for (int label = 0; label < classes_.classes(); ++label) {
      for (int k = 0; k < classes_.partitions(); ++k) {
        const double right = classes_.right(label, k);
        heat.values.push_back(right);
        const bool few = classes_.knowsTests() && classes_.tested(label, k) < kFewTests;
        heat.marks.push_back(
            {.hatched = few && std::isfinite(right), .corner = classes_.trained(label, k) == 0});
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
    const auto tested = classes_.tested(label, partition);
    const double right = classes_.right(label, partition);
    QString tip = tr("%1 in %2: %3 right").arg(nameOf(label), partitionName(partition), percent(right));
    if (classes_.knowsTests()) tip += QLatin1Char('\n') + tr("n = %1 test images").arg(count(tested));
    return tip + QLatin1Char('\n') +
           (classes_.trained(label, partition) == 0
                ? tr("not in its training data")
                : tr("%1 training images").arg(count(classes_.trained(label, partition))));
  }

  [[nodiscard]] TileTexts texts() const {
    TileTexts texts{
        .empty = tr("Run to see the accuracy by class"),
        .emptyHint = tr("Which classes each partition's model knows, and which it has never seen."),
        .waiting = tr("First evaluation at iteration 0"),
        .waitingHint = tr("Every model is tested once before it is trained.")};
    if (state_.phase == RunPhase::Empty || classes_.plan().classAccuracy) return texts;
    texts.waiting = tr("This run does not tell classes apart");
    texts.waitingHint = tr("Switch on Per class in the form.");
    return texts;
  }

  MapTile tile_;
  RunState state_;
  ClassMap classes_;
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
