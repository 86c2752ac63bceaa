#pragma once

#include <span>
#include <vector>

#include <QPointF>

#include "ui/plot/decimate.h"

class QCPGraph;
class QCustomPlot;

namespace lab::ui {

/// How a trace is drawn now.
struct Feeding {
  Columns columns;      ///< what is visible, and how many slices it is cut into when reduced
  bool reduce = false;  ///< there are more points than can be seen
  Decimation decimation = Decimation::Extremes;
  bool logarithmic = false;  ///< numbers at or below 0 become gaps
  friend bool operator==(const Feeding&, const Feeding&) = default;
};

/// A QCustomPlot graph, and how many of a growing line's points it has.
class Trace {
 public:
  explicit Trace(QCustomPlot& plot);
  ~Trace();
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  /// Hands over the visible points, appending where possible. Since clear() the line may only have grown.
  void feed(std::span<const double> x, std::span<const double> y, const Feeding& feeding);
  void clear();

  [[nodiscard]] QCPGraph& graph() const { return *graph_; }
  [[nodiscard]] std::vector<QPointF> drawn() const;  ///< what the graph holds now

 private:
  void append(std::span<const double> x, std::span<const double> y, bool logarithmic);
  void replace(std::span<const double> x, std::span<const double> y, const Feeding& feeding);

  QCustomPlot& plot_;
  QCPGraph* graph_;      // owned by the plot
  std::size_t fed_ = 0;  // points the graph has, when it has the first fed_ of the line as they are
  Points kept_;          // those it has when they are reduced
  Feeding last_;
};

}  // namespace lab::ui
