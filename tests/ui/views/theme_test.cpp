#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

#include <QFontInfo>
#include <gtest/gtest.h>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr ThemeId kAll[]{ThemeId::Light, ThemeId::Dark, ThemeId::Projector, ThemeId::Print};

double channel(int value) {
  const double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * channel(colour.red()) + 0.7152 * channel(colour.green()) + 0.0722 * channel(colour.blue());
}

/// As the Web Content Accessibility Guidelines define it: 1 to 21.
double contrast(const QColor& a, const QColor& b) {
  const double brighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (brighter + 0.05) / (darker + 0.05);
}

TEST(Theme, DrawsLinesThatStandOutFromTheirBackground) {
  for (const auto id : kAll) {
    const Theme theme = Theme::of(id);
    for (int k = 0; k < 5; ++k) {
      EXPECT_GE(contrast(theme.partition(k).colour, theme.plotBackground), 3.0)
          << theme.name.toStdString() << k;
    }
    EXPECT_GE(contrast(theme.reference, theme.plotBackground), 3.0) << theme.name.toStdString();
  }
}

TEST(Theme, WritesTextThatCanBeRead) {
  for (const auto id : kAll) {
    const Theme theme = Theme::of(id);
    for (const QColor& ink :
         {theme.text, theme.mutedText, theme.accent, theme.error, theme.warning, theme.success}) {
      EXPECT_GE(contrast(ink, theme.panel), 4.5) << theme.name.toStdString() << ink.name().toStdString();
    }
    EXPECT_GE(contrast(theme.accentText, theme.accent), 4.5) << theme.name.toStdString();
  }
}

TEST(Theme, TellsEveryPartitionFromEveryOtherBySomethingOtherThanColour) {
  const Theme theme = Theme::of(ThemeId::Light);
  for (int a = 0; a < 20; ++a) {
    for (int b = 0; b < a; ++b) {
      const SeriesStyle one = theme.partition(a);
      const SeriesStyle other = theme.partition(b);
      EXPECT_TRUE(one.dash != other.dash || one.marker != other.marker) << a << " " << b;
      EXPECT_TRUE(one.dash != other.dash || one.colour != other.colour) << a << " " << b;
    }
  }
}

TEST(Theme, GivesKindsOfTrafficNoPartitionsColour) {
  for (const auto id : kAll) {
    const Theme theme = Theme::of(id);
    for (int kind = 0; kind < 5; ++kind) {
      for (int k = 0; k < 5; ++k) EXPECT_NE(theme.traffic(kind).colour, theme.partition(k).colour);
    }
  }
}

TEST(Theme, HasMapsWhoseLightnessOnlyRisesOrOnlyFalls) {
  for (const auto id : kAll) {
    const auto map = Theme::of(id).sequential;
    const bool rising = luminance(map.back()) > luminance(map.front());
    for (std::size_t i = 1; i < map.size(); ++i) {
      EXPECT_EQ(luminance(map[i]) > luminance(map[i - 1]), rising) << i;
    }
  }
}

TEST(Theme, SamplesAMapAtItsStopsAndBetweenThem) {
  std::array<QColor, 9> map;
  for (int i = 0; i < 9; ++i) map[static_cast<std::size_t>(i)] = QColor{i * 20, 0, 0};
  EXPECT_EQ(Theme::sample(map, 0), QColor(0, 0, 0));
  EXPECT_EQ(Theme::sample(map, 1), QColor(160, 0, 0));
  EXPECT_EQ(Theme::sample(map, 0.5), QColor(80, 0, 0));
  EXPECT_EQ(Theme::sample(map, 1.0 / 16), QColor(10, 0, 0));
  EXPECT_EQ(Theme::sample(map, 7), QColor(160, 0, 0));
  EXPECT_EQ(Theme::sample(map, std::nan("")), QColor(0, 0, 0));
}

TEST(Theme, WritesOnAnyColourSoThatItCanBeRead) {
  for (const auto id : kAll) {
    const Theme theme = Theme::of(id);
    for (int i = 0; i <= 32; ++i) {
      for (const auto& map : {theme.sequential, theme.diverging}) {
        const QColor cell = Theme::sample(map, i / 32.0);
        EXPECT_GE(contrast(Theme::textOn(cell), cell), 4.0) << cell.name().toStdString();
      }
    }
  }
}

TEST(Theme, SetsEveryGroupOfThePalette) {
  for (const auto id : kAll) {
    const QPalette palette = Theme::of(id).palette();
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
      for (int role = 0; role < QPalette::NColorRoles; ++role) {
        if (role == QPalette::NoRole) continue;
        EXPECT_TRUE(palette.isBrushSet(group, static_cast<QPalette::ColorRole>(role)))
            << group << " " << role;
      }
    }
    EXPECT_NE(palette.color(QPalette::Disabled, QPalette::Text),
              palette.color(QPalette::Active, QPalette::Text));
  }
}

TEST(Theme, FillsEveryBlankOfTheStyleSheet) {
  for (const auto id : kAll) EXPECT_FALSE(Theme::of(id).styleSheet().contains('@'));
}

TEST(Appearance, BringsItsOwnFont) {
  EXPECT_EQ(QFontInfo{applicationFont(Theme::of(ThemeId::Light))}.family(), "Inter");
}

TEST(Appearance, WritesLargerForAProjector) {
  EXPECT_DOUBLE_EQ(applicationFont(Theme::of(ThemeId::Projector)).pointSizeF(),
                   1.6 * applicationFont(Theme::of(ThemeId::Light)).pointSizeF());
}

}  // namespace
}  // namespace lab::ui
