#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <QGridLayout>
#include <QRubberBand>
#include <QStringList>
#include <QTabBar>
#include <QWidget>

#include "engine/core/events.h"
#include "ui/plot/commands.h"
#include "ui/scrub_bar.h"
#include "ui/theme/theme.h"
#include "ui/views/view.h"

namespace lab::ui {

class DetachedTile;

/// All views, driven together and shown on tabs, up to four as a grid. Every view exists once; a tab shows
/// those that stand on it and hides the others, which then cost nothing to draw. A double click on a view's
/// title gives it the whole space, another takes it back. All share one x axis: what the user does to it in
/// one view, the others do too, those of other tabs included. Views change places by dragging a title, and a
/// view can have a window of its own for a while. One slider below them goes to an earlier moment of the run
/// in all views at once.
class Workspace final : public QWidget {
  Q_OBJECT

 public:
  enum Tab { Live, Data, Model, Network };

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
  void setPageShown(QWidget* page, bool shown);  ///< whether its tab is there; shown at first
  void showPage(int page);  ///< by its number; nothing when there are not so many
  [[nodiscard]] int page() const { return tabs_->currentIndex(); }

  void showTab(Tab tab);
  [[nodiscard]] Tab tab() const { return static_cast<Tab>(tabs_->currentIndex()); }
  void showAlone(View* view);  ///< on a tab where it stands; nullptr: all of the tab again
  [[nodiscard]] View* alone() const { return alone_; }

  void detach(View* view);  ///< into a window of its own, until that is closed
  void attach(View* view);
  [[nodiscard]] bool isDetached(const View* view) const;

  /// Puts `view` where `onto` stands on the tab that is shown.
  void moveTo(View* view, View* onto);
  [[nodiscard]] QStringList order() const;  ///< where every view stands, to be remembered
  void setOrder(const QStringList& order);  ///< what it does not know keeps its place; empty: as at first

  [[nodiscard]] ScrubBar& scrubBar() { return *scrub_; }
  [[nodiscard]] double drawMilliseconds() const;  ///< of all views, lately

 Q_SIGNALS:
  void followChanged(bool following);  ///< by the user, in any view
  void orderChanged();                 ///< by the user
  void arranged();                     ///< another page or view is shown, or in another place

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  enum class When { Always, WithScout, WithoutScout };

  /// Where a view stands, in the order of the grid.
  struct Seat {
    Tab tab;
    std::string_view view;
    When when = When::Always;
  };

  static const std::vector<Seat>& firstSeats();
  [[nodiscard]] bool applies(const Seat& seat) const;
  [[nodiscard]] std::vector<View*> viewsOn(Tab tab) const;
  [[nodiscard]] std::vector<Seat>::iterator seatOf(const View* view, Tab tab);
  [[nodiscard]] static QString nameOf(const Seat& seat);
  void arrange();
  void link(View* view);

  // workspace_tiles.cpp: what can be done to a single view
  void addMenu(View* view);
  [[nodiscard]] CommandState tileState(View* view, Command command) const;
  void carryOut(View* view, Command command);
  [[nodiscard]] View* neighbour(const View* view, int by) const;
  [[nodiscard]] View* viewAt(const QPoint& global) const;
  bool press(View* view, const QPoint& global);
  void drag(const QPoint& global);
  void drop(const QPoint& global);

  /// A tab that is no grid of views.
  struct Page {
    int tab = 0;
    QWidget* widget = nullptr;
  };

  QTabBar* tabs_;  // owned by Qt, like those below
  QGridLayout* grid_;
  QRubberBand* landing_;  // where a dragged view would go
  ScrubBar* scrub_;
  std::vector<Page> pages_;
  std::vector<Place> places_;
  std::vector<Seat> seats_;
  std::vector<DetachedTile*> detached_;
  View* alone_ = nullptr;
  View* dragged_ = nullptr;
  QPoint grabbed_;        // where, on the screen
  bool scouted_ = false;  // the run on the screen has SkewScout
};

}  // namespace lab::ui
