#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lab::dataset {

/// The content of a gzip file (RFC 1952), its check sum and length verified. Stops one byte after `limit`
/// without looking at the rest. Throws Error{Data} when the file is empty, not gzip, damaged, cut off or goes
/// on after its end.
[[nodiscard]] std::vector<std::uint8_t> inflateFile(const std::filesystem::path& file, std::int64_t limit);

}  // namespace lab::dataset
