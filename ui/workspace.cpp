#include "ui/workspace.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <QCoreApplication>
#include <QMouseEvent>

namespace lab::ui {
namespace {

// The two live plots first and large; views that are not named here follow in catalogue order.
constexpr std::array<std::string_view, 4> kOrder{"accuracy", "communication", "partition", "loss"};

std::ptrdiff_t rank(const Workspace::Place& place) {
  return std::ranges::find(kOrder, place.id) - kOrder.begin();
}

}  // namespace

Workspace::Workspace(const std::vector<ViewEntry>& entries, QWidget* parent)
    : QWidget(parent), grid_(new QGridLayout{this}) {
  grid_->setContentsMargins(6, 6, 6, 6);
  grid_->setSpacing(6);
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

// Rows and columns without a visible view would keep their share of the space; they get no stretch.
void Workspace::arrange() {
  constexpr int kColumns = 2;
  for (int i = 0; i < static_cast<int>(places_.size()); ++i) {
    grid_->setRowStretch(i / kColumns, 0);
    grid_->setColumnStretch(i % kColumns, 0);
  }
  for (int i = 0; i < static_cast<int>(places_.size()); ++i) {
    View* view = places_[static_cast<std::size_t>(i)].view;
    const int row = i / kColumns;
    const bool shown = alone_ == nullptr || view == alone_;
    grid_->addWidget(view, row, i % kColumns);
    view->setVisible(shown);
    if (!shown) continue;
    grid_->setRowStretch(row, row == 0 ? 3 : 2);
    grid_->setColumnStretch(i % kColumns, 1);
  }
}

View* Workspace::view(std::string_view id) const {
  const auto found = std::ranges::find(places_, id, &Place::id);
  return found == places_.end() ? nullptr : found->view;
}

void Workspace::consume(std::span<const Event> batch) {
  for (const auto& place : places_) place.view->consume(batch);
}

void Workspace::clear() {
  for (const auto& place : places_) place.view->clear();
}

void Workspace::setTheme(const Theme& theme) {
  for (const auto& place : places_) place.view->setTheme(theme);
}

void Workspace::setXAxis(XAxis axis) {
  for (const auto& place : places_) place.view->setXAxis(axis);
}

void Workspace::setFollow(bool follow) {
  for (const auto& place : places_) place.view->setFollow(follow);
}

void Workspace::showAlone(View* view) {
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
