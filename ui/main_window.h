#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include <QDockWidget>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>
#include <QUndoStack>

#include "ui/bridge/session_controller.h"
#include "ui/compare_page.h"
#include "ui/dock_room.h"
#include "ui/figure/recipe.h"
#include "ui/forms/spec_panel.h"
#include "ui/inspector.h"
#include "ui/main_menu.h"
#include "ui/message_bar.h"
#include "ui/preferences.h"
#include "ui/preview_feeder.h"
#include "ui/queue_memory.h"
#include "ui/recent_files.h"
#include "ui/run_library.h"
#include "ui/run_log.h"
#include "ui/run_queue.h"
#include "ui/run_stage.h"
#include "ui/sample_feeder.h"
#include "ui/session_memory.h"
#include "ui/status_line.h"
#include "ui/transport_bar.h"
#include "ui/views/label_map.h"
#include "ui/welcome.h"
#include "ui/workspace.h"

namespace lab::ui {

class FigureEditor;
class TwinPage;
class WrongAnswersWindow;

/// The lab: configuration left, evidence in the centre, history below. Puts the parts together and passes
/// messages between them; what buttons do is the SessionController's business.
class MainWindow final : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(RunFactory factory = recordedSession, ResumeFactory resume = resumedSession,
                      TwinFactory twins = twinSessions, QWidget* parent = nullptr);

  /// Everything that takes a moment: the form, the run table, the devices. Call once the window is on the
  /// screen.
  void begin();

  void openFile(const std::filesystem::path& file);  ///< a run (.h5), an experiment (.json) or a figure
  void setDarkDesktop(bool dark);                    ///< what Auto means
  void present(bool presenting);                     ///< large fonts and lines, docks hidden

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void moveEvent(QMoveEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // main_window.cpp: the parts and their places
  void buildCentre();
  QDockWidget* addDock(Qt::DockWidgetArea area, const QString& title, const QString& name, QWidget* content);
  void connectTransport();
  void connectMenu();
  void connectPanel();
  void connectPainting();
  void connectLibrary();
  void connectWelcome();

  // main_window_layout.cpp: how it looks, and what is remembered of that
  void applyTheme();
  void resetLayout();
  void arrangeDocks();  // as the named layout says
  [[nodiscard]] bool roomForInspector() const;
  [[nodiscard]] bool roomForRuns() const;
  void fitDocks();
  void restorePlace();
  void restoreLayout();
  void saveLayout();

  // main_window_runs.cpp: runs, live and recorded
  void connectController();
  void connectStage();
  [[nodiscard]] bool formIsReady();  // says what is wrong when it is not
  void startForm();
  void start(const ExperimentSpec& spec, const std::string& device);
  void startFork();
  void prepareFork(const std::filesystem::path& run, std::optional<std::int64_t> iteration);
  void resumeRun(const std::filesystem::path& run);
  void showBegun(const ExperimentSpec& spec);
  void quickStart();
  void showState(RunState state);
  void showProgress(const RunProgress& progress);
  void showResult();
  void showRecorded(const std::filesystem::path& run);
  void showShownRun();
  void showPreview(const PartitionPreview& preview);
  void report(const QString& problem);
  void showWorkspace();

  // main_window_store.cpp: the run table, what is compared, and what waits
  void connectCompare();
  void connectQueue();
  void choose(const std::vector<RunRow>& runs);
  void sayTrashed(const QString& sentence);
  void confirmEmptyTrash(int runs);
  void offerToResume();
  void queueForm();
  void queue(const ExperimentSpec& spec);
  void startNext();

  // main_window_sweep.cpp: one experiment with several values of its numbers
  void connectSweeps();
  void openSweep(const std::string& key);
  void offerSweep(const std::string& json, const QString& name);  // a sweep file that was opened
  void queueSweep(const std::vector<ExperimentSpec>& runs, const QString& tag);
  void estimateQueue();

  // main_window_twin.cpp: two runs in lockstep
  void connectTwins();
  void startBesideAlgorithm(const std::string& id);
  void startBesideNormalization(const std::string& id);
  void startTwins(const ExperimentSpec& right);
  void showTwinPage(const std::filesystem::path& left);
  void leaveTwins();
  void openTwins(const std::filesystem::path& run, const std::string& twin);
  void showTwinResult();
  void compareTwins();

  // main_window_change.cpp: the running run gets other settings
  void connectChange();
  void changeRun();
  void offerToChangeRun();
  void sayChanged(const std::vector<Event>& batch);

  // main_window_files.cpp: files and dialogs
  void newExperiment();
  void loadSpec(const ExperimentSpec& spec, const QString& origin);
  void loadExperiment(const std::filesystem::path& file);
  void browse(const QString& title, const QString& filter);
  void saveExperiment();
  void saveText(const QString& title, const QString& name, const QString& filter, const std::string& text);
  void showShortcuts();
  void showAbout();

  // main_window_views.cpp: what views ask for
  void connectViews();
  void addFigureEntry(const Workspace::Place& place);
  void forkAtDecision(std::int64_t iteration);      ///< of the run on the screen
  void showWrongAnswers(int label, int partition);  ///< likewise
  void showSamples(const SampleQuestion& question);  ///< of the split that is shown, while it is
  void askForSamples(int label, int partition);     ///< asked a second time, those of all partitions

  // main_window_session.cpp: what is open, from one start to the next
  void connectRecent();
  void connectSession();
  [[nodiscard]] OpenThings openThings() const;
  void rememberSession();
  void restoreSession();
  void restoreCompared(const OpenThings& last);

  // main_window_figure.cpp: figures out and in
  void connectFigures();
  void openFigure(const FigureSpec& spec, const std::vector<std::filesystem::path>& runs);
  void makeFigure(const std::string& view = {});  ///< empty: the one that has the whole space, or accuracy
  void addRunToFigure();
  void openRecipe(const std::filesystem::path& file);
  void showRecipe(const Recipe& recipe, std::size_t run, const QString& file);
  [[nodiscard]] std::filesystem::path recordingOf(const Recipe::Run& run) const;

  Preferences preferences_;
  SessionController controller_;
  PreviewFeeder feeder_;
  SampleFeeder samples_;
  QTimer layoutChanged_;
  QTimer costDue_;  // what the queue will take is to be said
  QUndoStack undo_;
  RunQueue queue_;
  QueueMemory queueMemory_;
  TransportBar* transport_;  // owned by Qt, like all below
  StatusLine* status_;
  MessageBar* message_;  // problems and notes
  MessageBar* result_;   // how the run ended
  QStackedWidget* pages_;
  Welcome* welcome_;
  Workspace* workspace_;
  RunStage* stage_;
  RunLibrary* library_;
  ComparePage* compare_;
  TwinPage* twin_;
  SpecPanel* panel_ = nullptr;  // made by begin()
  PartitionView* formPreview_ = nullptr;
  QDockWidget* experimentDock_;
  QDockWidget* runsDock_;
  QDockWidget* queueDock_;
  RunLog* log_;
  QDockWidget* logDock_;
  Inspector* inspector_;
  QDockWidget* inspectorDock_;
  DockRoom inspectorRoom_{*inspectorDock_}, runsRoom_{*runsDock_};
  MainMenu* menu_;
  RecentFiles* recent_ = nullptr;
  FigureEditor* figures_ = nullptr;             // made when first wanted
  WrongAnswersWindow* wrongAnswers_ = nullptr;  // likewise
  std::filesystem::path shown_;                 // the run file whose events the views show
  QByteArray beforePresenting_;
  Theme theme_;
  bool darkDesktop_ = false;
  bool presenting_ = false;
  bool offered_ = false;    // to resume what was interrupted
  std::vector<RunRow> chosen_;      // rows of the run table
  std::filesystem::path twinLeft_;  // whose events the twin page shows on the left; empty: it shows nothing
  bool twinLive_ = false;           // the latest run had a twin, and the twin page shows the two
  OpenThings remembered_;
  std::filesystem::path restoring_;  // the run of the last session, while it is being opened
};

}  // namespace lab::ui
