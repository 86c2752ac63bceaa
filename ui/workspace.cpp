#include "ui/workspace.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include <QCoreApplication>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lab::ui {
namespace {

constexpr int kColumns = 2;

}  // namespace

// At most four on a tab: more could not be read on a laptop.
const std::vector<Workspace::Seat>& Workspace::firstSeats() {
  static const std::vector<Seat> seats{
      {Live, "accuracy"},
      {Live, "communication"},
      {Live, "skewscout", When::WithScout},
      {Live, "loss", When::WithoutScout},
      {Live, "divergence"},
      {Data, "partition"},
      {Model, "classes"},
      {Model, "travel"},
      {Model, "divergence"},
      {Model, "loss", When::WithScout},
      {Network, "network"},
  };
  return seats;
}

bool Workspace::applies(const Seat& seat) const {
  return seat.when == When::Always || (seat.when == When::WithScout) == scouted_;
}

Workspace::Workspace(const std::vector<ViewEntry>& entries, QWidget* parent)
    : QWidget(parent),
      tabs_(new QTabBar{this}),
      grid_(new QGridLayout),
      landing_(new QRubberBand{QRubberBand::Rectangle, this}),
      scrub_(new ScrubBar{this}),
      seats_(firstSeats()) {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 6);
  column->setSpacing(4);
  column->addWidget(tabs_);
  column->addLayout(grid_, 1);
  column->addWidget(scrub_);
  grid_->setSpacing(6);
  tabs_->setAccessibleName(tr("Workspace"));
  tabs_->setExpanding(false);
  tabs_->setDrawBase(false);
  for (const auto& title : {tr("&Live"), tr("&Data"), tr("&Model"), tr("&Network")}) tabs_->addTab(title);
  connect(tabs_, &QTabBar::currentChanged, this, [this] { showAlone(nullptr); });
  for (const auto& entry : entries) {
    View* view = entry.make(this);
    view->setObjectName("view-" + QString::fromStdString(entry.id));
    view->installEventFilter(this);
    link(view);
    addMenu(view);
    places_.push_back({entry.id, QCoreApplication::translate("views", entry.title.c_str()), view});
  }
  std::ranges::stable_sort(places_, {}, [](const Place& place) {
    return std::ranges::find(firstSeats(), place.id, &Seat::view) - firstSeats().begin();
  });
  connect(scrub_, &ScrubBar::timeChosen, this, [this](const std::optional<ui::Place>& time) {
    for (const auto& place : places_) place.view->setTime(time);
  });
  arrange();
}

// Views that are hidden now are moved as well, so that whatever comes to the screen has joined already.
void Workspace::link(View* view) {
  const auto others = [this, view](const auto& act) {
    for (const auto& place : places_) {
      if (place.view != view) act(*place.view);
    }
  };
  connect(view, &View::xMoved, this,
          [others](const Range& x) { others([&x](View& other) { other.showX(x); }); });
  connect(view, &View::followChanged, this, [this, others](bool following) {
    others([following](View& other) { other.setFollow(following); });
    Q_EMIT followChanged(following);
  });
}

std::vector<View*> Workspace::viewsOn(Tab tab) const {
  std::vector<View*> found;
  for (const Seat& seat : seats_) {
    if (seat.tab != tab || !applies(seat)) continue;
    View* known = view(seat.view);
    if (known != nullptr && !isDetached(known)) found.push_back(known);
  }
  return found;
}

// Rows and columns without a visible view would keep their share of the space; they get no stretch.
void Workspace::arrange() {
  for (int i = 0; i < grid_->rowCount(); ++i) grid_->setRowStretch(i, 0);
  for (int i = 0; i < kColumns; ++i) grid_->setColumnStretch(i, 0);
  const auto shown = alone_ == nullptr ? viewsOn(tab()) : std::vector<View*>{alone_};
  for (const auto& place : places_) {
    if (isDetached(place.view)) continue;
    if (std::ranges::find(shown, place.view) == shown.end()) place.view->hide();
    grid_->removeWidget(place.view);
  }
  for (const auto& page : pages_) page.widget->setVisible(page.tab == tabs_->currentIndex() && shown.empty());
  for (int i = 0; i < static_cast<int>(shown.size()); ++i) {
    // The last of an odd number takes the whole row.
    const bool last = i + 1 == static_cast<int>(shown.size());
    const int width = last && i % kColumns == 0 ? kColumns : 1;
    View* view = shown[static_cast<std::size_t>(i)];
    grid_->addWidget(view, i / kColumns, i % kColumns, 1, width);
    grid_->setRowStretch(i / kColumns, 1);
    for (int column = 0; column < width; ++column) grid_->setColumnStretch(i % kColumns + column, 1);
    view->show();
  }
  Q_EMIT arranged();
}

View* Workspace::view(std::string_view id) const {
  const auto found = std::ranges::find(places_, id, &Place::id);
  return found == places_.end() ? nullptr : found->view;
}

void Workspace::consume(std::span<const Event> batch) {
  std::optional<bool> scouted;
  for (const auto& event : batch) {
    if (const auto* started = std::get_if<RunStarted>(&event)) scouted = !started->knob.parameter.empty();
  }
  if (scouted && *scouted != scouted_) {
    scouted_ = *scouted;
    arrange();
  }
  scrub_->consume(batch);  // first: another run begins at its newest
  for (const auto& place : places_) place.view->consume(batch);
}

void Workspace::clear() {
  scrub_->clear();
  for (const auto& place : places_) place.view->clear();
}

void Workspace::setTheme(const Theme& theme) {
  tabs_->setFont(font());
  scrub_->setTheme(theme);
  for (const auto& place : places_) place.view->setTheme(theme);
}

void Workspace::setXAxis(XAxis axis) {
  for (const auto& place : places_) place.view->setXAxis(axis);
}

void Workspace::setFollow(bool follow) {
  for (const auto& place : places_) place.view->setFollow(follow);
}

void Workspace::addPage(const QString& title, QWidget* page) {
  pages_.push_back({tabs_->addTab(title), page});
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->insertWidget(column->indexOf(scrub_), page, 1);
  page->hide();
}

void Workspace::showPage(QWidget* page) {
  const auto found = std::ranges::find(pages_, page, &Page::widget);
  if (found != pages_.end()) tabs_->setCurrentIndex(found->tab);
}

void Workspace::setPageShown(QWidget* page, bool shown) {
  const auto found = std::ranges::find(pages_, page, &Page::widget);
  if (found != pages_.end()) tabs_->setTabVisible(found->tab, shown);
}

void Workspace::showPage(int page) {
  if (page >= 0 && page < tabs_->count()) tabs_->setCurrentIndex(page);
}

void Workspace::showTab(Tab tab) {
  tabs_->setCurrentIndex(tab);
}

void Workspace::showAlone(View* view) {
  if (view != nullptr && isDetached(view)) return view->window()->activateWindow();
  if (view != nullptr) {
    const auto here = viewsOn(tab());
    const auto seat =
        std::ranges::find_if(seats_, [&](const Seat& each) { return this->view(each.view) == view; });
    const bool elsewhere = std::ranges::find(here, view) == here.end() && seat != seats_.end();
    const QSignalBlocker quiet{tabs_};
    if (elsewhere) tabs_->setCurrentIndex(seat->tab);
  }
  alone_ = view;
  arrange();
  if (view != nullptr) view->setFocus();  // so that Esc takes it back
}

double Workspace::drawMilliseconds() const {
  return std::accumulate(places_.begin(), places_.end(), 0.0,
                         [](double sum, const Place& place) { return sum + place.view->drawMilliseconds(); });
}

}  // namespace lab::ui
