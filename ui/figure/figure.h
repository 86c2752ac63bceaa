#pragma once

#include <vector>

#include "ui/figure/panel.h"

class QPaintDevice;

namespace lab::ui {

/// Views of recorded runs on one page, at true physical size. The same widgets draw it that draw the window:
/// the page is laid out in their pixels, which then are made so large that the small font measures what was
/// asked for. Needs a QApplication; window's thread only.
class Figure {
 public:
  /// Throws Error when the spec makes no sense or there is nothing to draw.
  Figure(std::vector<FigureRun> runs, const FigureSpec& spec);

  /// Other looks of the same figure, or other views of the same runs. Throws as above; the figure then stays
  /// as it was.
  void setSpec(const FigureSpec& spec);

  [[nodiscard]] const FigureSpec& spec() const { return spec_; }
  [[nodiscard]] const std::vector<FigureRun>& runs() const { return runs_; }
  [[nodiscard]] const std::vector<Panel>& panels() const { return panels_; }
  [[nodiscard]] QSizeF millimetres() const;  ///< of the page, its height worked out
  [[nodiscard]] const Theme& theme() const { return theme_; }

  /// `dotsPerInch` of the device's own coordinates. The device must resolve fonts at fontDotsPerInch().
  void draw(QPaintDevice& device, double dotsPerInch) const;

  /// What the screen resolves fonts at. Qt rounds them to whole pixels there, which the scale makes up for.
  [[nodiscard]] static int fontDotsPerInch();

 private:
  struct Grid {
    int columns = 1, rows = 1;
  };

  [[nodiscard]] double pointsPerUnit() const;
  [[nodiscard]] double unitsPerMillimetre() const;
  [[nodiscard]] Grid grid() const;
  [[nodiscard]] double lineHeight() const;     ///< of the small font
  [[nodiscard]] double titleHeight() const;    ///< 0 without a title
  [[nodiscard]] double headingHeight() const;  ///< above every panel; 0 for a single one
  void drawTitle(QPainter& painter, double width) const;
  void drawHeading(QPainter& painter, const QRectF& area, std::size_t panel) const;

  std::vector<FigureRun> runs_;
  FigureSpec spec_;
  Theme theme_;
  std::vector<Panel> panels_;
};

}  // namespace lab::ui
