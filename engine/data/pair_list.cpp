#include "engine/data/pair_list.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <sstream>

#include "engine/data/csv_table.h"
#include "engine/data/input.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostFolds = 10;

/// A line of the list with its number, from 1.
struct Line {
  std::size_t number = 0;
  std::vector<std::string> cells;
};

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

std::vector<Line> linesOf(const fs::path& file) {
  std::vector<Line> lines;
  std::size_t number = 0;
  for (const auto& text : readLines(file)) {
    auto cells = text.find(',') == std::string::npos ? words(text) : csvCells(text);
    if (++number; !cells.empty()) lines.push_back({.number = number, .cells = std::move(cells)});
  }
  return lines;
}

std::optional<std::int64_t> wholeNumber(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  return stop == end && failure == std::errc{} && number >= 0 ? std::optional{number} : std::nullopt;
}

class PairReader {
 public:
  PairReader(const fs::path& file, const std::vector<std::string>& names)
      : file_(file), count_(std::ssize(names)) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      byPath_.try_emplace(names[i], static_cast<std::int64_t>(i));
      byStem_.try_emplace(fs::path{names[i]}.stem().string(), static_cast<std::int64_t>(i));
    }
  }

  [[nodiscard]] std::vector<ImagePair> read() const {
    auto lines = linesOf(file_);
    if (lines.empty()) refuse(file_, "the list has no pairs", "one pair in each line", "fill it in");
    const auto& first = lines.front().cells;
    const bool ofFaces =
        first.size() <= 2 && std::ranges::all_of(first, [](auto& c) { return wholeNumber(c).has_value(); });
    if (ofFaces) return readFaces(lines);
    if (first.front() == "first") lines.erase(lines.begin());
    std::vector<ImagePair> pairs;
    for (const auto& line : lines) pairs.push_back(listedPair(line));
    return pairs;
  }

 private:
  [[noreturn]] void wrong(const Line& line, const std::string& problem, const std::string& expected) const {
    refuse(file_, "line " + std::to_string(line.number) + ' ' + problem, expected, "mend the list");
  }

  [[nodiscard]] std::int64_t imageNamed(const Line& line, const std::string& name) const {
    if (const auto number = wholeNumber(name)) {
      if (*number < count_) return *number;
      wrong(line, "names the test image " + name, "a number from 0 to " + std::to_string(count_ - 1));
    }
    const auto found = byPath_.find(name);
    if (found == byPath_.end())
      wrong(line, "names " + name + ", which is no test image", "its path in the data set");
    return found->second;
  }

  [[nodiscard]] ImagePair listedPair(const Line& line) const {
    const auto& cells = line.cells;
    if (cells.size() != 3 && cells.size() != 4) {
      wrong(line, "has " + std::to_string(cells.size()) + " columns", "first, second, same and perhaps fold");
    }
    if (cells[2] != "0" && cells[2] != "1") wrong(line, "says \"" + cells[2] + "\" for same", "0 or 1");
    const auto fold = cells.size() == 4 ? wholeNumber(cells[3]) : 0;
    if (!fold || *fold >= kMostFolds)
      wrong(line, "says \"" + cells[3] + "\" for the fold", "a number from 0 to 9");
    return {.first = imageNamed(line, cells[0]),
            .second = imageNamed(line, cells[1]),
            .same = cells[2] == "1",
            .fold = static_cast<int>(*fold)};
  }

  [[nodiscard]] std::int64_t faceOf(const Line& line, const std::string& name,
                                    const std::string& number) const {
    const std::string digits = std::string(4 - std::min<std::size_t>(number.size(), 4), '0') + number;
    const auto found = byStem_.find(name + '_' + digits);
    if (found == byStem_.end()) {
      wrong(line, "needs " + name + '_' + digits + ", which is no test image", "an image of that name");
    }
    return found->second;
  }

  [[nodiscard]] std::vector<ImagePair> readFaces(const std::vector<Line>& lines) const {
    const auto& head = lines.front();
    const auto folds = head.cells.size() == 2 ? *wholeNumber(head.cells.front()) : 1;
    const auto ofEitherKind = *wholeNumber(head.cells.back());
    if (folds < 1 || folds > kMostFolds) wrong(head, "says " + head.cells.front() + " folds", "1 to 10");
    const auto listed = std::ssize(lines) - 1;
    if (ofEitherKind < 1 || listed % (2 * folds) != 0 || listed / (2 * folds) != ofEitherKind) {
      refuse(file_, "the list holds " + std::to_string(listed) + " pairs",
             "2 x " + head.cells.back() + " for each of " + std::to_string(folds) +
                 " folds, as its first line says",
             kGetAgain);
    }
    std::vector<ImagePair> pairs;
    for (std::int64_t i = 0; i < listed; ++i) {
      const auto& line = lines[static_cast<std::size_t>(i + 1)];
      const auto& cells = line.cells;
      const bool same = i / ofEitherKind % 2 == 0;
      if (cells.size() != (same ? 3U : 4U)) {
        wrong(line, "has " + std::to_string(cells.size()) + " columns",
              same ? "a name and two numbers" : "a name and a number, twice");
      }
      const auto& second = same ? cells[0] : cells[2];
      pairs.push_back({.first = faceOf(line, cells[0], cells[1]),
                       .second = faceOf(line, second, cells.back()),
                       .same = same,
                       .fold = static_cast<int>(i / (2 * ofEitherKind))});
    }
    return pairs;
  }

  const fs::path& file_;
  std::int64_t count_;
  std::map<std::string, std::int64_t, std::less<>> byPath_;
  std::map<std::string, std::int64_t, std::less<>> byStem_;
};

}  // namespace

std::vector<ImagePair> readPairs(const fs::path& file, const std::vector<std::string>& names) {
  return PairReader{file, names}.read();
}

}  // namespace lab::dataset
