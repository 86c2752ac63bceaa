// Reads a filter line: terms between spaces, and in each of them perhaps a key, an operator and a value.

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "engine/core/params.h"
#include "ui/series/filter_number.h"
#include "ui/series/run_filter.h"

namespace lab::ui {
namespace {

constexpr std::array<std::string_view, 7> kOperators{">=", "<=", "!=", ":", "=", ">", "<"};  // longer first
constexpr std::array<std::string_view, 3> kFlags{"star", "locked", "unreadable"};
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Characters, not bytes: the first byte of each.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string quoted(std::string_view text) {
  return '"' + std::string{text} + '"';
}

const RunKeyInfo* findKey(std::string_view word) {
  const auto keys = runKeys();
  const auto found = std::ranges::find_if(
      keys, [&](const RunKeyInfo& key) { return key.word == word || key.alias == word; });
  return found == keys.end() || word.empty() ? nullptr : &*found;
}

std::string unknownKey(std::string_view word) {
  std::vector<std::string> known;
  for (const auto& key : runKeys()) {
    known.emplace_back(key.word);
    if (!key.alias.empty()) known.emplace_back(key.alias);
  }
  const std::string near = nearest(word, known);
  return "there is no key " + quoted(word) + "; " +
         (near.empty() ? "put quotes round words that hold one of : = < >"
                       : "the nearest is " + quoted(near));
}

std::string withoutQuotes(std::string_view text) {
  std::string plain;
  std::ranges::copy_if(text, std::back_inserter(plain), [](char c) { return c != '"'; });
  return plain;
}

}  // namespace

/// One pass over the line; stops at the first problem.
class FilterParser {
 public:
  explicit FilterParser(std::string_view line) : line_(line) {}

  RunFilter::Parsed parse() {
    while (!parsed_.problem && nextTerm()) readTerm();
    return std::move(parsed_);
  }

 private:
  using Term = RunFilter::Term;

  // Where key, operator and value of a term lie, when it has them.
  struct Parts {
    std::string_view key, sign, value;
  };

  bool nextTerm() {
    at_ += term_.size();
    while (at_ < line_.size() && line_[at_] == ' ') ++at_;
    std::size_t end = at_;
    bool open = false;
    for (; end < line_.size() && (open || line_[end] != ' '); ++end) open ^= line_[end] == '"';
    term_ = line_.substr(at_, end - at_);
    if (open) fail("its quotation mark is not closed");
    return !term_.empty() && !open;
  }

  void readTerm() {
    Term term;
    std::string_view rest = term_;
    term.negated = rest.front() == '-';
    if (term.negated) rest.remove_prefix(1);
    if (rest.empty()) return;  // somebody is about to write what shall not be
    const Parts parts = split(rest);
    if (parts.sign.empty()) {
      term.text = withoutQuotes(rest);
    } else if (!readCondition(parts, term)) {
      return;
    }
    parsed_.filter.terms_.push_back(std::move(term));
  }

  static Parts split(std::string_view term) {
    const auto quote = term.find('"');
    for (std::size_t i = 0; i < std::min(quote, term.size()); ++i) {
      for (const auto sign : kOperators) {
        if (term.substr(i).starts_with(sign)) {
          return {term.substr(0, i), sign, term.substr(i + sign.size())};
        }
      }
    }
    return {};
  }

  bool readCondition(const Parts& parts, Term& term) {
    if (parts.key.empty()) {
      return fail(quoted(parts.sign) + " wants a key before it, such as acc" + std::string{parts.sign} +
                  "0.7");
    }
    const RunKeyInfo* info = findKey(parts.key);
    if (info == nullptr) return fail(unknownKey(parts.key));
    term.key = info->key;
    term.kind = info->kind;
    term.text = withoutQuotes(parts.value);
    if (term.text.empty()) return fail(quoted(parts.sign) + " wants a value after it");
    term.negated ^= parts.sign == "!=";
    switch (info->kind) {
      case RunKeyKind::Text:
      case RunKeyKind::Word:
      case RunKeyKind::Flag:
        return readText(parts, term);
      case RunKeyKind::Count:
      case RunKeyKind::Share:
      case RunKeyKind::Bytes:
      case RunKeyKind::Factor:
      case RunKeyKind::Span:
      case RunKeyKind::Date:
        break;
    }
    return readNumber(parts.sign, term);
  }

  bool readText(const Parts& parts, Term& term) {
    if (parts.sign.front() == '<' || parts.sign.front() == '>') {
      return fail(std::string{parts.key} + " is no number; write " + std::string{parts.key} + ":" +
                  term.text);
    }
    term.whole = parts.sign != ":" || term.kind != RunKeyKind::Text;
    if (term.kind != RunKeyKind::Flag || std::ranges::find(kFlags, term.text) != kFlags.end()) return true;
    return fail("a run can be star, locked or unreadable, not " + quoted(term.text));
  }

  bool readNumber(std::string_view sign, Term& term) {
    const auto number = readFilterNumber(term.text, term.kind);
    if (!number) return fail(quoted(term.text) + " should be " + expectedNumber(term.kind));
    term.low = -kInfinity;
    term.high = kInfinity;
    // A whole month lies before or after, not its first day.
    const bool date = term.kind == RunKeyKind::Date;
    if (sign == ">") {
      term.low = date ? number->high : number->value;
      term.lowOpen = !date;
    } else if (sign == ">=") {
      term.low = number->value;
    } else if (sign == "<") {
      term.high = number->value;
      term.highOpen = true;
    } else if (sign == "<=") {
      term.high = date ? number->high : number->value;
      term.highOpen = date;
    } else {
      term.low = number->low;
      term.high = number->high;
      term.highOpen = true;
    }
    return true;
  }

  bool fail(const std::string& what) {
    const std::size_t before = characters(line_.substr(0, at_));
    parsed_.problem = {
        before, characters(term_),
        "At character " + std::to_string(before + 1) + ", in " + std::string{term_} + ": " + what + '.'};
    return false;
  }

  std::string_view line_;
  std::size_t at_ = 0;  // of term_
  std::string_view term_{};
  RunFilter::Parsed parsed_{};
};

RunFilter::Parsed RunFilter::parse(std::string_view line) {
  return FilterParser{line}.parse();
}

}  // namespace lab::ui
