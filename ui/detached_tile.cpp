#include "ui/detached_tile.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace lab::ui {

DetachedTile::DetachedTile(View* view, const QString& title, QWidget* owner)
    : QWidget(owner, Qt::Window), view_(view) {
  setWindowTitle(title);
  const QSize size = view->size();
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(view);
  view->show();
  resize(size.expandedTo({560, 360}));
}

void DetachedTile::closeEvent(QCloseEvent* event) {
  Q_EMIT closing();
  event->accept();
}

}  // namespace lab::ui
