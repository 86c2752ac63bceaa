#include "ui/workspace.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include <QCoreApplication>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lab::ui {
namespace {

enum class When { Always, WithScout, WithoutScout };

struct Seat {
  Workspace::Tab tab;
  std::string_view view;
  When when = When::Always;
};

// Where each view stands, in the order of the grid. At most four on a tab: more could not be read on a
// laptop.
constexpr std::array kSeats{
    Seat{Workspace::Live, "accuracy"},
    Seat{Workspace::Live, "communication"},
    Seat{Workspace::Live, "skewscout", When::WithScout},
    Seat{Workspace::Live, "loss", When::WithoutScout},
    Seat{Workspace::Live, "divergence"},
    Seat{Workspace::Data, "partition"},
    Seat{Workspace::Model, "classes"},
    Seat{Workspace::Model, "travel"},
    Seat{Workspace::Model, "divergence"},
    Seat{Workspace::Model, "loss", When::WithScout},
};

constexpr int kColumns = 2;

std::ptrdiff_t rank(const Workspace::Place& place) {
  return std::ranges::find(kSeats, place.id, &Seat::view) - kSeats.begin();
}

bool applies(const Seat& seat, bool scouted) {
  return seat.when == When::Always || (seat.when == When::WithScout) == scouted;
}

}  // namespace

Workspace::Workspace(const std::vector<ViewEntry>& entries, QWidget* parent)
    : QWidget(parent), tabs_(new QTabBar{this}), grid_(new QGridLayout) {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 6);
  column->setSpacing(4);
  column->addWidget(tabs_);
  column->addLayout(grid_, 1);
  grid_->setSpacing(6);
  tabs_->setAccessibleName(tr("Workspace"));
  tabs_->setExpanding(false);
  tabs_->setDrawBase(false);
  for (const auto& title : {tr("&Live"), tr("&Data"), tr("&Model")}) tabs_->addTab(title);
  connect(tabs_, &QTabBar::currentChanged, this, [this] { showAlone(nullptr); });
  for (const auto& entry : entries) {
    View* view = entry.make(this);
    view->setObjectName("view-" + QString::fromStdString(entry.id));
    view->installEventFilter(this);
    connect(view, &View::followChanged, this, &Workspace::followChanged);
    places_.push_back({entry.id, QCoreApplication::translate("views", entry.title.c_str()), view});
  }
  std::ranges::stable_sort(places_, {}, rank);
  arrange();
}

std::vector<View*> Workspace::viewsOn(Tab tab) const {
  std::vector<View*> found;
  for (const Seat& seat : kSeats) {
    if (seat.tab != tab || !applies(seat, scouted_)) continue;
    if (View* known = view(seat.view)) found.push_back(known);
  }
  return found;
}

// Rows and columns without a visible view would keep their share of the space; they get no stretch.
void Workspace::arrange() {
  for (int i = 0; i < grid_->rowCount(); ++i) grid_->setRowStretch(i, 0);
  for (int i = 0; i < kColumns; ++i) grid_->setColumnStretch(i, 0);
  const auto shown = alone_ == nullptr ? viewsOn(tab()) : std::vector<View*>{alone_};
  for (const auto& place : places_) {
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
  for (const auto& place : places_) place.view->consume(batch);
}

void Workspace::clear() {
  for (const auto& place : places_) place.view->clear();
}

void Workspace::setTheme(const Theme& theme) {
  tabs_->setFont(font());
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
  static_cast<QVBoxLayout*>(layout())->addWidget(page, 1);
  page->hide();
}

void Workspace::showPage(QWidget* page) {
  const auto found = std::ranges::find(pages_, page, &Page::widget);
  if (found != pages_.end()) tabs_->setCurrentIndex(found->tab);
}

void Workspace::showTab(Tab tab) {
  tabs_->setCurrentIndex(tab);
}

void Workspace::showAlone(View* view) {
  if (view != nullptr) {
    const auto here = viewsOn(tab());
    const auto seat =
        std::ranges::find_if(kSeats, [&](const Seat& each) { return this->view(each.view) == view; });
    const bool elsewhere = std::ranges::find(here, view) == here.end() && seat != kSeats.end();
    const QSignalBlocker quiet{tabs_};
    if (elsewhere) tabs_->setCurrentIndex(seat->tab);
  }
  alone_ = view;
  arrange();
}

double Workspace::drawMilliseconds() const {
  return std::accumulate(places_.begin(), places_.end(), 0.0,
                         [](double sum, const Place& place) { return sum + place.view->drawMilliseconds(); });
}

// Plots have a meaning of their own for a double click; what reaches the view was meant for its title.
bool Workspace::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick) {
    auto* view = qobject_cast<View*>(watched);
    showAlone(alone_ == view ? nullptr : view);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace lab::ui
