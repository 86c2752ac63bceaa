#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <QGridLayout>
#include <QTabBar>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/theme/theme.h"
#include "ui/views/view.h"

namespace lab::ui {

/// All views, driven together and shown on tabs, up to four as a grid. Every view exists once; a tab shows
/// those that stand on it and hides the others, which then cost nothing to draw. A double click on a view's
/// title gives it the whole space, another takes it back.
class Workspace final : public QWidget {
  Q_OBJECT

 public:
  enum Tab { Live, Data, Model };

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

  [[nodiscard]] const std::vector<Place>& places() const { return places_; }  ///< in the order of the tabs
  [[nodiscard]] View* view(std::string_view id) const;                        ///< nullptr when there is none

  /// One more tab, after those of the views, that shows `page` alone.
  void addPage(const QString& title, QWidget* page);
  void showPage(QWidget* page);

  void showTab(Tab tab);
  [[nodiscard]] Tab tab() const { return static_cast<Tab>(tabs_->currentIndex()); }
  void showAlone(View* view);  ///< on a tab where it stands; nullptr: all of the tab again
  [[nodiscard]] View* alone() const { return alone_; }

  [[nodiscard]] double drawMilliseconds() const;  ///< of all views, lately

 Q_SIGNALS:
  void followChanged(bool following);  ///< by the user, in any view

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] std::vector<View*> viewsOn(Tab tab) const;
  void arrange();

  /// A tab that is no grid of views.
  struct Page {
    int tab = 0;
    QWidget* widget = nullptr;
  };

  QTabBar* tabs_;  // owned by Qt, like those below
  QGridLayout* grid_;
  std::vector<Page> pages_;
  std::vector<Place> places_;
  View* alone_ = nullptr;
  bool scouted_ = false;  // the run on the screen has SkewScout
};

}  // namespace lab::ui
