#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace lab {

/// SHA-256 (FIPS 180-4) of a message that arrives in pieces.
class Sha256 {
 public:
  void update(std::span<const std::byte> piece);

  /// 64 lower-case hexadecimal digits. Ends the message: call it once, and nothing after it.
  [[nodiscard]] std::string finish();

 private:
  void absorb(const std::byte* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> rest_{};  // what does not fill a block yet
  std::uint64_t length_ = 0;          // of the message so far, bytes
};

/// SHA-256 of a whole message, as Sha256::finish() gives it.
[[nodiscard]] std::string sha256(std::span<const std::byte> message);

}  // namespace lab
