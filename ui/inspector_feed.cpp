#include "ui/inspector_feed.h"

#include "ui/plot/heat_map.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/views/decision_list.h"

namespace lab::ui {
namespace {

QString decisionText(const QModelIndex& row) {
  QStringList lines;
  const auto* model = row.model();
  for (int column = 0; column < model->columnCount(); ++column) {
    lines.append(
        QStringLiteral("%1: %2").arg(model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                                     row.siblingAtColumn(column).data().toString()));
  }
  return lines.join(QLatin1Char('\n'));
}

// Where decisions are drawn, a click means the one in force there.
void watchPlot(LinePlot& plot, const std::string& view, const DecisionList* decisions, Inspector& inspector) {
  const auto explain = [&plot, &inspector, view] {
    const QString readings = plot.readings();
    if (!readings.isEmpty()) inspector.explain(view, readings);
  };
  QObject::connect(&plot, &LinePlot::cursorsMoved, &inspector, explain);
  QObject::connect(&plot, &LinePlot::clicked, &inspector, [&inspector, decisions, explain] {
    const auto rows = decisions == nullptr ? QModelIndexList{} : decisions->selectionModel()->selectedRows();
    if (rows.isEmpty()) return explain();
    inspector.explain("decision", decisionText(rows.front()));
  });
}

void watchMap(const HeatMap& map, const std::string& subject, Inspector& inspector) {
  QObject::connect(&map, &HeatMap::cellChosen, &inspector, [&map, &inspector, subject](int row, int column) {
    if (map.data().tip) inspector.explain(subject, map.data().tip(row, column));
  });
}

// Not what the crosshair selects in passing.
void watchDecisions(const DecisionList& list, Inspector& inspector) {
  QObject::connect(&list, &QAbstractItemView::clicked, &inspector, [&inspector](const QModelIndex& row) {
    inspector.explain("decision", decisionText(row));
  });
  QObject::connect(list.selectionModel(), &QItemSelectionModel::currentRowChanged, &inspector,
                   [&list, &inspector](const QModelIndex& row) {
                     if (row.isValid() && list.hasFocus()) inspector.explain("decision", decisionText(row));
                   });
}

void watchNetwork(const NetworkDiagram& diagram, Inspector& inspector) {
  QObject::connect(&diagram, &NetworkDiagram::nodeChosen, &inspector, [&](int node) {
    if (node >= 0) inspector.explain("network", diagram.data().nodes.at(static_cast<std::size_t>(node)).tip);
  });
  QObject::connect(&diagram, &NetworkDiagram::edgeChosen, &inspector, [&](int edge) {
    if (edge >= 0) inspector.explain("edge", diagram.data().edges.at(static_cast<std::size_t>(edge)).tip);
  });
}

}  // namespace

void explainSelections(const Workspace& workspace, Inspector& inspector) {
  for (const auto& place : workspace.places()) {
    const auto* decisions = place.view->findChild<DecisionList*>();
    if (decisions != nullptr) watchDecisions(*decisions, inspector);
    const auto* diagram = place.view->findChild<NetworkDiagram*>();
    if (diagram != nullptr) watchNetwork(*diagram, inspector);
    const std::string points = diagram == nullptr ? place.id : "edge";
    for (auto* plot : place.view->findChildren<LinePlot*>()) watchPlot(*plot, points, decisions, inspector);
    const std::string cells = place.id == "divergence" ? "layer" : place.id;
    for (const auto* map : place.view->findChildren<HeatMap*>()) watchMap(*map, cells, inspector);
  }
}

}  // namespace lab::ui
