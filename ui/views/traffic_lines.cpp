#include "ui/views/traffic_lines.h"

#include <array>

#include <QCoreApplication>

#include "ui/views/line_tile.h"

namespace lab::ui {
namespace {

constexpr double kImportant = 2.0;  // width of the line a drawing is about

QString text(const char* source) {
  return QCoreApplication::translate("CommunicationView", source);
}

struct DrawingText {
  const char* name;
  const char* explanation;
};

// In the order of TrafficDrawing.
constexpr std::array<DrawingText, 5> kTexts{{
    {QT_TRANSLATE_NOOP("CommunicationView", "Sent so far"),
     QT_TRANSLATE_NOOP("CommunicationView", "By all partitions together, beside what BSP would have sent")},
    {QT_TRANSLATE_NOOP("CommunicationView", "By partition"),
     QT_TRANSLATE_NOOP("CommunicationView", "Sent so far by every partition")},
    {QT_TRANSLATE_NOOP("CommunicationView", "By kind"),
     QT_TRANSLATE_NOOP("CommunicationView", "Values, indices, statistics, control and travelling models")},
    {QT_TRANSLATE_NOOP("CommunicationView", "Saving factor"),
     QT_TRANSLATE_NOOP("CommunicationView", "What BSP would have sent so far, divided by what was sent")},
    {QT_TRANSLATE_NOOP("CommunicationView", "Time over a network"),
     QT_TRANSLATE_NOOP("CommunicationView",
                       "How long this run, and BSP, would have taken over a network of your choice")},
}};

std::vector<std::size_t> kindsOf(const TrafficSeries& traffic) {
  std::vector<std::size_t> moved;
  for (std::size_t kind = 0; kind < kTrafficKinds; ++kind) {
    if (traffic.hasKind(static_cast<Traffic>(kind))) moved.push_back(kind);
  }
  return moved;
}

QString kindName(std::size_t kind) {
  static constexpr std::array<const char*, kTrafficKinds> kNames{
      QT_TRANSLATE_NOOP("CommunicationView", "Values"), QT_TRANSLATE_NOOP("CommunicationView", "Indices"),
      QT_TRANSLATE_NOOP("CommunicationView", "Statistics"), QT_TRANSLATE_NOOP("CommunicationView", "Control"),
      QT_TRANSLATE_NOOP("CommunicationView", "Travelling models")};
  return text(kNames[kind]);
}

Line important(const QString& name, const Theme& theme) {
  return {.name = name, .style = {.colour = theme.accent}, .width = kImportant};
}

Line reference(const Theme& theme) {
  return {.name = text("BSP, computed"), .style = {.colour = theme.reference, .dash = Qt::DashLine}};
}

std::vector<Line> kindLines(const std::vector<std::size_t>& kinds, const Theme& theme) {
  std::vector<Line> lines;
  for (const std::size_t kind : kinds) {
    lines.push_back({.name = kindName(kind), .style = theme.traffic(static_cast<int>(kind)), .width = 1.4});
  }
  return lines;
}

}  // namespace

QString nameOf(TrafficDrawing drawing) {
  return text(kTexts[static_cast<std::size_t>(drawing)].name);
}

QString explanationOf(TrafficDrawing drawing) {
  return text(kTexts[static_cast<std::size_t>(drawing)].explanation);
}

AxisText TrafficLines::axis() const {
  switch (drawing_) {
    case TrafficDrawing::Total:
    case TrafficDrawing::Partitions:
    case TrafficDrawing::Kinds:
      return {.title = text("Sent so far"), .quantity = Quantity::Bytes};
    case TrafficDrawing::Saving:
      return {.title = text("BSP / sent"), .quantity = Quantity::Number, .unit = QStringLiteral("×")};
    case TrafficDrawing::Time:
      return {.title = text("Simulated time"), .quantity = Quantity::Seconds};
  }
  return {};
}

std::vector<Line> TrafficLines::lines(const Theme& theme) const {
  switch (drawing_) {
    case TrafficDrawing::Total:
      return {reference(theme), important(text("Sent"), theme)};
    case TrafficDrawing::Partitions:
      return partitionLines(partitions_, theme, false);
    case TrafficDrawing::Kinds:
      return kindLines(kinds_, theme);
    case TrafficDrawing::Saving:
      return {
          important(text("In bytes"), theme),
          {.name = text("In values"), .style = {.colour = theme.text, .dash = Qt::DotLine}, .width = 1.4}};
    case TrafficDrawing::Time:
      return {reference(theme),
              important(text("This run"), theme),
              {.name = text("of which computing"), .style = {.colour = theme.axis}, .width = 1.2}};
  }
  return {};
}

void TrafficLines::make(const SentSeries& series, const Theme& theme) {
  partitions_ = series.traffic.partitions();
  kinds_ = kindsOf(series.traffic);
  plot_.setLines(lines(theme));
}

bool TrafficLines::fits(const SentSeries& series) const {
  return partitions_ == series.traffic.partitions() && kinds_ == kindsOf(series.traffic);
}

void TrafficLines::show(const SentSeries& series, XAxis axis) {
  const auto& [traffic, time] = series;
  const auto x = traffic.x(axis);
  switch (drawing_) {
    case TrafficDrawing::Total:
      plot_.extend(0, x, traffic.bsp());
      plot_.extend(1, x, traffic.total());
      return;
    case TrafficDrawing::Partitions:
      for (int k = 0; k < partitions_; ++k) plot_.extend(k, x, traffic.partition(k));
      return;
    case TrafficDrawing::Kinds:
      for (std::size_t i = 0; i < kinds_.size(); ++i) {
        plot_.extend(static_cast<int>(i), x, traffic.kind(static_cast<Traffic>(kinds_[i])));
      }
      return;
    case TrafficDrawing::Saving:
      plot_.extend(0, x, traffic.savingInBytes());
      plot_.extend(1, x, traffic.savingInValues());
      return;
    case TrafficDrawing::Time:
      plot_.extend(0, time.x(axis), time.bsp());
      plot_.extend(1, time.x(axis), time.seconds());
      plot_.extend(2, time.x(axis), time.computing());
      return;
  }
}

}  // namespace lab::ui
