#include "engine/record/row_writer.h"

#include <algorithm>
#include <limits>

#include "engine/core/error.h"
#include "engine/record/schema.h"

namespace lab::record {
namespace {

[[noreturn]] void doesNotFit(std::string_view path, const std::string& problem) {
  throw Error({.kind = ErrorKind::Run,
               .doing = std::string(path),
               .problem = problem,
               .expected = "",
               .remedy = "this is a mistake of the program; please report it"});
}

}  // namespace

void RowWriter::part(std::uint8_t bit, std::string_view path, const std::vector<float>& values) {
  const auto found = series_.find(path);
  if (found == series_.end()) return;
  if (!values.empty()) {
    parts_ = static_cast<std::uint8_t>(parts_ | bit);
    append(path, bytesOf(values));
    return;
  }
  const std::vector<float> nothing(found->second.set.plan().rowBytes() / sizeof(float),
                                   std::numeric_limits<float>::quiet_NaN());
  append(path, bytesOf(nothing));
}

void RowWriter::layers(std::uint8_t bit, const std::vector<std::vector<float>>& values) {
  static const std::vector<float> kNothing;
  if (!values.empty() && values.size() != layers_.size()) {
    doesNotFit("/divergence/norm",
               std::to_string(values.size()) + " layers instead of " + std::to_string(layers_.size()));
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    part(bit, normPath(layers_[i].name), values.empty() ? kNothing : values[i]);
  }
}

void RowWriter::put(h5::Bytes& row, const std::string& text, std::size_t textBytes) {
  std::size_t length = std::min(text.size(), textBytes);
  const auto inside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  while (length > 0 && length < text.size() && inside(length)) --length;
  const auto bytes = std::as_bytes(std::span(text)).first(length);
  row.insert(row.end(), bytes.begin(), bytes.end());
  row.resize(row.size() + textBytes - length);
}

Series& RowWriter::find(std::string_view path) {
  const auto found = series_.find(path);
  if (found == series_.end()) doesNotFit(path, "got a row although the spec asks for none");
  return found->second;
}

void RowWriter::append(std::string_view path, std::span<const std::byte> row) {
  Series& series = find(path);
  const std::size_t size = series.set.plan().rowBytes();
  if (row.size() != size) {
    doesNotFit(path, "a row of " + std::to_string(row.size()) + " bytes instead of " + std::to_string(size));
  }
  series.waiting.insert(series.waiting.end(), row.begin(), row.end());
}

}  // namespace lab::record
