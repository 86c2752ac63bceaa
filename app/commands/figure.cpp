#include <iostream>

#include "app/commands/commands.h"
#include "ui/figure/draw_figure.h"

namespace lab::app {
namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

int execute(const ui::FigureRequest& request) {
  for (const auto& file : ui::drawFigure(request)) std::cout << file.string() << '\n';
  std::cout.flush();
  return kDone;
}

void addLook(CLI::App& command, ui::FigureRequest& request) {
  command.add_option("--preset", request.preset, "Size and font: " + listed(ui::figurePresetIds()));
  command
      .add_option("--size", request.size, "Page in millimetres, the height may be left out; default 88.9mm")
      ->type_name("WxHmm");
  command.add_option("--theme", request.theme, "print (default), light, dark, projector");
  command.add_option("--font-size", request.fontPoints, "Of axes and legend, in points; default 8");
  command.add_option("--line-width", request.linePoints, "Of a thin line, in points; default: in proportion");
  command.add_option("--legend", request.legend, "top (default), bottom, right, none");
  command.add_option("--columns", request.columns, "Views side by side; default: what suits the width");
  command.add_option("--title", request.title, "A line above everything");
  command.add_option("--dpi", request.dpi, "Resolution of PNG; default 300");
  command.add_flag("--log", request.logarithmic, "Logarithmic y axes where no view fixes them");
  command.add_flag("--all-points", request.allPoints, "Draw every point, however large the file becomes");
  command.add_flag_callback(
      "--no-letters", [&request] { request.letters = false; },
      "No a, b, c before the names of several views");
  command.add_flag_callback(
      "--no-recipe", [&request] { request.recipe = false; },
      "Leave out experiment and plotted numbers, which the file otherwise carries");
}

}  // namespace

void addFigure(CLI::App& program, Action& action) {
  const auto request = std::make_shared<ui::FigureRequest>();
  auto& command =
      *program.add_subcommand("figure", "Draw views of one or several runs as PDF, SVG, PNG, CSV or TeX");
  command
      .add_option("RUN.h5", request->runs,
                  "The run files; several share one plot, each in a colour of its own")
      ->required();
  command
      .add_option(
          "--view", request->views,
          "What to draw, with commas or several times: " + listed(ui::figureViewIds()) + "; default accuracy")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--x", request->x, "iteration (default), epoch, seconds, bytes");
  command
      .add_option("-o,--output", request->output,
                  "The file; its ending says the format: pdf, svg, png, csv, tex")
      ->type_name("FILE")
      ->required();
  command.add_option("--label", request->labels, "The name of a run in legends; once for each run")
      ->allow_extra_args(false);
  addLook(command, *request);
  command.footer(
      "Example: skewlab figure bsp.h5 gaia.h5 --view accuracy --x bytes --preset ieee1 -o fig3.pdf");
  command.callback([request, &action] { action = [request] { return execute(*request); }; });
}

}  // namespace lab::app
