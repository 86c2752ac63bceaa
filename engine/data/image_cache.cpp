#include "engine/data/image_cache.h"

#include <fstream>
#include <span>

#include "engine/core/sha256.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "skewlab-images 1\n";
constexpr std::size_t kDigits = 64;

std::string checksumOf(const std::vector<std::uint8_t>& pixels) {
  return sha256(std::as_bytes(std::span{pixels}));
}

}  // namespace

// Format, key and checksum on one line each, then the pixels.
std::optional<std::vector<std::uint8_t>> readCached(const fs::path& file, const std::string& key) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(kFormat.size() + 2 * (kDigits + 1), '\0');
  const std::string expected = std::string{kFormat} + key + '\n';
  if (!stream.read(head.data(), std::ssize(head)) || !head.starts_with(expected)) return std::nullopt;
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  if (failure || size < head.size()) return std::nullopt;
  std::vector<std::uint8_t> pixels(size - head.size());
  if (!stream.read(reinterpret_cast<char*>(pixels.data()), std::ssize(pixels))) return std::nullopt;
  if (head.substr(expected.size(), kDigits) != checksumOf(pixels)) return std::nullopt;
  return pixels;
}

bool writeCached(const fs::path& file, const std::string& key, const std::vector<std::uint8_t>& pixels) {
  const fs::path part{file.string() + ".part"};
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  std::ofstream stream(part, std::ios::binary);
  stream << kFormat << key << '\n' << checksumOf(pixels) << '\n';
  stream.write(reinterpret_cast<const char*>(pixels.data()), std::ssize(pixels));
  stream.close();
  if (stream) fs::rename(part, file, failure);
  if (stream && !failure) return true;
  fs::remove(part, failure);
  return false;
}

}  // namespace lab::dataset
