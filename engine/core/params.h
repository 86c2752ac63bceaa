#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace lab {

/// A value that has a name, e.g. "paper" for a rate that follows the paper, or one of a closed list of words.
struct NamedValue {
  std::string_view name;
  double value = 0;
  std::string_view help;  ///< one clause for the tooltip
};

enum class ParamKind {
  Number,   ///< a real number; names, if any, are words it may be given as instead
  Integer,  ///< a whole number, likewise
  Boolean,  ///< 0 or 1; true or false in JSON
  Choice,   ///< exactly one of `names`; a string in JSON
  Text,     ///< any text, such as the name of a file; a string in JSON
  Table,    ///< rows of numbers; a list of lists in JSON
};

/// One tunable of an algorithm, partition scheme, normalization or model. The form, the validation, the JSON and
/// the command line are all derived from this description.
struct ParamInfo {
  std::string_view key;     ///< stable identifier in files: "local_iterations"
  std::string_view title;   ///< label in the form: "Local iterations"
  std::string_view unit{};  ///< "iterations", "fraction", "bytes"; empty for a pure number
  ParamKind kind = ParamKind::Number;
  double fallback = 0;  ///< value when the spec is silent
  double low = 0;       ///< smallest legal value
  double high = 0;      ///< largest legal value
  std::span<const NamedValue> names{};
  std::string_view help{};    ///< one or two sentences for the tooltip
  std::string_view source{};  ///< where the definition or the fallback comes from: "Hsieh 2020, section 3"
};

/// 2^53: whole numbers up to here are exact in a double.
inline constexpr double kLargestExact = 9007199254740992.0;

/// Values by key. A Boolean is 0 or 1, a Choice the `value` of its name.
using ParamValues = std::map<std::string, double, std::less<>>;

/// Texts by key, for parameters of the kind Text; what is not given is empty.
using ParamTexts = std::map<std::string, std::string, std::less<>>;

/// Rows of numbers, not always of one length: whoever reads a table says what shape it needs.
using ParamTable = std::vector<std::vector<double>>;

/// Tables by key, for parameters of the kind Table; what is not given has no rows.
using ParamTables = std::map<std::string, ParamTable, std::less<>>;

/// A sentence for the user about one field of the spec.
struct Problem {
  std::string field;  ///< dotted key: "algorithm.threshold"
  std::string text;   ///< what is wrong, what is expected, what to do
};

/// Every problem of `given` at once, unknown keys included. `prefix` is the section, e.g. "algorithm".
[[nodiscard]] std::vector<Problem> check(std::span<const ParamInfo> known, const ParamValues& given,
                                         std::string_view prefix);

/// The problem with one value, or an empty string.
[[nodiscard]] std::string problemWith(const ParamInfo& info, double value);

/// What a legal value looks like: "a whole number from 1 to 100 iterations", "one of \"slices\", \"full\"".
[[nodiscard]] std::string expectation(const ParamInfo& info);

/// All problems as one Error{Usage}. One problem is one sentence; several are listed one per line. `origin` says
/// where they were found ("spec.json") and may be empty. Precondition: there is at least one.
[[nodiscard]] Error asError(std::string_view origin, std::span<const Problem> problems);

/// The given value, or the fallback. Precondition: `key` is known and check() found nothing.
[[nodiscard]] double value(std::span<const ParamInfo> known, const ParamValues& given, std::string_view key);

/// The given text or table, or an empty one.
[[nodiscard]] std::string value(const ParamTexts& given, std::string_view key);
[[nodiscard]] ParamTable value(const ParamTables& given, std::string_view key);

/// The name of the value if it has one, "true"/"false" for a Boolean, otherwise the shortest decimal text.
[[nodiscard]] std::string toText(const ParamInfo& info, double value);

/// The known word nearest to `word` by edit distance; empty when nothing is near enough to suggest.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> known);

}  // namespace lab
