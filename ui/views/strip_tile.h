#pragma once

#include <vector>

#include "ui/plot/strips.h"
#include "ui/views/elided_label.h"
#include "ui/views/line_tile.h"

class QBoxLayout;

namespace lab::ui {

/// What views of several plots with one x axis have in common: header, strips, a sentence below them, states.
/// While there is no point the first strip is alone and says why. Its widgets belong to the view.
class StripTile {
 public:
  StripTile(View& view, const QString& title, const std::vector<int>& shares);

  void setTheme(const Theme& theme);
  void clearPoints() { strips_->clearPoints(); }
  void setFollow(bool follow) { strips_->setFollow(follow); }
  void showX(const Range& x) { strips_->showX(x); }
  [[nodiscard]] QString valuesText() const { return strips_->valuesText(); }
  void setTime(std::optional<double> x) { strips_->setTime(x); }
  [[nodiscard]] double drawMilliseconds() const { return strips_->drawMilliseconds(); }
  void restart();  ///< a new run: no points, and the strips follow again

  /// Which strips a view with points shows; all at first.
  void setWanted(const std::vector<bool>& wanted) { wanted_ = wanted; }
  void setSentence(const QString& sentence);  ///< below the strips; its tooltip, too

  /// Brings header, states, end of the x axis and descriptions up to date and asks for one redraw.
  void update(const RunState& state, const TileTexts& texts, XAxis axis, const QString& values);

  [[nodiscard]] ViewParts parts() const;
  [[nodiscard]] TileHeader& header() { return *header_; }
  [[nodiscard]] Strips& strips() { return *strips_; }
  [[nodiscard]] const Strips& strips() const { return *strips_; }
  [[nodiscard]] QBoxLayout& body() { return *body_; }  ///< the strips and what stands beside them

 private:
  View& view_;
  TileHeader* header_;
  Strips* strips_;
  ElidedLabel* sentence_;
  QBoxLayout* body_;
  std::vector<bool> wanted_;
};

}  // namespace lab::ui
