// What can be done to a single view of the workspace: maximise, detach, move, copy.

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMouseEvent>

#include "ui/detached_tile.h"
#include "ui/views/tile_header.h"
#include "ui/workspace.h"

namespace lab::ui {

void Workspace::addMenu(View* view) {
  if (auto* header = view->findChild<TileHeader*>()) {
    header->menu().addHandler({.state = [this, view](Command command) { return tileState(view, command); },
                               .carryOut = [this, view](Command command) { carryOut(view, command); }});
  }
}

CommandState Workspace::tileState(View* view, Command command) const {
  const bool detached = isDetached(view);
  const bool alone = alone_ == view;
  if (command == Command::Maximise)
    return {.applies = true, .available = !detached, .checkable = true, .on = alone};
  if (command == Command::Detach)
    return {.applies = true, .available = true, .checkable = true, .on = detached};
  if (command == Command::MoveLeft) return {.applies = true, .available = neighbour(view, -1) != nullptr};
  if (command == Command::MoveRight) return {.applies = true, .available = neighbour(view, 1) != nullptr};
  if (command == Command::CopyValues) return {.applies = true, .available = true};
  // The plot has nothing to take away any more: then Esc means this.
  if (command == Command::Clear) return {.applies = alone, .available = alone};
  return {};
}

void Workspace::carryOut(View* view, Command command) {
  if (!tileState(view, command).available) return;
  if (command == Command::Detach) return isDetached(view) ? attach(view) : detach(view);
  if (command == Command::CopyValues) return QApplication::clipboard()->setText(view->valuesText());
  if (command == Command::MoveLeft || command == Command::MoveRight) {
    moveTo(view, neighbour(view, command == Command::MoveLeft ? -1 : 1));
    return Q_EMIT orderChanged();
  }
  showAlone(alone_ == view ? nullptr : view);
  view->setFocus();  // also when all are shown again
}

void Workspace::detach(View* view) {
  if (isDetached(view)) return;
  const auto place = std::ranges::find(places_, view, &Place::view);
  if (place == places_.end()) return;
  if (alone_ == view) alone_ = nullptr;
  grid_->removeWidget(view);
  auto* window = new DetachedTile{view, place->title, this};
  detached_.push_back(window);
  connect(window, &DetachedTile::closing, this, [this, view] { attach(view); });
  arrange();
  window->show();
  view->setFocus();
}

void Workspace::attach(View* view) {
  const auto found = std::ranges::find(detached_, view, &DetachedTile::view);
  if (found == detached_.end()) return;
  DetachedTile* window = *found;
  detached_.erase(found);
  view->setParent(this);
  window->disconnect(this);
  window->hide();
  window->deleteLater();
  arrange();
}

bool Workspace::isDetached(const View* view) const {
  return std::ranges::find(detached_, view, &DetachedTile::view) != detached_.end();
}

std::vector<Workspace::Seat>::iterator Workspace::seatOf(const View* view, Tab tab) {
  return std::ranges::find_if(seats_, [&](const Seat& seat) {
    return seat.tab == tab && applies(seat) && this->view(seat.view) == view;
  });
}

/// On the tab that is shown; nullptr when there is none or nobody sees it.
View* Workspace::neighbour(const View* view, int by) const {
  const auto shown = viewsOn(tab());
  const auto here = std::ranges::find(shown, view) - shown.begin() + by;
  const auto count = static_cast<std::ptrdiff_t>(shown.size());
  const bool stands = std::ranges::find(shown, view) != shown.end() && alone_ == nullptr;
  return stands && here >= 0 && here < count ? shown[static_cast<std::size_t>(here)] : nullptr;
}

void Workspace::moveTo(View* view, View* onto) {
  const auto from = seatOf(view, tab());
  const auto to = seatOf(onto, tab());
  if (from == seats_.end() || to == seats_.end() || from == to) return;
  if (from < to) {
    std::rotate(from, from + 1, to + 1);
  } else {
    std::rotate(to, from, from + 1);
  }
  arrange();
}

QString Workspace::nameOf(const Seat& seat) {
  return QStringLiteral("%1/%2").arg(seat.tab).arg(
      QString::fromUtf8(seat.view.data(), static_cast<qsizetype>(seat.view.size())));
}

QStringList Workspace::order() const {
  QStringList names;
  for (const Seat& seat : seats_) names.append(nameOf(seat));
  return names;
}

void Workspace::setOrder(const QStringList& order) {
  seats_ = firstSeats();
  std::ranges::stable_sort(seats_, {}, [&order](const Seat& seat) {
    const auto place = order.indexOf(nameOf(seat));
    return place < 0 ? order.size() : place;
  });
  arrange();
}

View* Workspace::viewAt(const QPoint& global) const {
  const QPoint here = mapFromGlobal(global);
  for (View* view : viewsOn(tab())) {
    if (view->isVisibleTo(this) && view->geometry().contains(here)) return view;
  }
  return nullptr;
}

bool Workspace::press(View* view, const QPoint& global) {
  const auto* header = view->findChild<TileHeader*>();
  const bool title = header != nullptr && header->rect().contains(header->mapFromGlobal(global));
  dragged_ = title && !isDetached(view) && alone_ == nullptr ? view : nullptr;
  grabbed_ = global;
  return false;
}

void Workspace::drag(const QPoint& global) {
  if (dragged_ == nullptr || (global - grabbed_).manhattanLength() < QApplication::startDragDistance())
    return;
  const View* onto = viewAt(global);
  dragged_->setCursor(Qt::ClosedHandCursor);
  landing_->setVisible(onto != nullptr && onto != dragged_);
  if (onto == nullptr) return;
  landing_->setGeometry(onto->geometry());
  landing_->raise();
}

void Workspace::drop(const QPoint& global) {
  View* view = std::exchange(dragged_, nullptr);
  if (view == nullptr) return;
  view->unsetCursor();
  landing_->hide();
  View* onto = viewAt(global);
  const bool dragged = (global - grabbed_).manhattanLength() >= QApplication::startDragDistance();
  if (!dragged || onto == nullptr || onto == view) return;
  moveTo(view, onto);
  Q_EMIT orderChanged();
}

// What reaches the view was meant for its title, or is nothing its plot has a use for.
bool Workspace::eventFilter(QObject* watched, QEvent* event) {
  auto* view = qobject_cast<View*>(watched);
  if (view == nullptr) return QWidget::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonDblClick:
      dragged_ = nullptr;
      carryOut(view, Command::Maximise);
      return true;
    case QEvent::MouseButtonPress: {
      const auto& mouse = *static_cast<QMouseEvent*>(event);
      return mouse.button() == Qt::LeftButton && press(view, mouse.globalPosition().toPoint());
    }
    case QEvent::MouseMove:
      drag(static_cast<QMouseEvent*>(event)->globalPosition().toPoint());
      return false;
    case QEvent::MouseButtonRelease:
      drop(static_cast<QMouseEvent*>(event)->globalPosition().toPoint());
      return false;
    case QEvent::ContextMenu:
      if (auto* header = view->findChild<TileHeader*>()) header->menu().showMenu();
      return true;
    case QEvent::KeyPress: {
      const auto command = commandOf(*static_cast<QKeyEvent*>(event));
      if (!command || !tileState(view, *command).available) return false;
      carryOut(view, *command);
      return true;
    }
    default:
      return QWidget::eventFilter(watched, event);
  }
}

}  // namespace lab::ui
