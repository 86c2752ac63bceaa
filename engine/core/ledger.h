#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lab {

/// Why something moved. The views colour by kind and `/communication/bytes_by_kind` has a column for each.
enum class Traffic { Values, Indices, Statistics, Control, Travel };
inline constexpr std::size_t kTrafficKinds = 5;
inline constexpr std::array<std::string_view, kTrafficKinds> kTrafficNames{"values", "indices", "statistics",
                                                                           "control", "travel"};

inline constexpr std::int64_t kValueBytes = 4;  ///< a float32 on the wire

/// Counts what every partition would put on the wire in a real deployment.
///
/// Partitions share one process here, so nothing is really sent: an algorithm *bills* what a deployment would
/// send. A message to all others counts once, by its sender (the authors' counters). Three invariants hold after
/// every call and are tested: totalBytes() is the sum over partitions and the sum over kinds, nothing ever
/// decreases, and with one partition nothing is ever billed, because there is nobody to send to.
class CommunicationLedger {
 public:
  explicit CommunicationLedger(int partitions, std::int64_t indexBytes = 4);

  /// `count` dense float32 numbers of one kind (Values, Statistics, Control or Travel).
  void billDense(int sender, Traffic kind, std::int64_t count);

  /// `count` sparse entries: a value each under Values and an index each under Indices.
  void billSparse(int sender, std::int64_t count);

  /// What BSP would have sent in one iteration: `count` dense numbers from each partition.
  void addBspReference(std::int64_t count);

  [[nodiscard]] int partitions() const { return static_cast<int>(bytes_.size()); }
  [[nodiscard]] std::int64_t totalBytes() const;
  [[nodiscard]] std::int64_t totalValues() const;
  [[nodiscard]] const std::vector<std::int64_t>& bytesBySender() const { return bytes_; }    ///< [K]
  [[nodiscard]] const std::vector<std::int64_t>& valuesBySender() const { return values_; }  ///< [K]
  [[nodiscard]] const std::array<std::int64_t, kTrafficKinds>& bytesByKind() const { return kinds_; }
  [[nodiscard]] std::int64_t bspBytes() const { return bspValues_ * kValueBytes; }
  [[nodiscard]] std::int64_t bspValues() const { return bspValues_; }

  /// Everything it holds as numbers, for the checkpoint; restore() takes the same list.
  [[nodiscard]] std::vector<std::int64_t> state() const;
  void restore(const std::vector<std::int64_t>& state);

 private:
  void bill(int sender, Traffic kind, std::int64_t values, std::int64_t bytes);

  std::int64_t indexBytes_;
  std::vector<std::int64_t> bytes_;   // [partition], cumulative
  std::vector<std::int64_t> values_;  // [partition], float32 numbers of any kind, indices not counted
  std::array<std::int64_t, kTrafficKinds> kinds_{};
  std::int64_t bspValues_ = 0;
};

}  // namespace lab
