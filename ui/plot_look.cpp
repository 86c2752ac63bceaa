#include "ui/plot_look.h"

#include "ui/plot/line_plot.h"

namespace lab::ui {

PlotLook::PlotLook(QMenu& menu, Workspace& workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), strengths_(new QActionGroup{this}) {
  menu.setToolTipsVisible(true);
  addSmoothing(menu);
  menu.addSeparator();
  addMotion(menu);
}

void PlotLook::addSmoothing(QMenu& menu) {
  using Strength = SmoothingStrength;
  struct Choice {
    QString title;
    std::optional<Strength> strength;
  };
  const Choice choices[]{{tr("Smoothing &off"), std::nullopt},
                         {tr("Smooth &lightly"), Strength::Light},
                         {tr("Smooth"), Strength::Medium},
                         {tr("Smooth &strongly"), Strength::Strong}};
  const auto remembered = preferences_.smoothing();
  for (const auto& [title, strength] : choices) {
    QAction* action = strengths_->addAction(title);
    action->setCheckable(true);
    action->setChecked(strength == remembered);
    action->setToolTip(
        tr("Exponential mean s = w s + (1 - w) y, corrected for its start (Kingma and Ba 2015, "
           "algorithm 1); the axis says w, and the points stay visible behind the mean."));
    connect(action, &QAction::triggered, this, [this, strength = strength] {
      preferences_.setSmoothing(strength);
      smooth(strength);
    });
  }
  menu.addActions(strengths_->actions());
  if (remembered) smooth(remembered);
}

void PlotLook::smooth(const std::optional<SmoothingStrength>& strength) {
  for (const auto& place : workspace_.places()) {
    for (auto* plot : place.view->findChildren<LinePlot*>()) {
      if (strength) plot->setSmoothingStrength(*strength);
      plot->setSmooth(strength.has_value());
    }
  }
}

void PlotLook::addMotion(QMenu& menu) {
  still_ = menu.addAction(tr("&Reduce motion"));
  still_->setCheckable(true);
  still_->setToolTip(tr("Nothing moves; widths and numbers stay"));
  connect(still_, &QAction::toggled, this, &PlotLook::reduceMotion);
  for (const auto& place : workspace_.places()) {
    connect(place.view, &View::reducedMotionChosen, still_, &QAction::setChecked);
  }
  still_->setChecked(preferences_.reducedMotion());
}

void PlotLook::reduceMotion(bool reduced) {
  preferences_.setReducedMotion(reduced);
  for (const auto& place : workspace_.places()) place.view->setReducedMotion(reduced);
}

}  // namespace lab::ui
