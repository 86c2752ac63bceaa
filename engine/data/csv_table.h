#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lab::dataset {

/// The cells of a line, separated by commas; a cell in quotes may hold commas, and "" stands for a quote in
/// it.
[[nodiscard]] std::vector<std::string> csvCells(std::string_view line);

/// A CSV file with a header: rows all as long as it. Empty lines are left out.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// Throws Error{Data} when the file cannot be read, has no rows, or a row of another length.
[[nodiscard]] CsvTable readCsv(const std::filesystem::path& file);

/// The lines of a text file without their ends; '\r' counts as part of the end. Throws Error{Data}.
[[nodiscard]] std::vector<std::string> readLines(const std::filesystem::path& file);

}  // namespace lab::dataset
