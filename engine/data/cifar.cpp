#include "engine/data/cifar.h"

namespace lab::dataset {
namespace {

std::int64_t recordSize(CifarKind kind, const Expectation& expected) {
  return static_cast<std::int64_t>(kind) + expected.shape.size();
}

// A batch of whole records and no more than all of the set's.
Bytes readBatch(const InputFile& batch, std::int64_t record, const Expectation& expected) {
  const std::int64_t most = record * expected.count;
  Bytes content = readContent(batch.path, most);
  if (std::ssize(content) > most) {
    refuse(batch.path, "there is more data than the " + grouped(expected.count) + " images of the whole set",
           "at most " + grouped(most) + " bytes", "use the files that belong to this data set");
  }
  if (const auto rest = std::ssize(content) % record; rest != 0) {
    refuse(batch.path, "the file has " + grouped(std::ssize(content)) + " bytes and ends inside an image",
           "a multiple of " + grouped(record), "the file is cut off or not the binary version; get it again");
  }
  return content;
}

void requireCount(const InputFile& last, std::int64_t found, const Expectation& expected) {
  if (found == expected.count) return;
  refuse(last.path, "it and the batches before it hold " + grouped(found) + " images",
         grouped(expected.count), "use the files that belong to this data set");
}

std::vector<std::int64_t> labelsOf(const InputFile& batch, const Bytes& content, CifarKind kind,
                                   const Expectation& expected) {
  const auto record = static_cast<std::size_t>(recordSize(kind, expected));
  std::vector<std::int64_t> labels;
  for (std::size_t at = 0; at < content.size(); at += record) {
    labels.push_back(content[at + static_cast<std::size_t>(kind) - 1]);
  }
  requireLabels(batch.path, labels, expected.classes);
  return labels;
}

}  // namespace

ImageSet readCifar(std::span<const InputFile> batches, CifarKind kind, const Expectation& expected) {
  const std::int64_t record = recordSize(kind, expected);
  ImageSet set;
  set.pixels.reserve(static_cast<std::size_t>(expected.count * expected.shape.size()));
  for (const auto& batch : batches) {
    const Bytes content = readBatch(batch, record, expected);
    requireChecksum(batch, content);
    const auto labels = labelsOf(batch, content, kind, expected);
    set.labels.insert(set.labels.end(), labels.begin(), labels.end());
    for (auto at = content.begin(); at != content.end(); at += record) {
      set.pixels.insert(set.pixels.end(), at + static_cast<std::int64_t>(kind), at + record);
    }
  }
  requireCount(batches.back(), set.size(), expected);
  return set;
}

std::vector<std::int64_t> readCifarLabels(std::span<const InputFile> batches, CifarKind kind,
                                          const Expectation& expected, std::int64_t limit) {
  std::vector<std::int64_t> labels;
  for (const auto& batch : batches) {
    const Bytes content = readBatch(batch, recordSize(kind, expected), expected);
    const auto more = labelsOf(batch, content, kind, expected);
    labels.insert(labels.end(), more.begin(), more.end());
    if (limit > 0 && std::ssize(labels) >= limit) return labels;
  }
  requireCount(batches.back(), std::ssize(labels), expected);
  return labels;
}

}  // namespace lab::dataset
