#include "engine/core/ledger.h"

#include <numeric>

#include "engine/core/error.h"

namespace lab {

CommunicationLedger::CommunicationLedger(int partitions, std::int64_t indexBytes)
    : indexBytes_(indexBytes),
      bytes_(static_cast<std::size_t>(partitions)),
      values_(static_cast<std::size_t>(partitions)) {}

void CommunicationLedger::bill(int sender, Traffic kind, std::int64_t values, std::int64_t bytes) {
  if (sender < 0 || sender >= partitions() || values < 0 || bytes < 0) {
    throw Error({.doing = "Billing partition " + std::to_string(sender),
                 .problem = std::to_string(bytes) + " bytes",
                 .expected = "a partition below " + std::to_string(partitions()) + " and no negative size",
                 .remedy = "this is a bug in an algorithm"});
  }
  if (partitions() == 1) return;
  bytes_[static_cast<std::size_t>(sender)] += bytes;
  values_[static_cast<std::size_t>(sender)] += values;
  kinds_[static_cast<std::size_t>(kind)] += bytes;
}

void CommunicationLedger::billDense(int sender, Traffic kind, std::int64_t count) {
  bill(sender, kind, count, count * kValueBytes);
}

void CommunicationLedger::billSparse(int sender, std::int64_t count) {
  bill(sender, Traffic::Values, count, count * kValueBytes);
  bill(sender, Traffic::Indices, 0, count * indexBytes_);
}

void CommunicationLedger::addBspReference(std::int64_t count) {
  if (partitions() > 1) bspValues_ += count * partitions();
}

std::int64_t CommunicationLedger::totalBytes() const {
  return std::accumulate(bytes_.begin(), bytes_.end(), std::int64_t{0});
}

std::int64_t CommunicationLedger::totalValues() const {
  return std::accumulate(values_.begin(), values_.end(), std::int64_t{0});
}

std::vector<std::int64_t> CommunicationLedger::state() const {
  std::vector<std::int64_t> all(bytes_);
  all.insert(all.end(), values_.begin(), values_.end());
  all.insert(all.end(), kinds_.begin(), kinds_.end());
  all.push_back(bspValues_);
  return all;
}

void CommunicationLedger::restore(const std::vector<std::int64_t>& state) {
  if (state.size() != 2 * bytes_.size() + kTrafficKinds + 1) {
    throw Error({.doing = "Restoring the communication ledger",
                 .problem = std::to_string(state.size()) + " counters",
                 .expected = std::to_string(2 * bytes_.size() + kTrafficKinds + 1),
                 .remedy = "the checkpoint belongs to another experiment"});
  }
  auto next = state.begin();
  for (auto* counters : {&bytes_, &values_}) {
    for (auto& counter : *counters) counter = *next++;
  }
  for (auto& counter : kinds_) counter = *next++;
  bspValues_ = *next;
}

}  // namespace lab
