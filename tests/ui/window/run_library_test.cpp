// The run table with files behind it: what is said about runs, the trash, and undo.

#include "ui/run_library.h"

#include <fstream>

#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::HasSubstr;

namespace fs = std::filesystem;

class Library : public testing::Test {
 protected:
  Library() {
    test::writeRun(a(), {.created = "2026-11-25T10:00:00Z"});
    test::writeRun(b(), {.created = "2026-11-25T11:00:00Z"});
    QObject::connect(&library_, &RunLibrary::problem,
                     [this](const QString& sentence) { problem_ = sentence.toStdString(); });
    read();
  }

  void read() {
    QSignalSpy listed{&library_, &RunLibrary::listed};
    library_.refresh();
    EXPECT_TRUE(eventually([&] { return !listed.isEmpty(); }));
  }

  [[nodiscard]] fs::path a() const { return sandbox_.runs() / "a.h5"; }
  [[nodiscard]] fs::path b() const { return sandbox_.runs() / "b.h5"; }
  [[nodiscard]] const RunRow& row(const fs::path& run) const { return *library_.model().row(run); }
  [[nodiscard]] static bool saved(const fs::path& run, const RunNotes& notes) {
    return eventually([&] { return readNotes(run) == notes; });
  }

  /// As if typed into a cell.
  void set(const fs::path& run, RunColumn column, const QVariant& value, int role = Qt::EditRole) {
    auto* model = library_.table().model();
    for (int i = 0; i < model->rowCount(); ++i) {
      const auto index = model->index(i, static_cast<int>(column));
      const auto source = static_cast<QSortFilterProxyModel*>(model)->mapToSource(index);
      if (library_.model().row(source)->summary.path == run) {
        model->setData(index, value, role);
        return;
      }
    }
    FAIL() << "no row of " << run;
  }

  test::Sandbox sandbox_;
  QUndoStack undo_;
  RunLibrary library_{sandbox_.runs(), undo_};
  std::string problem_;
};

TEST_F(Library, WhatIsSaidIsShownAtOnceWrittenAndTakenBack) {
  set(a(), RunColumn::Notes, "look here");
  EXPECT_EQ(row(a()).note, "look here");
  EXPECT_TRUE(saved(a(), {.notes = "look here"}));
  set(a(), RunColumn::Star, Qt::Checked, Qt::CheckStateRole);
  EXPECT_TRUE(saved(a(), {.notes = "look here", .star = true}));
  undo_.undo();
  EXPECT_TRUE(saved(a(), {.notes = "look here"}));
  undo_.undo();
  EXPECT_TRUE(saved(a(), {}));
  undo_.redo();
  EXPECT_TRUE(saved(a(), {.notes = "look here"}));
  read();
  EXPECT_EQ(row(a()).note, "look here");
}

TEST_F(Library, ManyEditsInARowEndWithTheLast) {
  for (int i = 0; i < 40; ++i) set(a(), RunColumn::Notes, QString::number(i));
  EXPECT_TRUE(saved(a(), {.notes = "39"}));
  read();
  EXPECT_EQ(row(a()).note, "39");
}

TEST_F(Library, SelectedRunsAreTaggedAndStarredTogetherAndKeepTheirOwnTags) {
  set(a(), RunColumn::Tags, "mine");
  library_.table().select({a(), b()});
  set(b(), RunColumn::Tags, "paper, old");
  EXPECT_EQ(row(a()).tags.join('|'), "mine|paper|old");
  EXPECT_EQ(row(b()).tags.join('|'), "paper|old");
  set(b(), RunColumn::Tags, "paper");
  EXPECT_EQ(row(a()).tags.join('|'), "mine|paper");
  set(b(), RunColumn::Star, Qt::Checked, Qt::CheckStateRole);
  EXPECT_TRUE(row(a()).notes.star && row(b()).notes.star);
  undo_.undo();
  EXPECT_FALSE(row(a()).notes.star || row(b()).notes.star);
  set(b(), RunColumn::Name, "only mine");
  EXPECT_NE(row(a()).name, "only mine");
}

TEST_F(Library, StarLockAndNameAreChangedWhereTheyStand) {
  library_.resize(1200, 300);
  library_.show();
  auto& table = library_.table();
  const auto cell = [&table](RunColumn column) { return table.model()->index(0, static_cast<int>(column)); };
  const fs::path newest = b();
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell(RunColumn::Star)).center());
  EXPECT_TRUE(row(newest).notes.star);
  table.setCurrentIndex(cell(RunColumn::Lock));
  QTest::keyClick(&table, Qt::Key_Space);
  EXPECT_TRUE(row(newest).notes.locked);
  table.setCurrentIndex(cell(RunColumn::Name));
  QTest::keyClick(&table, Qt::Key_F2);
  auto* editor = table.viewport()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->setText("The One");
  QTest::keyClick(editor, Qt::Key_Return);
  EXPECT_TRUE(saved(newest, {.name = "The One", .star = true, .locked = true}));
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell(RunColumn::Star)).center());
  EXPECT_FALSE(row(newest).notes.star);
}

TEST_F(Library, NotesOfOthersAreNotOverwritten) {
  std::ofstream{notesOf(a())} << "half a fi";
  read();
  set(a(), RunColumn::Star, Qt::Checked, Qt::CheckStateRole);
  EXPECT_THAT(problem_, HasSubstr("a.h5.json"));
  EXPECT_FALSE(row(a()).notes.star);
  EXPECT_FALSE(undo_.canUndo());
}

TEST_F(Library, NotesThatCannotBeWrittenAreSaidAndNotPretended) {
  fs::create_directories(notesOf(a()));  // in the way
  set(a(), RunColumn::Star, Qt::Checked, Qt::CheckStateRole);
  EXPECT_TRUE(eventually([&] { return !problem_.empty(); }));
  EXPECT_TRUE(eventually([&] { return !row(a()).notes.star; }));
}

TEST_F(Library, TrashTakesNotesAlongAndGivesThemBack) {
  set(a(), RunColumn::Notes, "look here");
  library_.trash({a(), b()});
  EXPECT_EQ(library_.model().rowCount(), 0);
  EXPECT_FALSE(fs::exists(notesOf(a())));
  EXPECT_TRUE(eventually([&] { return library_.trashPage().count() == 2; }));
  undo_.undo();
  EXPECT_EQ(library_.model().rowCount(), 2);
  EXPECT_EQ(row(a()).note, "look here");
  EXPECT_EQ(readNotes(a()), RunNotes{.notes = "look here"});
  undo_.undo();
  EXPECT_TRUE(saved(a(), {}));
  undo_.redo();
  undo_.redo();
  EXPECT_FALSE(fs::exists(a()));
}

TEST_F(Library, ALockedRunStays) {
  set(a(), RunColumn::Lock, Qt::Checked, Qt::CheckStateRole);
  QSignalSpy trashed{&library_, &RunLibrary::trashed};
  library_.trash({a()});
  EXPECT_THAT(problem_, HasSubstr("locked"));
  EXPECT_TRUE(fs::exists(a()));
  EXPECT_TRUE(trashed.isEmpty());
  library_.trash({a(), b()});
  EXPECT_FALSE(fs::exists(b()));
  EXPECT_EQ(trashed.count(), 1);
}

TEST_F(Library, ARunThatIsGoneLeavesNothingToUndo) {
  fs::remove(a());
  library_.trash({a()});
  EXPECT_THAT(problem_, HasSubstr("a.h5"));
  EXPECT_FALSE(undo_.canUndo());
}

TEST_F(Library, TheTrashIsListedRestoredAndEmptied) {
  library_.trash({a(), b()});
  auto& trash = library_.trashPage();
  ASSERT_TRUE(eventually([&] { return trash.count() == 2; }));
  trash.table().select({trashOf(sandbox_.runs()) / "a.h5"});
  Q_EMIT trash.restoreRequested(trash.table().selected());
  EXPECT_TRUE(fs::exists(a()));
  EXPECT_TRUE(eventually([&] { return trash.count() == 1 && library_.model().row(a()) != nullptr; }));
  undo_.undo();
  EXPECT_FALSE(fs::exists(a()));
  library_.emptyTrash();
  EXPECT_TRUE(eventually([&] { return trash.count() == 0; }));
  EXPECT_FALSE(fs::exists(trashOf(sandbox_.runs()) / "b.h5"));
  EXPECT_FALSE(undo_.canUndo());
  EXPECT_FALSE(undo_.canRedo());
}

TEST_F(Library, TheTrashIsCountedFromTheStart) {
  library_.trash({a()});
  QUndoStack undo;
  RunLibrary again{sandbox_.runs(), undo};
  again.refresh();
  EXPECT_TRUE(eventually([&] { return again.trashPage().count() == 1; }));
}

TEST_F(Library, AFilterWithAMistakeSaysSoAndLeavesTheOneBefore) {
  auto& line = library_.filter();
  line.edit()->setText("Algo:Nothing");
  ASSERT_TRUE(eventually([&] { return library_.table().shownCount() == 0; }));
  line.edit()->setText("skwe>=0.6");
  ASSERT_TRUE(eventually([&] { return !line.problem().isEmpty(); }));
  EXPECT_THAT(line.problem().toStdString(), HasSubstr("character 1"));
  EXPECT_EQ(library_.table().shownCount(), 0);
  line.edit()->clear();
  EXPECT_TRUE(eventually([&] { return library_.table().shownCount() == 2 && line.problem().isEmpty(); }));
}

TEST_F(Library, TheHelpNamesEveryKey) {
  const QString help = filterHelp();
  for (const auto& key : runKeys()) {
    EXPECT_TRUE(help.contains(QString::fromStdString(std::string{key.word}))) << key.word;
  }
}

TEST_F(Library, ReadingAgainKeepsTheSelection) {
  library_.table().select({a()});
  read();
  ASSERT_EQ(library_.table().selected().size(), 1U);
  EXPECT_EQ(library_.table().selected().front().summary.path, a());
}

TEST_F(Library, TheRunningRunKeepsWhatIsSaidAboutIt) {
  RunSummary live = row(a()).summary;
  live.iteration = 1;
  library_.setLive(live);
  set(a(), RunColumn::Star, Qt::Checked, Qt::CheckStateRole);
  live.iteration = 2;
  library_.setLive(live);
  EXPECT_TRUE(row(a()).notes.star);
  EXPECT_EQ(row(a()).summary.iteration, 2);
  library_.trash({a()});
  EXPECT_THAT(problem_, HasSubstr("still running"));
}

}  // namespace
}  // namespace lab::ui
