#pragma once

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QWidget>

#include "ui/run_queue.h"

namespace lab::ui {

/// The queue as a list, with what can be done to it.
class QueuePanel final : public QWidget {
  Q_OBJECT

 public:
  explicit QueuePanel(RunQueue& queue, QWidget* parent = nullptr);

  void setCost(const QString& sentence);  ///< what all of it will take; empty when that is not known

 Q_SIGNALS:
  void startRequested();  ///< of a held queue

 private:
  void build();
  void showState();
  void moveCurrent(int by);
  [[nodiscard]] int current() const;

  RunQueue& queue_;
  QLabel* state_;
  QString cost_;
  QListView* list_;
  QPushButton* start_;
  QPushButton* earlier_;
  QPushButton* later_;
  QPushButton* remove_;
};

}  // namespace lab::ui
