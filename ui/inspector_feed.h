#pragma once

#include "ui/inspector.h"
#include "ui/workspace.h"

namespace lab::ui {

/// From now on the Inspector explains what the user selects in any view: a clicked point or one below a
/// cursor, a cell, a decision, a partition, a link. Both outlive the views.
void explainSelections(const Workspace& workspace, Inspector& inspector);

}  // namespace lab::ui
