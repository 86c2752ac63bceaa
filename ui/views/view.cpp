#include "ui/views/view.h"  // the home of View's meta object, too

#include <algorithm>

namespace lab::ui {
namespace {

constexpr int kLowest = 8;  // lines of text; two rows and a message must fit a projector's 720 pixels

}  // namespace

QSize View::minimumSizeHint() const {
  const QSize wanted = QWidget::minimumSizeHint();
  return {wanted.width(), std::min(wanted.height(), kLowest * fontMetrics().height())};
}

}  // namespace lab::ui
