#pragma once

#include <vector>

#include <QString>
#include <QTimer>
#include <QWidget>

#include "ui/theme/theme.h"

namespace lab::ui {

/// Partitions and what goes between them, as numbers for the drawing.
struct NetworkDiagramData {
  struct Node {
    QString name;
    QString amount;  ///< below the name
    QString tip;
    SeriesStyle style;
  };
  struct Edge {
    int from = 0, to = 0;  ///< nodes
    double share = 0;      ///< of the full width, 0 to 1
    double freshness = 1;  ///< 1: a message goes now; 0: none for so long that `fading` says it
    QString tip;
  };
  struct Traveller {
    int from = 0, to = 0;
    QString name;
  };

  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Traveller> travellers;
  QString fullWidth;  ///< what an edge of full width stands for: "12.3 MB"
  QString fading;     ///< what the palest edges stand for
};

/// Nodes on a circle; the width of an edge is what it carries, small dots say that something moves, and a
/// diamond is a model on its way. The longer an edge has been silent, the paler it is. Tab goes from node to
/// node; the edges of the chosen one stand out, and the arrow keys go through them. A click chooses either.
class NetworkDiagram final : public QWidget {
  Q_OBJECT

 public:
  explicit NetworkDiagram(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setData(NetworkDiagramData data);
  void setMessage(const QString& title, const QString& hint);  ///< for the empty state
  void setMoving(bool moving);    ///< something is being sent: dots and travellers move
  void setReduced(bool reduced);  ///< whatever is sent, nothing moves

  [[nodiscard]] const NetworkDiagramData& data() const { return data_; }
  [[nodiscard]] const QString& message() const { return title_; }
  [[nodiscard]] int chosen() const { return chosen_; }          ///< node; -1: none
  [[nodiscard]] int chosenEdge() const { return chosenEdge_; }  ///< its place in data().edges; -1: none
  [[nodiscard]] bool moves() const { return clock_.isActive(); }
  [[nodiscard]] QPointF placeOf(int node) const;  ///< in pixels of the widget
  [[nodiscard]] QSize minimumSizeHint() const override;

  /// The drawing in an area of a page, in logical pixels, for figures; of a diagram that is not on the
  /// screen.
  void paint(QPainter& painter, const QRectF& area);

 Q_SIGNALS:
  void nodeChosen(int node);  ///< by the user; -1: none
  void edgeChosen(int edge);  ///< likewise

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool event(QEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void draw(QPainter& painter) const;
  void choose(int node);
  void chooseEdge(int edge);
  void stepEdge(int direction);
  void updateClock();
  [[nodiscard]] bool low() const;
  [[nodiscard]] double ring() const;    ///< radius of the circle of nodes
  [[nodiscard]] double radius() const;  ///< of a node
  [[nodiscard]] double widest() const;  ///< px of an edge that carries most
  [[nodiscard]] int nodeAt(const QPointF& position) const;
  [[nodiscard]] int edgeAt(const QPointF& position) const;
  [[nodiscard]] QString tipAt(const QPointF& position) const;
  void drawEdge(QPainter& painter, const NetworkDiagramData::Edge& edge) const;
  void drawChosenEdge(QPainter& painter) const;
  [[nodiscard]] double widthOf(const NetworkDiagramData::Edge& edge) const;  // px
  void drawDots(QPainter& painter, const NetworkDiagramData::Edge& edge) const;
  void drawTraveller(QPainter& painter, const NetworkDiagramData::Traveller& traveller) const;
  void drawNode(QPainter& painter, int node) const;
  [[nodiscard]] int everyLabel() const;
  void drawBeyond(QPainter& painter, const QPointF& centre, const QString& text) const;
  void drawScale(QPainter& painter) const;

  NetworkDiagramData data_;
  Theme theme_;
  QString title_, hint_;
  QTimer clock_;
  double phase_ = 0.3;  // of everything that moves, 0 to 1; at either end nodes would cover it
  int chosen_ = -1, chosenEdge_ = -1;
  bool moving_ = false, reduced_ = false;
};

}  // namespace lab::ui
