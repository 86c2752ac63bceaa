#include "engine/data/loader.h"

#include <algorithm>

#include "engine/core/sha256.h"
#include "engine/data/cifar.h"
#include "engine/data/idx.h"
#include "engine/data/image_folder.h"
#include "engine/data/library.h"
#include "engine/data/synthetic.h"

namespace lab::dataset {
namespace {

using Path = std::filesystem::path;

/// The files of one of the two sets, and what they should hold.
struct Source {
  std::vector<InputFile> images;  // for CIFAR the batches, labels included
  std::vector<InputFile> labels;
  Expectation expected;
};

std::vector<InputFile> filesOf(const Path& folder, const Manifest& manifest, Role role) {
  std::vector<InputFile> files;
  for (const auto& file : manifest.files) {
    if (file.role == role)
      files.push_back(fileIn(folder, file).value_or(InputFile{.path = folder / file.name}));
  }
  return files;
}

Source sourceOf(const Path& folder, const Manifest& manifest, bool training) {
  const bool idx = manifest.format == Format::Idx;
  const Role images = training ? Role::TrainImages : Role::TestImages;
  const Role batches = training ? Role::TrainBatch : Role::TestBatch;
  const Role labels = training ? Role::TrainLabels : Role::TestLabels;
  const auto& entry = manifest.entry;
  return {.images = filesOf(folder, manifest, idx ? images : batches),
          .labels = filesOf(folder, manifest, labels),
          .expected = {.shape = entry.shape,
                       .classes = std::ssize(entry.classNames),
                       .count = training ? entry.trainCount : entry.testCount,
                       .transposed = manifest.transposed}};
}

CifarKind cifarKind(Format format) {
  return format == Format::Cifar100 ? CifarKind::Cifar100 : CifarKind::Cifar10;
}

void cut(ImageSet& set, std::int64_t limit, const ImageShape& shape) {
  if (limit <= 0 || limit >= set.size()) return;
  set.labels.resize(static_cast<std::size_t>(limit));
  set.pixels.resize(static_cast<std::size_t>(limit * shape.size()));
}

ImageSet readSet(const Source& source, const Manifest& manifest, std::int64_t limit) {
  ImageSet set = manifest.format == Format::Idx
                     ? readIdx(source.images.front(), source.labels.front(), source.expected)
                     : readCifar(source.images, cifarKind(manifest.format), source.expected);
  cut(set, limit, manifest.entry.shape);
  return set;
}

std::string checksum(const Dataset& dataset) {
  Sha256 hash;
  for (const auto* set : {&dataset.train, &dataset.test}) {
    hash.update(std::as_bytes(std::span{set->pixels}));
    Bytes labels;
    for (const auto label : set->labels) labels.push_back(static_cast<std::uint8_t>(label));
    hash.update(std::as_bytes(std::span{labels}));
  }
  return hash.finish();
}

Dataset assembled(const DatasetEntry& entry, ImageSet train, ImageSet test, const NormalisationPlan& plan) {
  Dataset dataset{.id = entry.id,
                  .title = entry.title,
                  .shape = entry.shape,
                  .classNames = entry.classNames,
                  .train = std::move(train),
                  .test = std::move(test),
                  .normalisation = {},
                  .sha256 = {}};
  dataset.normalisation = normalisation(plan, dataset.train, dataset.shape);
  dataset.sha256 = checksum(dataset);
  return dataset;
}

// The pairs whose images a limit has left.
std::vector<ImagePair> withBoth(std::vector<ImagePair> pairs, const ImageSet& test) {
  std::erase_if(pairs, [&](const ImagePair& pair) { return std::max(pair.first, pair.second) >= test.size(); });
  return pairs;
}

Dataset loadImages(const Path& folder, const Manifest& manifest, Limits limits) {
  FolderImages images = readImageFolder(folder, manifest);
  cut(images.train, limits.train, manifest.entry.shape);
  cut(images.test, limits.test, manifest.entry.shape);
  Dataset dataset =
      assembled(manifest.entry, std::move(images.train), std::move(images.test), manifest.normalisation);
  dataset.pairs = withBoth(std::move(images.pairs), dataset.test);
  return dataset;
}

template <class Item>
std::vector<Item> limited(std::vector<Item> items, std::int64_t limit) {
  if (limit > 0 && limit < std::ssize(items)) items.resize(static_cast<std::size_t>(limit));
  return items;
}

}  // namespace

Dataset loadFrom(const Path& folder, const Manifest& manifest, Limits limits) {
  if (manifest.format == Format::ImageFolder) return loadImages(folder, manifest, limits);
  return assembled(manifest.entry, readSet(sourceOf(folder, manifest, true), manifest, limits.train),
                   readSet(sourceOf(folder, manifest, false), manifest, limits.test), manifest.normalisation);
}

std::vector<std::int64_t> trainLabelsFrom(const Path& folder, const Manifest& manifest, std::int64_t limit) {
  if (manifest.format == Format::ImageFolder) return limited(readImageFolderLabels(folder, manifest), limit);
  const Source source = sourceOf(folder, manifest, true);
  auto labels = manifest.format == Format::Idx
                    ? readIdxLabels(source.labels.front(), source.expected)
                    : readCifarLabels(source.images, cifarKind(manifest.format), source.expected, limit);
  return limited(std::move(labels), limit);
}

std::vector<std::string> trainColumnFrom(const Path& folder, const Manifest& manifest, const std::string& column,
                                         std::int64_t limit) {
  return limited(readImageFolderColumn(folder, manifest, column), limit);
}

Dataset loadSynthetic(Limits limits) {
  const DatasetEntry entry = syntheticEntry();
  ImageSet train = syntheticImages(true, entry.trainCount);
  ImageSet test = syntheticImages(false, entry.testCount);
  cut(train, limits.train, entry.shape);
  cut(test, limits.test, entry.shape);
  Dataset dataset = assembled(entry, std::move(train), std::move(test), {});
  dataset.pairs = withBoth(syntheticPairs(), dataset.test);
  return dataset;
}

}  // namespace lab::dataset
