#include "engine/record/superblock.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <unistd.h>

namespace lab::record {
namespace {

// Version 3 with addresses of 8 bytes (HDF5 File Format Specification, section II.A): signature of 8 bytes,
// version, size of addresses, size of lengths, marks, four addresses (the third is the end of the file),
// checksum.
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kMarksAt = 11;
constexpr std::size_t kEndAt = 28;
constexpr std::size_t kChecksumAt = 44;
using Superblock = std::array<unsigned char, 48>;
constexpr std::array<unsigned char, 11> kKnown{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 3, 8, 8};
static_assert(kKnown.size() == kMarksAt && kKnown[kVersionAt] == 3);

std::uint32_t word(const Superblock& block, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = (value << 8U) | static_cast<std::uint32_t>(block.at(at + i));
  return value;
}

// Bob Jenkins's hash lookup3 of the bytes before the checksum, which HDF5 uses for all its metadata: the
// bytes are taken in three words at a time and mixed; the last two words get a final mixing instead.
std::uint32_t checksum(const Superblock& block) {
  constexpr std::uint32_t kStart = 0xdeadbeefU + kChecksumAt;
  std::uint32_t a = kStart;
  std::uint32_t b = kStart;
  std::uint32_t c = kStart;
  const auto mix = [](std::uint32_t& target, std::uint32_t& by, std::uint32_t other, int bits) {
    target -= by;
    target ^= std::rotl(by, bits);
    by += other;
  };
  const auto finish = [](std::uint32_t& target, std::uint32_t by, int bits) {
    target ^= by;
    target -= std::rotl(by, bits);
  };
  std::size_t at = 0;
  for (; kChecksumAt - at > 12; at += 12) {
    a += word(block, at);
    b += word(block, at + 4);
    c += word(block, at + 8);
    mix(a, c, b, 4);
    mix(b, a, c, 6);
    mix(c, b, a, 8);
    mix(a, c, b, 16);
    mix(b, a, c, 19);
    mix(c, b, a, 4);
  }
  a += word(block, at);
  b += word(block, at + 4);
  finish(c, b, 14);
  finish(a, c, 11);
  finish(b, a, 25);
  finish(c, b, 16);
  finish(a, c, 4);
  finish(b, a, 14);
  finish(c, b, 24);
  return c;
}

std::optional<Superblock> read(int descriptor) {
  Superblock block{};
  const bool known =
      ::pread(descriptor, block.data(), block.size(), 0) == static_cast<ssize_t>(block.size()) &&
      std::memcmp(block.data(), kKnown.data(), kKnown.size()) == 0 &&
      word(block, kChecksumAt) == checksum(block);
  if (!known) return std::nullopt;
  return block;
}

}  // namespace

void clearOpenMark(int descriptor) {
  auto block = read(descriptor);
  if (!block || block->at(kMarksAt) == 0) return;
  block->at(kMarksAt) = 0;
  const std::uint32_t sum = checksum(*block);
  for (std::size_t i = 0; i < 4; ++i)
    block->at(kChecksumAt + i) = static_cast<unsigned char>(sum >> (8U * i));
  static_cast<void>(::pwrite(descriptor, block->data(), block->size(), 0));
}

std::optional<std::uint64_t> storedEnd(int descriptor) {
  const auto block = read(descriptor);
  if (!block) return std::nullopt;
  return (std::uint64_t{word(*block, kEndAt + 4)} << 32U) | word(*block, kEndAt);
}

}  // namespace lab::record
