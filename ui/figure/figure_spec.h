#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QSizeF>
#include <QString>

#include "ui/plot/draw_options.h"
#include "ui/series/x_axis.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// What a figure shows and what it looks like: everything but the runs.
struct FigureSpec {
  std::vector<std::string> views{"accuracy"};  ///< ids, see views::all()
  XAxis x = XAxis::Iteration;
  QSizeF millimetres{88.9, 0};  ///< of the page; height 0: what suits the views
  int columns = 0;              ///< of views side by side; 0: what suits the width
  ThemeId theme = ThemeId::Print;
  double fontPoints = 8;  ///< of axes and legend, 4 to 72
  double linePoints = 0;  ///< of a line of width 1; 0: the theme's, in proportion to the font
  int dpi = 300;          ///< of PNG, 30 to 2400
  LegendPlace legend = LegendPlace::Top;
  QString title{};
  bool letters = true;     ///< a, b, c before the names of several views
  bool allPoints = false;  ///< draw every point, however many; else four for each one that a screen would get
  bool logarithmic = false;  ///< y axes, where no view fixes them
  bool recipe = true;        ///< put experiment and plotted numbers into the file
};

/// A size that some publisher asks for.
struct FigurePreset {
  const char* id;
  const char* title;   ///< untranslated
  QSizeF millimetres;  ///< height 0: what suits the views
  double fontPoints;
};
[[nodiscard]] const std::vector<FigurePreset>& figurePresets();

/// Applies size and font of a preset. Throws Error{Usage} for an unknown id, with the nearest one.
void applyPreset(FigureSpec& spec, std::string_view id);

// Words of the command line and of recipes. The inverse throws Error{Usage} that names `option` and the
// words.
[[nodiscard]] std::string word(XAxis axis);
[[nodiscard]] std::string word(ThemeId theme);
[[nodiscard]] std::string word(LegendPlace place);
[[nodiscard]] XAxis xAxisNamed(std::string_view word);
[[nodiscard]] ThemeId themeNamed(std::string_view word);
[[nodiscard]] LegendPlace legendPlaceNamed(std::string_view word);

/// "84x60mm" or "84x60"; "84mm" or "84" leaves the height open. Throws Error{Usage}.
[[nodiscard]] QSizeF sizeNamed(const std::string& text);

/// Throws Error{Usage} for a number out of its range, an unknown view or none.
void check(const FigureSpec& spec);

}  // namespace lab::ui
