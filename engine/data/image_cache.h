#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Decoded pixels on the disk. A plain file and not HDF5: the run file's library lives in engine/record,
/// which stands above this folder, and a list of bytes needs none of it.
namespace lab::dataset {

/// The pixels that were stored under `key`; nothing when the file is missing, has another key, or is damaged.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> readCached(const std::filesystem::path& file,
                                                                  const std::string& key);

/// Stores them, replacing what was there only once they are written. False when the disk does not take them:
/// the next start decodes again.
bool writeCached(const std::filesystem::path& file, const std::string& key,
                 const std::vector<std::uint8_t>& pixels);

}  // namespace lab::dataset
