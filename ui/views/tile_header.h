#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "ui/series/run_state.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace lab::ui {

/// A number a view wants to be read without looking at the plot.
struct TileValue {
  QString label;
  QString value;
  QString tip{};      ///< what it is and why it matters
  bool large = false;
};

/// Numbers side by side; those that do not fit are left out, the last first.
class TileValues final : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  void setTheme(const Theme& theme);
  void setValues(std::vector<TileValue> values);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Place;
  [[nodiscard]] std::vector<Place> places() const;

  std::vector<TileValue> values_;
  Theme theme_;
};

/// "Live", "Paused", "Finished": a dot and a word; what went wrong as tooltip.
class StateBadge final : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  void setTheme(const Theme& theme);
  void setState(const RunState& state);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QString text() const { return text_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QColor dot() const;

  QString text_;
  RunPhase phase_ = RunPhase::Empty;
  bool bad_ = false;
  Theme theme_;
};

/// What went wrong, as a sentence; empty when nothing did.
[[nodiscard]] QString problemOf(const RunState& state);

/// Top of every view: title, state, switches and numbers.
class TileHeader final : public QWidget {
  Q_OBJECT

 public:
  TileHeader(const QString& title, QWidget* parent);

  void setTheme(const Theme& theme);
  void setState(const RunState& state);
  void setValues(std::vector<TileValue> values);
  void setSummary(const QString& summary);  ///< tooltip of the title

  /// A checkable button at the right; owned by the header.
  QToolButton* addSwitch(const QString& text, const QString& tip);

  [[nodiscard]] QString badge() const { return badge_->text(); }

 private:
  QLabel* title_;  // owned by Qt, like those below
  StateBadge* badge_;
  TileValues* values_;
  QWidget* switches_;
};

}  // namespace lab::ui
