#pragma once

#include <QWidget>

#include "ui/views/view.h"

namespace lab::ui {

/// A window of its own for one view, e.g. on a second screen. An ordinary top-level window: floating docks
/// cannot be put back on some platforms (QTBUG-87332). Closing it gives the view back.
class DetachedTile final : public QWidget {
  Q_OBJECT

 public:
  DetachedTile(View* view, const QString& title, QWidget* owner);

  [[nodiscard]] View* view() const { return view_; }

 Q_SIGNALS:
  void closing();  ///< take the view back now

 protected:
  void closeEvent(QCloseEvent* event) override;

 private:
  View* view_;
};

}  // namespace lab::ui
