#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QThreadPool>

namespace lab::ui {

/// What a job in the background came to.
template <class T>
struct Outcome {
  std::optional<T> value;
  QString problem;  ///< a sentence for the user when there is no value
};

/// `job()`, with whatever it throws turned into a problem.
template <class Job>
[[nodiscard]] Outcome<std::invoke_result_t<Job>> attempt(const Job& job) {
  try {
    return {job(), {}};
  } catch (const std::exception& error) {
    return {std::nullopt, QString::fromUtf8(error.what())};
  }
}

/// Runs `job` on a thread of `pool` and then `done(Outcome)` on the thread of `context`, unless `context`
/// is gone by then. Returns at once.
template <class Job, class Done>
void inBackground(QObject* context, Job job, Done done, QThreadPool* pool = QThreadPool::globalInstance()) {
  using Result = Outcome<std::invoke_result_t<Job>>;
  auto promise = std::make_shared<QPromise<Result>>();
  promise->start();

  auto* watcher = new QFutureWatcher<Result>(context);
  QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                   [watcher, done = std::move(done)]() mutable {
                     watcher->deleteLater();
                     done(watcher->future().takeResult());
                   });
  watcher->setFuture(promise->future());

  pool->start([promise = std::move(promise), job = std::move(job)] {
    promise->addResult(attempt(job));
    promise->finish();
  });
}

}  // namespace lab::ui
