#include "tests/engine/data/data_files.h"

#include <cstdlib>
#include <fstream>
#include <zlib.h>

#include <gtest/gtest.h>

namespace lab::test {

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "skewlab-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code failure;
  std::filesystem::remove_all(path_, failure);
}

std::filesystem::path TempFolder::write(const std::string& name, const Bytes& content) const {
  const auto file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream.write(reinterpret_cast<const char*>(content.data()), std::ssize(content));
  return file;
}

std::filesystem::path TempFolder::write(const std::string& name, const std::string& text) const {
  return write(name, Bytes(text.begin(), text.end()));
}

Environment::Environment(std::string name, const std::string& value) : name_(std::move(name)) {
  if (const char* before = std::getenv(name_.c_str()); before != nullptr) before_ = before;
  setenv(name_.c_str(), value.c_str(), 1);
}

Environment::~Environment() {
  if (before_) {
    setenv(name_.c_str(), before_->c_str(), 1);
  } else {
    unsetenv(name_.c_str());
  }
}

Bytes gzipped(const Bytes& content) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  Bytes packed(deflateBound(&stream, content.size()));
  Bytes input = content;
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

Bytes idx(const std::vector<std::uint32_t>& sizes, const Bytes& body) {
  Bytes content{0, 0, 8, static_cast<std::uint8_t>(sizes.size())};
  for (const auto size : sizes) {
    for (const unsigned shift : {24U, 16U, 8U, 0U})
      content.push_back(static_cast<std::uint8_t>(size >> shift));
  }
  return joined(content, body);
}

Bytes joined(Bytes first, const Bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Bytes without(Bytes content, std::size_t lastBytes) {
  content.resize(content.size() - lastBytes);
  return content;
}

Error errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no Error was thrown";
  return Error({});
}

}  // namespace lab::test
