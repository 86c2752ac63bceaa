#include "engine/record/csv_sheet.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "engine/core/error.h"

namespace lab::record {
namespace {

template <class T>
std::string shortest(const std::byte* bytes) {
  T value{};
  std::memcpy(&value, bytes, sizeof(T));
  std::array<char, 32> text{};
  if constexpr (std::is_floating_point_v<T>) {
    if (value != value) return "nan";
  }
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string shown(const h5::Element& element, const std::byte* bytes) {
  switch (element.type) {
    case h5::Type::UInt8:
      return shortest<std::uint8_t>(bytes);
    case h5::Type::Int32:
      return shortest<std::int32_t>(bytes);
    case h5::Type::Int64:
      return shortest<std::int64_t>(bytes);
    case h5::Type::UInt64:
      return shortest<std::uint64_t>(bytes);
    case h5::Type::Float32:
      return shortest<float>(bytes);
    case h5::Type::Float64:
      return shortest<double>(bytes);
    case h5::Type::Text:
      break;
  }
  std::string text(element.textBytes, '\0');
  std::memcpy(text.data(), bytes, text.size());
  return text.substr(0, text.find('\0'));
}

}  // namespace

Sheet::Sheet(std::filesystem::path path) : path_(std::move(path)), out_(path_, std::ios::binary) {}

void Sheet::cell(std::string_view text) {
  if (!std::exchange(first_, false)) out_ << ',';
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ << text;
    return;
  }
  out_ << '"';
  for (const char c : text) out_ << (c == '"' ? "\"\"" : std::string(1, c));
  out_ << '"';
}

void Sheet::cell(const h5::Element& element, const std::byte* value) {
  cell(shown(element, value));
}

void Sheet::endLine() {
  out_ << '\n';
  first_ = true;
}

std::filesystem::path Sheet::close() {
  out_.close();
  if (out_) return path_;
  throw Error({.kind = ErrorKind::Run,
               .doing = path_.string(),
               .problem = "cannot be written",
               .expected = "",
               .remedy = "check the folder and the free space"});
}

std::string titled(std::string_view name, std::string_view unit) {
  return std::string(name) + " [" + std::string(unit) + "]";
}

}  // namespace lab::record
