#include "ui/twin_page.h"

#include <algorithm>
#include <string_view>

#include <QGridLayout>
#include <QHBoxLayout>

#include "engine/record/replay.h"
#include "ui/bridge/background.h"
#include "ui/forms/text.h"
#include "ui/plot/line_plot.h"
#include "ui/series/configuration.h"
#include "ui/theme/appearance.h"
#include "ui/wording.h"

namespace lab::ui {
namespace {

constexpr std::array<std::string_view, 2> kViews{"accuracy", "communication"};

LinePlot* plotOf(View& view) {
  const auto parts = view.parts();
  return parts.plots.empty() ? nullptr : parts.plots.front();
}

// "algorithm.threshold 0.1 · training.learning_rate 0.05" of one of the two: what the heading does not say.
QString settingsOf(const std::vector<SettingRow>& rows, std::size_t side) {
  QStringList texts;
  for (const auto& row : rows) {
    if (!row.differs || row.key == "algorithm.id" || row.values.at(side).empty()) continue;
    texts << toQString(row.key) + QLatin1Char(' ') + toQString(row.values.at(side));
  }
  return texts.join(QStringLiteral(" · "));
}

}  // namespace

TwinPage::TwinPage(const std::vector<ViewEntry>& entries, QWidget* parent)
    : QWidget(parent), shared_(new ElidedLabel{this}) {
  build(entries);
  setTheme(Theme::of(ThemeId::Light));
  clear();
}

void TwinPage::build(const std::vector<ViewEntry>& entries) {
  auto* grid = new QGridLayout{this};
  grid->setContentsMargins({});
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(4);
  grid->addWidget(shared_, 0, 0, 1, 2);
  for (int place = 0; place < 2; ++place) {
    auto& column = columns_.at(static_cast<std::size_t>(place));
    column.heading = new QLabel{this};
    column.settings = new ElidedLabel{this};
    column.heading->setTextFormat(Qt::PlainText);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(column.heading);
    head->addWidget(column.settings, 1);
    grid->addLayout(head, 1, place);
    grid->setColumnStretch(place, 1);
    for (const auto id : kViews) {
      const auto entry = std::ranges::find(entries, id, &ViewEntry::id);
      if (entry == entries.end()) continue;
      View* view = entry->make(this);
      const int row = 2 + static_cast<int>(column.views.size());
      grid->addWidget(view, row, place);
      grid->setRowStretch(row, 1);
      column.views.push_back(view);
    }
  }
  for (std::size_t i = 0; i < columns_[0].views.size(); ++i) {
    link(*columns_[0].views[i], *columns_[1].views[i]);
    link(*columns_[1].views[i], *columns_[0].views[i]);
  }
}

// What is done to one plot is done to the one beside it; the x axis is that of all.
void TwinPage::link(View& one, View& other) {
  connect(&one, &View::xMoved, this, [this, &one](const Range& x) {
    for (auto& column : columns_) {
      for (auto* view : column.views) {
        if (view != &one) view->showX(x);
      }
    }
  });
  connect(&one, &View::followChanged, this, [this](bool following) { setFollow(following); });
  LinePlot* plot = plotOf(one);
  LinePlot* beside = plotOf(other);
  if (plot == nullptr || beside == nullptr) return;
  connect(plot, &LinePlot::logarithmicChanged, this, [this, beside](bool logarithmic) {
    beside->setLogarithmic(logarithmic);
    shareRanges();
  });
}

void TwinPage::clear() {
  for (auto& column : columns_) {
    column.pump.reset();
    column.digest = {};
    column.timeline = {};
    for (auto* view : column.views) {
      view->setTime(std::nullopt);
      view->clear();
    }
  }
  showHeadings();
}

void TwinPage::consume(Side side, const std::vector<Event>& batch) {
  auto& column = columns_.at(index(side));
  bool started = false;
  for (const auto& event : batch) {
    started = started || std::holds_alternative<RunStarted>(event);
    column.digest.add(event);
    column.timeline.add(event);
  }
  for (auto* view : column.views) view->consume(batch);
  if (started) showHeadings();
  shareRanges();
}

void TwinPage::open(const std::array<std::filesystem::path, 2>& runs) {
  clear();
  for (const Side side : {Side::Left, Side::Right}) read(side, runs.at(index(side)));
}

void TwinPage::read(Side side, const std::filesystem::path& run) {
  auto& column = columns_.at(index(side));
  column.arrived = false;
  column.pump = std::make_unique<EventPump>();
  connect(column.pump.get(), &EventPump::arrived, this,
          [this, side](const std::vector<Event>& batch) { consume(side, batch); });
  inBackground(
      column.pump.get(),
      [run, sink = column.pump->sink()] {
        replay(run, *sink);
        return true;
      },
      [this, side](const Outcome<bool>& outcome) {
        auto& own = columns_.at(index(side));
        own.pump->drain();
        own.arrived = true;
        if (!outcome.value) return Q_EMIT failed(outcome.problem);
        if (std::ranges::all_of(columns_, &Column::arrived)) Q_EMIT opened();
      });
}

void TwinPage::showHeadings() {
  const std::vector<std::string> specs{columns_[0].digest.specJson, columns_[1].digest.specJson};
  const bool both = !specs[0].empty() && !specs[1].empty();
  const auto rows = both ? compareSettings(specs) : std::vector<SettingRow>{};
  for (std::size_t side = 0; side < columns_.size(); ++side) {
    auto& column = columns_.at(side);
    const auto spec = readSpec(specs.at(side));
    const QString name = spec ? algorithmTitle(*spec) : QStringLiteral("–");
    column.heading->setText(side == 0 ? tr("Left: %1").arg(name) : tr("Right: %1").arg(name));
    column.settings->setSentence(settingsOf(rows, side));
  }
  const auto spec = readSpec(specs[0]);
  shared_->setSentence(both && spec
                           ? tr("Same initial weights and the same minibatches in the same order, seed %1. "
                                "What differs stands above the plots.")
                                 .arg(spec->seed)
                           : tr("Two runs in lockstep."));
}

// Both plots of a row follow the run over the range that the two need together.
void TwinPage::shareRanges() {
  for (std::size_t i = 0; i < columns_[0].views.size(); ++i) {
    std::array<LinePlot*, 2> plots{plotOf(*columns_[0].views[i]), plotOf(*columns_[1].views[i])};
    if (plots[0] == nullptr || plots[1] == nullptr) continue;
    const bool same = plots[0]->yAxis().title == plots[1]->yAxis().title &&
                      plots[0]->yAxis().quantity == plots[1]->yAxis().quantity;
    for (std::size_t side = 0; side < plots.size(); ++side) {
      const auto& beside = *plots.at(1 - side);
      plots.at(side)->setReach(beside.newestX());
      plots.at(side)->setSharedY(same && beside.longest() > 0 ? std::optional{beside.ownY()} : std::nullopt);
      plots.at(side)->refresh();
    }
  }
}

void TwinPage::setTheme(const Theme& theme) {
  QFont heading = applicationFont(theme);
  heading.setWeight(QFont::DemiBold);
  shared_->setFont(smallFont(theme));
  for (auto& column : columns_) {
    column.heading->setFont(heading);
    column.settings->setFont(smallFont(theme));
    for (auto* view : column.views) view->setTheme(theme);
  }
}

void TwinPage::setXAxis(XAxis axis) {
  for (auto& column : columns_) {
    for (auto* view : column.views) view->setXAxis(axis);
  }
  shareRanges();
}

void TwinPage::setFollow(bool follow) {
  for (auto& column : columns_) {
    for (auto* view : column.views) view->setFollow(follow);
  }
}

void TwinPage::setTime(const std::optional<Place>& time) {
  for (auto& column : columns_) {
    auto place = time;
    const bool right = &column == &columns_[1];
    if (time && right && column.timeline.size() > 0) {
      place = column.timeline.at(column.timeline.nearest(time->iteration));
    }
    for (auto* view : column.views) view->setTime(place);
  }
}

View* TwinPage::view(Side side, std::string_view id) const {
  const auto place = std::ranges::find(kViews, id) - kViews.begin();
  const auto& all = columns_.at(index(side)).views;
  return place < static_cast<std::ptrdiff_t>(all.size()) ? all[static_cast<std::size_t>(place)] : nullptr;
}

}  // namespace lab::ui
