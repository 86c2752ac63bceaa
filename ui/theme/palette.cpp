#include <cmath>

#include "ui/theme/theme.h"

namespace lab::ui {
namespace {

QColor mixed(const QColor& from, const QColor& to, double share) {
  const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
  return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

void setSurfaces(QPalette& palette, const Theme& theme) {
  palette.setColor(QPalette::Window, theme.window);
  palette.setColor(QPalette::Base, theme.panel);
  palette.setColor(QPalette::AlternateBase, mixed(theme.panel, theme.window, 0.6));
  palette.setColor(QPalette::Button, theme.panel);
  palette.setColor(QPalette::ToolTipBase, theme.text);
  palette.setColor(QPalette::Light, mixed(theme.panel, theme.window, 0.2));
  palette.setColor(QPalette::Midlight, mixed(theme.window, theme.border, 0.3));
  palette.setColor(QPalette::Mid, theme.border);
  palette.setColor(QPalette::Dark, mixed(theme.border, theme.mutedText, 0.4));
  palette.setColor(QPalette::Shadow, mixed(theme.border, theme.text, 0.6));
}

void setInk(QPalette& palette, const Theme& theme) {
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.error);
  palette.setColor(QPalette::ToolTipText, theme.panel);
  palette.setColor(QPalette::PlaceholderText, theme.mutedText);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.accentText);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::LinkVisited, mixed(theme.accent, theme.mutedText, 0.4));
}

void setDisabled(QPalette& palette, const Theme& theme) {
  const QColor faint = mixed(theme.mutedText, theme.panel, 0.4);
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
        QPalette::HighlightedText, QPalette::Link, QPalette::LinkVisited}) {
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::Disabled, QPalette::Base, theme.window);
  palette.setColor(QPalette::Disabled, QPalette::Button, theme.window);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.border);
}

}  // namespace

QColor Theme::faded(const QColor& colour, double share) const {
  return mixed(colour, plotBackground, share);
}

QPalette Theme::palette() const {
  QPalette result;
  setSurfaces(result, *this);  // without a group: all three
  setInk(result, *this);
  setDisabled(result, *this);
  return result;
}

}  // namespace lab::ui
