#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lab::h5 {

enum class Type : std::uint8_t { UInt8, Int32, Int64, UInt64, Float32, Float64, Text };

/// One number, or one UTF-8 text of fixed length, padded with zeros: SWMR forbids any other.
struct Element {
  Type type = Type::Float32;
  std::size_t textBytes = 0;

  [[nodiscard]] std::size_t bytes() const;
};

struct Field {
  std::string name;
  Element element;
  std::string unit;
};

/// A data set as data.
struct Plan {
  std::string path;
  Element element;
  std::vector<Field> fields{};  ///< not empty: a compound of these, packed, instead of `element`
  std::vector<std::uint64_t>
      shape{};           ///< of one row when growing, of the whole otherwise; empty = one element
  bool growing = false;  ///< along a first axis that `shape` leaves out
  std::string unit{};
  std::string description{};

  [[nodiscard]] std::size_t rowBytes() const;
  [[nodiscard]] std::uint64_t rowsPerChunk() const;
};

}  // namespace lab::h5
