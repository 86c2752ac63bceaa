#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab::ui {

/// What the filter line of the run table can ask about.
enum class RunKey {
  Name,
  Algorithm,
  Data,
  Split,
  Network,
  Norm,
  Status,
  Tag,
  Note,
  File,
  Is,  ///< "star", "locked", "unreadable"
  Partitions,
  Skew,  ///< degree of label skew, fraction
  Seed,
  Accuracy,  ///< fractions
  Best,
  Averaged,
  Sent,    ///< bytes
  Saving,  ///< factor over BSP in bytes
  Time,    ///< seconds
  Iteration,
  Created,  ///< a dateNumber()
};
inline constexpr std::size_t kRunKeys = 22;

/// How the values of a key are written and compared.
enum class RunKeyKind {
  Text,    ///< `:` part of it, `=` all of it
  Word,    ///< all of it
  Flag,    ///< one of a few words
  Count,   ///< a plain number
  Share,   ///< up to 1 a fraction, above 1 per cent, with % always per cent
  Bytes,   ///< B, kB, MB, GB, TB
  Factor,  ///< 10 or 10x
  Span,    ///< s, min, h; seconds without one
  Date,    ///< as much of 2026-11-25 as matters
};

struct RunKeyInfo {
  RunKey key = RunKey::Name;
  std::string_view word;
  std::string_view alias;  ///< another word for it; may be empty
  RunKeyKind kind = RunKeyKind::Text;
};
[[nodiscard]] std::span<const RunKeyInfo> runKeys();  ///< one for each key, in their order

/// A date as a number that grows with it: 2026, 11, 25, 2250 -> 202611252250. `time` is hours and minutes.
[[nodiscard]] constexpr double dateNumber(int year, int month, int day, int time) {
  return ((year * 100.0 + month) * 100.0 + day) * 10'000.0 + time;
}

/// Everything a filter can ask about one run. Texts in lower case.
struct RunFacts {
  std::string all{};  ///< what words without a key are looked for in
  std::array<std::vector<std::string>, kRunKeys> texts{};
  std::array<double, kRunKeys> numbers = unknown();  ///< NaN: not known

  [[nodiscard]] std::vector<std::string>& text(RunKey key) { return texts[static_cast<std::size_t>(key)]; }
  [[nodiscard]] double& number(RunKey key) { return numbers[static_cast<std::size_t>(key)]; }

 private:
  static constexpr std::array<double, kRunKeys> unknown() {
    std::array<double, kRunKeys> none{};
    none.fill(std::numeric_limits<double>::quiet_NaN());
    return none;
  }
};

/// What is wrong with a filter line, as a sentence that says where.
struct FilterProblem {
  std::size_t at = 0;      ///< characters (code points) before the term
  std::size_t length = 0;  ///< of the term, in characters
  std::string sentence;
};

/// A filter line such as `algo:gaia skew>=0.6 acc>70% -tag:old "two words"`: terms that must all hold, each
/// of them a word, `key:text`, or a comparison; a minus in front turns a term round. A comparison with
/// something unknown does not hold.
class RunFilter {
 public:
  struct Parsed;

  /// `line` in lower case.
  [[nodiscard]] static Parsed parse(std::string_view line);

  [[nodiscard]] bool matches(const RunFacts& run) const;  ///< a filter without terms matches everything
  [[nodiscard]] bool empty() const { return terms_.empty(); }

 private:
  friend class FilterParser;

  /// One condition; without a key a word looked for in everything.
  struct Term {
    std::optional<RunKey> key{};
    RunKeyKind kind = RunKeyKind::Text;
    bool negated = false;
    bool whole = false;  // of a text: all of it, not a part
    std::string text{};
    double low = 0, high = 0;                // of a number: what lies between them matches
    bool lowOpen = false, highOpen = false;  // the bound itself does not
  };
  [[nodiscard]] static bool holds(const Term& term, const RunFacts& run);

  std::vector<Term> terms_;
};

struct RunFilter::Parsed {
  RunFilter filter;                      ///< only valid without a problem
  std::optional<FilterProblem> problem;  ///< the first
};

}  // namespace lab::ui
