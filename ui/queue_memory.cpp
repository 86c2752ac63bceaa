#include "ui/queue_memory.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <utility>

#include <QSaveFile>
#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/json_text.h"
#include "engine/core/spec_json.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::milliseconds kSoon{300};

std::string textOf(const std::vector<RunQueue::Waiting>& runs) {
  Json list = Json::array();
  for (const auto& run : runs) {
    list.push_back({{"device", run.device}, {"experiment", Json::parse(toJson(run.spec, catalogue::vocabulary()))}});
  }
  return list.dump(1) + '\n';
}

std::vector<RunQueue::Waiting> runsIn(const std::string& text, const std::string& origin) {
  std::vector<RunQueue::Waiting> runs;
  for (const auto& one : parseJson(text, origin)) {
    if (!one.is_object() || !one.contains("experiment")) {
      throw Error({.kind = ErrorKind::Data,
                   .doing = origin,
                   .problem = "what waited in the queue cannot be read",
                   .expected = "a list of experiments",
                   .remedy = {}});
    }
    runs.push_back({specFromJson(one["experiment"].dump(), catalogue::vocabulary(), origin),
                    one.value("device", std::string{"auto"})});
  }
  return runs;
}

}  // namespace

QueueMemory::QueueMemory(RunQueue& queue, const std::filesystem::path& folder)
    : queue_(queue),
      file_(folder.empty() ? folder : folder / "queue.json"),
      lock_(toQString(file_.string()) + QStringLiteral(".lock")) {
  lock_.setStaleLockTime(0);  // held as long as the window is open; one that a crash has left is known by its process
  writer_.setMaxThreadCount(1);
  soon_.setSingleShot(true);
  soon_.setInterval(kSoon);
  connect(&queue_, &RunQueue::changed, &soon_, qOverload<>(&QTimer::start));
  connect(&soon_, &QTimer::timeout, this, &QueueMemory::write);
}

QueueMemory::~QueueMemory() {
  if (soon_.isActive()) write();
  writer_.waitForDone();
}

bool QueueMemory::restore() {
  if (file_.empty()) return true;
  if (!lock_.tryLock(0)) return false;
  auto runs = read();
  if (runs.empty()) return true;
  queue_.hold(true);
  queue_.add(std::move(runs));
  return true;
}

std::vector<RunQueue::Waiting> QueueMemory::read() const {
  std::ifstream stream{file_};
  if (!stream) return {};
  std::ostringstream text;
  text << stream.rdbuf();
  try {
    return runsIn(text.str(), file_.filename().string());
  } catch (const Error& error) {
    // The next change of the queue would write over what somebody may want to mend.
    auto aside = file_;
    aside.replace_extension("unreadable.json");
    std::error_code failed;
    std::filesystem::rename(file_, aside, failed);
    throw Error({.kind = error.kind(),
                 .doing = "The queue of last time",
                 .problem = error.what(),
                 .expected = {},
                 .remedy = failed ? "" : "it is kept as " + aside.filename().string()});
  }
}

void QueueMemory::write() {
  if (!lock_.isLocked()) return;
  writer_.start([runs = queue_.runs(), name = toQString(file_.string())] {
    QSaveFile file{name};
    const QByteArray text = QByteArray::fromStdString(textOf(runs));
    // The old file stays when the disk is full.
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size()) file.commit();
  });
}

}  // namespace lab::ui
