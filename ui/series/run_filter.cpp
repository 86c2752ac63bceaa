#include "ui/series/run_filter.h"

#include <algorithm>

namespace lab::ui {
namespace {

constexpr std::array<RunKeyInfo, kRunKeys> kKeys{{
    {RunKey::Name, "name", "", RunKeyKind::Text},
    {RunKey::Algorithm, "algo", "algorithm", RunKeyKind::Text},
    {RunKey::Data, "data", "dataset", RunKeyKind::Text},
    {RunKey::Split, "split", "scheme", RunKeyKind::Text},
    {RunKey::Network, "net", "model", RunKeyKind::Text},
    {RunKey::Norm, "norm", "", RunKeyKind::Text},
    {RunKey::Status, "status", "", RunKeyKind::Text},
    {RunKey::Tag, "tag", "", RunKeyKind::Word},
    {RunKey::Note, "note", "notes", RunKeyKind::Text},
    {RunKey::File, "file", "", RunKeyKind::Text},
    {RunKey::Is, "is", "", RunKeyKind::Flag},
    {RunKey::Partitions, "k", "partitions", RunKeyKind::Count},
    {RunKey::Skew, "skew", "", RunKeyKind::Share},
    {RunKey::Seed, "seed", "", RunKeyKind::Count},
    {RunKey::Accuracy, "acc", "accuracy", RunKeyKind::Share},
    {RunKey::Best, "best", "", RunKeyKind::Share},
    {RunKey::Averaged, "averaged", "", RunKeyKind::Share},
    {RunKey::Sent, "sent", "bytes", RunKeyKind::Bytes},
    {RunKey::Saving, "saving", "", RunKeyKind::Factor},
    {RunKey::Time, "time", "", RunKeyKind::Span},
    {RunKey::Iteration, "iteration", "iterations", RunKeyKind::Count},
    {RunKey::Created, "created", "date", RunKeyKind::Date},
}};

// Accuracies are kept as 32-bit floats: 0.7 is then 0.69999999, and `acc>=0.7` shall hold all the same.
constexpr double kRounding = 1e-6;

bool textHolds(const std::vector<std::string>& texts, const std::string& wanted, bool whole) {
  return std::ranges::any_of(texts, [&](const std::string& text) {
    return whole ? text == wanted : text.find(wanted) != std::string::npos;
  });
}

}  // namespace

std::span<const RunKeyInfo> runKeys() {
  return kKeys;
}

bool RunFilter::holds(const Term& term, const RunFacts& run) {
  if (!term.key) return run.all.find(term.text) != std::string::npos;
  const auto at = static_cast<std::size_t>(*term.key);
  switch (term.kind) {
    case RunKeyKind::Text:
    case RunKeyKind::Word:
    case RunKeyKind::Flag:
      return textHolds(run.texts[at], term.text, term.whole);
    case RunKeyKind::Date:
    case RunKeyKind::Count:
    case RunKeyKind::Share:
    case RunKeyKind::Bytes:
    case RunKeyKind::Factor:
    case RunKeyKind::Span:
      break;
  }
  const double value = run.numbers[at];
  const double slack = term.kind == RunKeyKind::Share ? kRounding : 0;
  const bool above = term.lowOpen ? value > term.low + slack : value >= term.low - slack;
  const bool below = term.highOpen ? value < term.high - slack : value <= term.high + slack;
  return above && below;  // neither, for NaN
}

bool RunFilter::matches(const RunFacts& run) const {
  return std::ranges::all_of(terms_, [&](const Term& term) { return holds(term, run) != term.negated; });
}

}  // namespace lab::ui
