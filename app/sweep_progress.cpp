#include "app/sweep_progress.h"

#include <algorithm>

#include "app/sweep_text.h"
#include "app/text.h"

namespace lab::app {
namespace {

constexpr std::chrono::milliseconds kStatusPeriod{1000};

}  // namespace

void SweepProgress::ended(const SweepQueue::Outcome& outcome, const SweepRow& row) {
  clear();
  ++total_.done;
  ++measured_;
  seconds_ += outcome.seconds;
  out_ << "[" << total_.done << "/" << total_.runs << "] " << outcome.run->name << ": ";
  if (outcome.exitCode == 0) {
    out_ << "accuracy " << percent(row.accuracy) << ", saving "
         << savingText(row.savingValues, row.savingBytes) << ", " << fixed(outcome.seconds / 60, 1)
         << " minutes";
  } else {
    out_ << "failed: " << (outcome.complaint.empty() ? "it says not why" : outcome.complaint);
  }
  out_ << std::endl;
}

void SweepProgress::tick(const SweepQueue::Load& load) {
  const auto now = Clock::now();
  if (!terminal_ || now - lastShown_ < kStatusPeriod) return;
  lastShown_ = now;
  const auto line = std::to_string(total_.done) + " of " + std::to_string(total_.runs) + " runs done, " +
                    std::to_string(load.running) + " at work" + remaining(load);
  out_ << '\r' << padded(line, static_cast<int>(lineLength_)) << std::flush;
  lineLength_ = line.size();
}

void SweepProgress::clear() {
  if (lineLength_ > 0) out_ << '\r' << std::string(lineLength_, ' ') << '\r' << std::flush;
  lineLength_ = 0;
}

// As if every run took as long as those before did on average.
std::string SweepProgress::remaining(const SweepQueue::Load& load) const {
  if (measured_ == 0 || load.running == 0) return {};
  const auto each = seconds_ / measured_;
  const auto work = each * static_cast<double>(load.waiting + load.running) - load.seconds;
  return ", about " + duration(std::max(0.0, work) / static_cast<double>(load.running)) + " left";
}

}  // namespace lab::app
