#include "engine/record/plan.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace lab::h5 {
namespace {

constexpr std::uint64_t kChunkBytes = 8192;
constexpr std::uint64_t kMostRowsPerChunk = 1024;

}  // namespace

std::size_t Element::bytes() const {
  switch (type) {
    case Type::UInt8:
      return 1;
    case Type::Int32:
    case Type::Float32:
      return 4;
    case Type::Int64:
    case Type::UInt64:
    case Type::Float64:
      return 8;
    case Type::Text:
      break;
  }
  return textBytes;
}

std::size_t Plan::rowBytes() const {
  std::size_t size = fields.empty() ? element.bytes() : 0;
  for (const auto& field : fields) size += field.element.bytes();
  return std::accumulate(shape.begin(), shape.end(), size, std::multiplies<>());
}

std::uint64_t Plan::rowsPerChunk() const {
  return std::clamp<std::uint64_t>(kChunkBytes / std::max<std::uint64_t>(1, rowBytes()), 1,
                                   kMostRowsPerChunk);
}

}  // namespace lab::h5
