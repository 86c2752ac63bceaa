#pragma once

#include <vector>

#include <QAbstractButton>
#include <QStringList>
#include <QWidget>

#include "ui/plot/line.h"

namespace lab::ui {

/// One entry: a swatch and a name; a button that is checked while its lines are shown.
class LegendEntry final : public QAbstractButton {
  Q_OBJECT

 public:
  LegendEntry(const Line& line, QWidget* parent);

  void setTheme(const Theme& theme);
  [[nodiscard]] QSize sizeHint() const override;

  /// Draws it into any painter, for figures.
  void paint(QPainter& painter, const QRectF& area) const;

 Q_SIGNALS:
  void pointed(bool at);  ///< by the mouse or by the focus of the keyboard

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  Line line_;
  Theme theme_;
};

/// The names of the lines in rows, as many as the width asks for. A click hides or shows a line;
/// pointing at a name asks to make its lines stand out.
class Legend final : public QWidget {
  Q_OBJECT

 public:
  explicit Legend(QWidget* parent = nullptr);

  /// One entry per legendName(), in order of appearance.
  void setLines(const std::vector<Line>& lines);
  void setTheme(const Theme& theme);
  void setShown(const QString& name, bool shown);

  /// Entries that need more rows are left out; "+3" and its tooltip stand for them. 0: no legend at all.
  void setMostRows(int rows);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

  // For figures: the entries that are shown and named.
  /// Draws them in rows of `width`, the first of which begins at `indent`, and returns the height used.
  double paint(QPainter& painter, double width, int indent, const QStringList& names) const;
  [[nodiscard]] double paintedHeight(double width, int indent, const QStringList& names) const;
  [[nodiscard]] double widest(const QStringList& names) const;

 Q_SIGNALS:
  void toggled(const QString& name, bool shown);
  void pointed(const QString& name);  ///< a shown one; empty: none any more

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  /// Rectangles of the first `entries` in at most `rows` rows of `width`; fewer than entries when they do not
  /// fit.
  [[nodiscard]] std::vector<QRect> flow(const std::vector<LegendEntry*>& entries, int width, int rows,
                                        int indent = 0) const;
  [[nodiscard]] std::vector<LegendEntry*> shown(const QStringList& names) const;
  [[nodiscard]] int restWidth() const;
  void arrange();

  std::vector<LegendEntry*> entries_;  // owned by Qt
  Theme theme_;
  int mostRows_ = 3;
  QRect rest_;  // of "+3"
  QString restText_;
};

}  // namespace lab::ui
