#pragma once

#include <memory>

class QCPPainter;
class QPaintDevice;
class QPainter;

namespace lab::ui {

/// A page that several plots are drawn on with one painter: a second painter would begin a second document.
/// Lines and letters stay lines and letters in PDF and SVG; nothing becomes pixels on the way. The device
/// must outlive it, and is finished when it goes.
class Canvas {
 public:
  explicit Canvas(QPaintDevice& device);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] QPainter& painter();

 private:
  friend class LinePlot;  // hands it to QCustomPlot, which draws with its own kind of painter only

  std::unique_ptr<QCPPainter> painter_;
};

}  // namespace lab::ui
