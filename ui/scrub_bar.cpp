#include "ui/scrub_bar.h"

#include <algorithm>
#include <chrono>

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

#include "ui/icons.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

constexpr std::chrono::milliseconds kFrame{40};
constexpr int kFrames = 300;  // 12 seconds for a whole run, however long it was
constexpr int kPages = 20;    // of a whole run

int last(const Timeline& timeline) {
  return std::max(static_cast<int>(timeline.size()) - 1, 0);
}

}  // namespace

ScrubBar::ScrubBar(QWidget* parent)
    : QWidget(parent),
      play_(new QToolButton{this}),
      slider_(new QSlider{Qt::Horizontal, this}),
      place_(new SteadyLabel{this}),
      live_(new QToolButton{this}) {
  build();
  connect(slider_, &QSlider::valueChanged, this, &ScrubBar::choose);
  connect(slider_, &QSlider::sliderPressed, this, [this] { play(false); });
  connect(play_, &QToolButton::toggled, this, &ScrubBar::play);
  connect(live_, &QToolButton::clicked, this, &ScrubBar::goLive);
  clock_.setInterval(kFrame);
  connect(&clock_, &QTimer::timeout, this, &ScrubBar::step);
  refresh();
}

void ScrubBar::build() {
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(2, 0, 2, 0);
  row->setSpacing(8);
  row->addWidget(play_);
  row->addWidget(slider_, 1);
  row->addWidget(place_);
  row->addWidget(live_);
  play_->setCheckable(true);
  play_->setFocusPolicy(Qt::TabFocus);
  play_->setAccessibleName(tr("Play the run"));
  play_->setToolTip(tr("Play the run from here, or from its start"));
  slider_->setFocusPolicy(Qt::StrongFocus);
  slider_->setAccessibleName(tr("Moment of the run"));
  slider_->setToolTip(
      tr("Show all views as of an earlier moment. Arrow keys go from one recorded moment to the next, "
         "Page Up and Page Down further, Home to the start, End to the newest."));
  place_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  place_->setAccessibleName(tr("Moment that is shown"));
  live_->setText(tr("Li&ve"));
  live_->setCheckable(true);
  live_->setProperty("pill", true);
  live_->setFocusPolicy(Qt::TabFocus);
  live_->setToolTip(tr("Back to the newest, and stay with it"));
}

void ScrubBar::setTheme(const Theme& theme) {
  play_->setIcon(icon(clock_.isActive() ? QStringLiteral("pause") : QStringLiteral("run"), theme));
  theme_ = theme;
  // As wide as it will ever need to be: the slider must not change its length while it is dragged.
  place_->say(tr("Iteration %1 · epoch %2 · %3")
                  .arg(QStringLiteral("000,000"), QStringLiteral("00.00"), QStringLiteral("000.0 MB")));
  refresh();
}

void ScrubBar::consume(std::span<const Event> batch) {
  for (const auto& event : batch) {
    if (std::holds_alternative<RunStarted>(event)) goLive();
    timeline_.add(event);
  }
  refresh();
}

void ScrubBar::clear() {
  goLive();
  timeline_ = {};
  refresh();
}

void ScrubBar::goLive() {
  play(false);
  look(std::nullopt);
}

void ScrubBar::play(bool playing) {
  if (playing == clock_.isActive()) return;
  if (playing) {
    if (!moment_) choose(0);
    clock_.start();
  } else {
    clock_.stop();
  }
  const QSignalBlocker quiet{play_};
  play_->setChecked(playing);
  setTheme(theme_);
}

void ScrubBar::step() {
  const int size = last(timeline_);
  const int next = static_cast<int>(moment_.value_or(0)) + std::max(size / kFrames, 1);
  choose(next);
}

void ScrubBar::choose(int moment) {
  // The end of the slider is the newest, so that "End" follows a run that goes on.
  if (moment >= last(timeline_)) return goLive();
  look(static_cast<std::size_t>(moment));
}

void ScrubBar::lookAt(std::int64_t iteration) {
  if (timeline_.size() > 1) choose(static_cast<int>(timeline_.nearest(iteration)));
}

void ScrubBar::look(const std::optional<std::size_t>& moment) {
  const bool changed = moment != moment_;
  moment_ = moment;
  refresh();
  if (changed) Q_EMIT timeChosen(moment ? std::optional{timeline_.at(*moment)} : std::nullopt);
}

void ScrubBar::refresh() {
  setVisible(timeline_.size() > 1);
  const QSignalBlocker quiet{slider_};
  const int end = last(timeline_);
  slider_->setRange(0, end);
  slider_->setPageStep(std::max(end / kPages, 1));
  slider_->setValue(moment_ ? static_cast<int>(*moment_) : end);
  live_->setChecked(live());
  if (timeline_.size() == 0) return place_->say({});
  const Place place = timeline_.at(moment_.value_or(static_cast<std::size_t>(end)));
  place_->say(tr("Iteration %1 · epoch %2 · %3")
                  .arg(formattedCount(place.iteration), QLocale{}.toString(place.epoch, 'f', 2),
                       formatted(place.bytes, Quantity::Bytes)));
  slider_->setAccessibleDescription(place_->text());
}

}  // namespace lab::ui
