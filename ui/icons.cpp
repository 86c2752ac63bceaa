#include "ui/icons.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// Outside any namespace: it declares a function that the resource compiler has named.
static void initializeResources() {
  Q_INIT_RESOURCE(resources);
}

namespace lab::ui {
namespace {

QPixmap drawn(QSvgRenderer& drawing, int size, const QColor& colour) {
  QPixmap picture{size, size};
  picture.fill(Qt::transparent);
  QPainter painter{&picture};
  drawing.render(&painter);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.fillRect(picture.rect(), colour);
  return picture;
}

QIcon tinted(const QString& name, const QColor& colour, const QColor& disabled) {
  initializeResources();
  QSvgRenderer drawing{":/icons/" + name + ".svg"};
  QIcon icon;
  for (const int size : {16, 20, 24, 32, 48, 64}) {
    icon.addPixmap(drawn(drawing, size, colour));
    icon.addPixmap(drawn(drawing, size, disabled), QIcon::Disabled);
  }
  return icon;
}

}  // namespace

QIcon icon(const QString& name, const Theme& theme) {
  return tinted(name, theme.text, theme.border);
}

QIcon accentIcon(const QString& name, const Theme& theme) {
  return tinted(name, theme.accent, theme.border);
}

}  // namespace lab::ui
