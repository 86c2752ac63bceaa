#include "ui/shortcut_list.h"

#include <array>
#include <set>

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>

#include "ui/plot/commands.h"

namespace lab::ui {
namespace {

QString withoutMnemonic(QString title) {
  return title.remove('&').remove(QStringLiteral(" …"));
}

/// Sections of actions, each action once.
class Collector {
 public:
  void add(const QString& title, const QMenu& menu) {
    ShortcutSection section{.title = title, .rows = {}};
    collect(menu, section);
    keep(section);
  }

  void addRest(const QString& title, const QWidget& window) {
    ShortcutSection section{.title = title, .rows = {}};
    for (const QAction* action : window.findChildren<QAction*>()) add(*action, section);
    keep(section);
  }

  std::vector<ShortcutSection> sections;

 private:
  void collect(const QMenu& menu, ShortcutSection& section) {
    for (const QAction* action : menu.actions()) {
      if (action->menu() != nullptr) collect(*action->menu(), section);
      add(*action, section);
    }
  }

  void add(const QAction& action, ShortcutSection& section) {
    if (!seen_.insert(&action).second) return;
    for (const auto& key : action.shortcuts())
      section.rows.push_back({key.toString(QKeySequence::NativeText), withoutMnemonic(action.text())});
  }

  void keep(const ShortcutSection& section) {
    if (!section.rows.empty()) sections.push_back(section);
  }

  std::set<const QAction*> seen_;
};

QString titleOf(CommandGroup group) {
  switch (group) {
    case CommandGroup::Range:
      return ShortcutList::tr("In a plot: what is seen");
    case CommandGroup::Lines:
      return ShortcutList::tr("In a plot: lines");
    case CommandGroup::Readings:
      return ShortcutList::tr("In a plot: reading values");
    case CommandGroup::Tile:
      return ShortcutList::tr("In any view");
  }
  return {};
}

QString html(const ShortcutSection& section) {
  QString rows;
  for (const auto& row : section.rows) {
    rows += QStringLiteral("<tr><td style='white-space:nowrap'>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(row.keys.toHtmlEscaped(), row.what.toHtmlEscaped());
  }
  return QStringLiteral("<p style='font-weight:600'>%1</p><table cellspacing='3'>%2</table>")
      .arg(section.title.toHtmlEscaped(), rows);
}

QLabel* column(const QString& text) {
  auto* label = new QLabel{text};
  label->setTextFormat(Qt::RichText);
  label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace

std::vector<ShortcutSection> shortcutSections(const QMainWindow& window) {
  Collector collector;
  for (const QAction* top : window.menuBar()->actions()) {
    if (top->menu() != nullptr)
      collector.add(ShortcutList::tr("Menu %1").arg(withoutMnemonic(top->text())), *top->menu());
  }
  collector.addRest(ShortcutList::tr("Elsewhere in the window"), window);
  auto& sections = collector.sections;
  for (const auto group :
       {CommandGroup::Range, CommandGroup::Lines, CommandGroup::Readings, CommandGroup::Tile}) {
    ShortcutSection section{.title = titleOf(group), .rows = {}};
    for (const auto& info : commands()) {
      if (info.group == group)
        section.rows.push_back({info.key.toString(QKeySequence::NativeText), info.title});
    }
    sections.push_back(section);
  }
  ShortcutSection mouse{.title = ShortcutList::tr("Mouse in a view"), .rows = {}};
  for (const auto& [how, what] : gestures()) mouse.rows.push_back({how, what});
  sections.push_back(mouse);
  return sections;
}

ShortcutList::ShortcutList(const std::vector<ShortcutSection>& sections, QWidget* parent) : QDialog(parent) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Keyboard shortcuts"));
  // Two columns of about the same number of rows.
  std::size_t all = 0, placed = 0;
  for (const auto& section : sections) all += section.rows.size() + 2;
  std::array<QString, 2> columns;
  for (const auto& section : sections) {
    columns[placed * 2 < all ? 0 : 1] += html(section);
    placed += section.rows.size() + 2;
  }
  auto* page = new QWidget;
  auto* row = new QHBoxLayout{page};
  row->setSpacing(fontMetrics().height() * 2);
  for (const auto& text : columns) row->addWidget(column(text), 1);
  auto* area = new QScrollArea{this};
  area->setWidgetResizable(true);
  area->setWidget(page);
  auto* buttons = new QDialogButtonBox{QDialogButtonBox::Close, this};
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* layout = new QVBoxLayout{this};
  layout->addWidget(area, 1);
  layout->addWidget(buttons);
  const int line = fontMetrics().height();
  resize(
      QSize{line * 62, line * 44}.boundedTo(parent == nullptr ? QSize{1100, 700} : parent->window()->size()));
}

}  // namespace lab::ui
