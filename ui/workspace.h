#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <QGridLayout>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/theme/theme.h"
#include "ui/views/view.h"

namespace lab::ui {

/// All views as a grid, driven together. A double click on a view's title gives it the whole space, another
/// takes it back.
class Workspace final : public QWidget {
  Q_OBJECT

 public:
  struct Place {
    std::string id;
    QString title;
    View* view = nullptr;
  };

  explicit Workspace(const std::vector<ViewEntry>& entries = views::all(), QWidget* parent = nullptr);

  void consume(std::span<const Event> batch);
  void clear();
  void setTheme(const Theme& theme);
  void setXAxis(XAxis axis);
  void setFollow(bool follow);

  [[nodiscard]] const std::vector<Place>& places() const { return places_; }  ///< in the order of the grid
  [[nodiscard]] View* view(std::string_view id) const;                        ///< nullptr when there is none

  void showAlone(View* view);  ///< nullptr: all again
  [[nodiscard]] View* alone() const { return alone_; }

  [[nodiscard]] double drawMilliseconds() const;  ///< of all views, lately

 Q_SIGNALS:
  void followChanged(bool following);  ///< by the user, in any view

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void arrange();

  QGridLayout* grid_;
  std::vector<Place> places_;
  View* alone_ = nullptr;
};

}  // namespace lab::ui
