#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/events.h"
#include "engine/record/h5.h"

namespace lab::record {

/// A growing data set and the rows that wait to be written.
struct Series {
  h5::DataSet set;
  h5::Bytes waiting{};
};
using SeriesByPath = std::map<std::string, Series, std::less<>>;

/// The bytes of a number, or of the numbers in a vector or array.
template <class T>
[[nodiscard]] std::span<const std::byte> bytesOf(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return std::as_bytes(std::span(&value, 1));
  } else {
    return std::as_bytes(std::span(value));
  }
}

/// The visitor of event_columns.h that turns one event into one waiting row of each of its data sets. Throws
/// Error when an event does not fit the layout of the file.
class RowWriter {
 public:
  RowWriter(SeriesByPath& series, const std::vector<NormLayer>& layers) : series_(series), layers_(layers) {}

  template <class T>
  void column(std::string_view path, const T& value) {
    append(path, bytesOf(value));
  }
  template <class T>
  void derived(std::string_view path, const T& value) {
    append(path, bytesOf(value));
  }
  /// What the spec did not ask for is not kept; what it asked for and is not there becomes NaN.
  void part(std::uint8_t bit, std::string_view path, const std::vector<float>& values);
  void layers(std::uint8_t bit, const std::vector<std::vector<float>>& values);

  template <class... Fields>
  void record(std::string_view path, const Fields&... values) {
    const auto& fields = find(path).set.plan().fields;
    h5::Bytes row;
    std::size_t next = 0;
    (put(row, values, fields.at(next++).element.textBytes), ...);
    append(path, row);
  }

  /// Which optional parts the event had: the high bits of its code in /order.
  [[nodiscard]] std::uint8_t parts() const { return parts_; }

  /// Appends a text of fixed length, cut between two characters when it is too long.
  static void put(h5::Bytes& row, const std::string& text, std::size_t textBytes);

 private:
  template <class T>
  static void put(h5::Bytes& row, const T& number, std::size_t /*textBytes*/) {
    const auto bytes = bytesOf(number);
    row.insert(row.end(), bytes.begin(), bytes.end());
  }

  Series& find(std::string_view path);
  void append(std::string_view path, std::span<const std::byte> row);

  SeriesByPath& series_;
  const std::vector<NormLayer>& layers_;
  std::uint8_t parts_ = 0;
};

}  // namespace lab::record
