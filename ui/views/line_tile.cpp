#include "ui/views/line_tile.h"

#include <QCoreApplication>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

QString text(const char* source) {
  return QCoreApplication::translate("LineTile", source);
}

}  // namespace

double plannedEnd(const RunState& state, XAxis axis) {
  const auto iterations = static_cast<double>(state.iterations);
  if (axis == XAxis::Iteration) return iterations;
  if (axis == XAxis::Epoch && state.iterationsPerEpoch > 0) return iterations / state.iterationsPerEpoch;
  return 0;
}

TileMessage messageOf(const RunState& state, const TileTexts& texts) {
  if (state.phase == RunPhase::Empty) return {texts.empty, texts.emptyHint};
  if (state.phase == RunPhase::Failed) return {text("The run failed"), problemOf(state)};
  if (state.ended()) return {text("The run ended before its first point"), {}};
  return {texts.waiting, texts.waitingHint};
}

QString sentenceOf(const RunState& state, const QString& values) {
  const QString problem = problemOf(state);
  QString sentence = problem.isEmpty() ? values : values + QLatin1Char(' ') + problem;
  if (state.changes.empty()) return sentence;
  const auto& last = state.changes.back();
  return sentence + QLatin1Char(' ') +
         text("Dotted lines: settings changed while it went, lately %1 from %2 to %3.")
             .arg(QString::fromStdString(last.field), QString::fromStdString(last.before),
                QString::fromStdString(last.after));
}

QVBoxLayout* frameTile(View& view, TileHeader* header) {
  view.setProperty("tile", true);
  view.setAttribute(Qt::WA_StyledBackground);
  view.setAutoFillBackground(true);
  auto* layout = new QVBoxLayout{&view};
  layout->setContentsMargins(14, 10, 10, 8);
  layout->setSpacing(6);
  layout->addWidget(header);
  return layout;
}

AxisText axisText(XAxis axis) {
  switch (axis) {
    case XAxis::Iteration:
      return {.title = text("Iteration"), .quantity = Quantity::Whole};
    case XAxis::Epoch:
      return {.title = text("Epoch"), .quantity = Quantity::Number};
    case XAxis::Seconds:
      return {.title = text("Training time"), .quantity = Quantity::Seconds};
    case XAxis::Bytes:
      return {.title = text("Sent by all partitions"), .quantity = Quantity::Bytes};
  }
  return {};
}

AxisText interpolatedAxisText(XAxis axis) {
  AxisText shown = axisText(axis);
  if (axis == XAxis::Seconds || axis == XAxis::Bytes) shown.title = text("%1, interpolated").arg(shown.title);
  return shown;
}

std::vector<Line> partitionLines(int partitions, const Theme& theme, bool markers) {
  std::vector<Line> lines;
  const bool several = partitions > 5;
  const bool many = partitions > kMostStyledPartitions;
  for (int k = 0; k < partitions; ++k) {
    Line line{.name = partitionName(k),
              .style = theme.partition(k),
              .width = several ? 0.8 : 1.0,
              .markers = markers};
    if (many) {
      line.style = {.colour = theme.axis};
      line.width = 0.6;
      line.markers = false;
      line.group = text("%1 partitions").arg(partitions);
    }
    lines.push_back(line);
  }
  return lines;
}

LineTile::LineTile(View& view, const QString& title)
    : view_(view), header_(new TileHeader{title, &view}), plot_(new LinePlot{&view}) {
  view.setFocusProxy(plot_);
  frameTile(view, header_)->addWidget(plot_, 1);
  plot_->setAccessibleName(title);
  QObject::connect(plot_, &LinePlot::followChanged, &view, &View::followChanged);
  header_->menu().addHandler(
      {.state = [plot = plot_](Command command) { return plot->commandState(command); },
       .carryOut = [plot = plot_](Command command) { plot->carryOut(command); }});
  QObject::connect(plot_, &LinePlot::xMoved, &view, &View::xMoved);
}

void LineTile::addLogSwitch() {
  auto* button = header_->addSwitch(text("Log"), text("Logarithmic y axis (L)"));
  QObject::connect(button, &QToolButton::toggled, plot_, &LinePlot::setLogarithmic);
  QObject::connect(plot_, &LinePlot::logarithmicChanged, button, &QToolButton::setChecked);
}

void LineTile::setTheme(const Theme& theme) {
  view_.setFont(applicationFont(theme));
  view_.setPalette(theme.palette());
  header_->setTheme(theme);
  plot_->setTheme(theme);
}

void LineTile::restart() {
  plot_->clearPoints();
  plot_->setFollow(true);
}

bool LineTile::hasPoints() const {
  for (int i = 0; i < plot_->lineCount(); ++i) {
    if (plot_->pointCount(i) > 0) return true;
  }
  return false;
}

void LineTile::showMessage(const RunState& state, const TileTexts& texts) {
  if (hasPoints()) return plot_->setMessage({}, {});
  const auto [title, hint] = messageOf(state, texts);
  plot_->setMessage(title, hint);
}

void LineTile::describe(const RunState& state, const QString& values) {
  const QString summary = sentenceOf(state, values);
  header_->setSummary(summary);
  plot_->setSummary(summary);
  view_.setAccessibleDescription(summary);
}

void LineTile::update(const RunState& state, const TileTexts& texts, XAxis axis, const QString& values) {
  header_->setState(state);
  describe(state, values);
  plot_->setEnd(plannedEnd(state, axis), state.ended());
  plot_->setChanges(state.changesOn(axis));
  showMessage(state, texts);
  plot_->refresh();
}

}  // namespace lab::ui
