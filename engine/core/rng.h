#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace lab {

/// A portable random source (xoshiro256++, Blackman and Vigna 2019). Unlike the distributions of the standard
/// library its draws are the same with every compiler, and its whole state is four numbers, so a checkpoint
/// can hold it.
class Random {
 public:
  using State = std::array<std::uint64_t, 4>;

  explicit Random(std::uint64_t seed);
  explicit Random(const State& state) : state_(state) {}

  [[nodiscard]] std::uint64_t next();
  [[nodiscard]] double uniform();                           ///< in [0, 1), 53 bits
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);  ///< in [0, bound), unbiased; bound > 0
  [[nodiscard]] double normal();                            ///< mean 0, standard deviation 1 (polar method)
  [[nodiscard]] double gamma(double shape);                 ///< shape > 0, scale 1 (Marsaglia and Tsang 2000)

  /// Fisher-Yates.
  template <class T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

  [[nodiscard]] const State& state() const { return state_; }

 private:
  State state_;
};

/// A seed that can be split by name. The same path of names always yields the same stream, so adding a
/// consumer of randomness never shifts anybody else's numbers.
///
///     Seed run{42};
///     auto shuffle = run.child("batches").child(partition).random();
class Seed {
 public:
  explicit constexpr Seed(std::uint64_t value) : value_(value) {}

  [[nodiscard]] Seed child(std::string_view name) const;
  [[nodiscard]] Seed child(std::int64_t index) const;
  [[nodiscard]] Random random() const { return Random{value_}; }
  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_;
};

}  // namespace lab
