#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/data/idx.h"
#include "engine/data/input.h"

namespace lab::test {

using dataset::Bytes;

/// A new empty folder that goes away with the object.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file and the folders it is in; returns its path.
  std::filesystem::path write(const std::string& name, const Bytes& content) const;
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

/// An environment variable for as long as the object lives.
class Environment {
 public:
  Environment(std::string name, const std::string& value);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

 private:
  std::string name_;
  std::optional<std::string> before_;
};

/// The content as a gzip file.
[[nodiscard]] Bytes gzipped(const Bytes& content);

/// An IDX file: magic number, big-endian sizes, body.
[[nodiscard]] Bytes idx(const std::vector<std::uint32_t>& sizes, const Bytes& body);

[[nodiscard]] Bytes joined(Bytes first, const Bytes& second);
[[nodiscard]] Bytes without(Bytes content, std::size_t lastBytes);

/// The Error that `action` throws; a failed expectation and an empty Error when it throws none.
[[nodiscard]] Error errorOf(const std::function<void()>& action);

}  // namespace lab::test
