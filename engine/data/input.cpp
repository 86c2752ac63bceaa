#include "engine/data/input.h"

#include <algorithm>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/data/gzip.h"

namespace lab::dataset {
namespace {

Bytes readPlain(const std::filesystem::path& file, std::int64_t limit) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) refuse(file, "the file cannot be opened", "a readable file", "check its permissions");
  const auto length = std::min<std::int64_t>(stream.tellg(), limit + 1);
  Bytes content(static_cast<std::size_t>(length));
  stream.seekg(0);
  stream.read(reinterpret_cast<char*>(content.data()), length);
  if (stream.gcount() != length)
    refuse(file, "reading stopped half-way", grouped(length) + " bytes", kGetAgain);
  return content;
}

}  // namespace

void refuse(const std::filesystem::path& file, const std::string& problem, const std::string& expected,
            const std::string& remedy) {
  throw Error({.kind = ErrorKind::Data,
               .doing = file.string(),
               .problem = problem,
               .expected = expected,
               .remedy = remedy});
}

Bytes readContent(const std::filesystem::path& file, std::int64_t limit) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure)) {
    refuse(file, "there is no such file", "a file with the data", kGetAgain);
  }
  Bytes content = file.extension() == ".gz" ? inflateFile(file, limit) : readPlain(file, limit);
  if (content.empty()) refuse(file, "the file is empty", "data", kGetAgain);
  return content;
}

void requireChecksum(const InputFile& file, std::span<const std::uint8_t> content) {
  if (file.sha256.empty()) return;
  const std::string found = sha256(std::as_bytes(content));
  if (found == file.sha256) return;
  refuse(file.path, "the content has the SHA-256 checksum " + found, file.sha256,
         "the file is damaged or another version; get it again");
}

void requireLabels(const std::filesystem::path& file, std::span<const std::int64_t> labels,
                   std::int64_t classes) {
  const auto bad = std::ranges::find_if(labels, [&](auto label) { return label < 0 || label >= classes; });
  if (bad == labels.end()) return;
  refuse(file, "image " + std::to_string(bad - labels.begin()) + " has the label " + std::to_string(*bad),
         "0 to " + std::to_string(classes - 1), "use the files that belong to this data set");
}

std::string grouped(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

}  // namespace lab::dataset
