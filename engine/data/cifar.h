#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/idx.h"
#include "engine/data/input.h"

namespace lab::dataset {

/// How many label bytes stand before the pixels of an image. The last one counts: CIFAR-100 has the coarse
/// label first, then the fine one.
enum class CifarKind { Cifar10 = 1, Cifar100 = 2 };

/// Images and labels of the binary version of CIFAR, batch after batch: records of the label bytes and C x H
/// x W pixels, planes in the order of the channels. Source: Krizhevsky, description beside the CIFAR data.
/// Throws Error{Data} for a batch that is missing, damaged, of a length that is no multiple of a record or of
/// another checksum than expected, for a label that is no class, and for another number of images than
/// expected.
[[nodiscard]] ImageSet readCifar(std::span<const InputFile> batches, CifarKind kind,
                                 const Expectation& expected);

/// The first `limit` labels (0 = all), without looking at the checksums and at batches that are not needed.
[[nodiscard]] std::vector<std::int64_t> readCifarLabels(std::span<const InputFile> batches, CifarKind kind,
                                                        const Expectation& expected, std::int64_t limit);

}  // namespace lab::dataset
