#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace lab::dataset {

using Bytes = std::vector<std::uint8_t>;

/// A file that may be there as it is or with ".gz" behind its name.
struct InputFile {
  std::filesystem::path path;  ///< as found, with or without ".gz"
  std::string sha256{};        ///< of the content, uncompressed; empty: not known
};

/// Throws Error{Data} about `file`.
[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& problem,
                         const std::string& expected, const std::string& remedy);

/// The remedy of every damaged file.
inline constexpr const char* kGetAgain = "get the file again";

/// The content of a file, inflated when its name ends in ".gz". Stops one byte after `limit`, so that a
/// longer content can be told from a complete one and a hostile file cannot fill the memory. Throws
/// Error{Data} when the file is missing, empty or damaged.
[[nodiscard]] Bytes readContent(const std::filesystem::path& file, std::int64_t limit);

/// Throws Error{Data} when the content is not the one with the checksum; no checksum fits everything.
void requireChecksum(const InputFile& file, std::span<const std::uint8_t> content);

/// Throws Error{Data} naming the first label that is not in 0..classes-1.
void requireLabels(const std::filesystem::path& file, std::span<const std::int64_t> labels,
                   std::int64_t classes);

/// 1234567 as "1,234,567"; not for negative numbers.
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace lab::dataset
