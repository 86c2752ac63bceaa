#include "engine/record/run_claim.h"

#include <cstdio>
#include <system_error>

namespace lab::record {

namespace fs = std::filesystem;

fs::path partOf(fs::path path) {
  return path += ".part";
}

bool claim(const fs::path& path) {
  const fs::path part = partOf(path);
  std::FILE* made = std::fopen(part.string().c_str(), "wx");
  if (made == nullptr) return !fs::exists(part) && !fs::exists(path);
  std::fclose(made);
  if (!fs::exists(path)) return true;
  fs::remove(part);
  return false;
}

void dropClaim(const fs::path& path) {
  std::error_code absent;
  if (fs::file_size(partOf(path), absent) == 0 && !absent) fs::remove(partOf(path), absent);
}

}  // namespace lab::record
