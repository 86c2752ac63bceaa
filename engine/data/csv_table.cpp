#include "engine/data/csv_table.h"

#include "engine/data/input.h"

namespace lab::dataset {
namespace {

constexpr std::int64_t kMostText = std::int64_t{1} << 30U;

}  // namespace

std::vector<std::string> csvCells(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && line.substr(i + 1).starts_with('"')) {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

std::vector<std::string> readLines(const std::filesystem::path& file) {
  const Bytes content = readContent(file, kMostText);
  std::vector<std::string> lines(1);
  for (const auto byte : content) {
    if (byte == '\n') {
      lines.emplace_back();
    } else if (byte != '\r') {
      lines.back() += static_cast<char>(byte);
    }
  }
  return lines;
}

CsvTable readCsv(const std::filesystem::path& file) {
  CsvTable table;
  std::size_t number = 0;
  for (const auto& line : readLines(file)) {
    ++number;
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    auto cells = csvCells(line);
    if (table.header.empty()) {
      table.header = std::move(cells);
    } else if (cells.size() == table.header.size()) {
      table.rows.push_back(std::move(cells));
    } else {
      refuse(file, "line " + std::to_string(number) + " has " + std::to_string(cells.size()) + " cells",
             std::to_string(table.header.size()) + " as in the header", "mend the table");
    }
  }
  if (table.rows.empty())
    refuse(file, "the table has no rows", "a header and one row for each image", "fill it in");
  return table;
}

}  // namespace lab::dataset
