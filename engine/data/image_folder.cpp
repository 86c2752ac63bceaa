#include "engine/data/image_folder.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <set>
#include <thread>

#include "engine/core/sha256.h"
#include "engine/data/image_cache.h"
#include "engine/data/image_list.h"
#include "engine/data/input.h"
#include "engine/data/library.h"
#include "engine/data/pair_list.h"
#include "engine/data/picture.h"

namespace lab::dataset {
namespace {

namespace fs = std::filesystem;

/// Training and test images.
struct Lists {
  ImageList train;
  ImageList test;

  [[nodiscard]] std::vector<std::string> names() const {
    auto all = train.names;
    all.insert(all.end(), test.names.begin(), test.names.end());
    return all;
  }
};

void requireCount(const ImageList& list, std::int64_t count) {
  if (list.size() == count) return;
  refuse(list.origin, "there are " + grouped(list.size()) + " images",
         grouped(count) + " as the manifest says", "import the folder again");
}

void requireImagesOfEveryClass(const Lists& lists, const Manifest& manifest) {
  std::set<std::string> seen(lists.train.labels.begin(), lists.train.labels.end());
  seen.insert(lists.test.labels.begin(), lists.test.labels.end());
  for (const auto& name : manifest.entry.classNames) {
    if (seen.contains(name)) continue;
    refuse(lists.train.origin, "no image has the label \"" + name + '"',
           "at least one for each of \"class_names\"", "add images or take the name out of the manifest");
  }
}

Lists listsOf(const fs::path& folder, const Manifest& manifest) {
  return {.train = listImages(folder, manifest, true), .test = listImages(folder, manifest, false)};
}

std::vector<ImagePair> pairsOf(const fs::path& folder, const Manifest& manifest, const ImageList& test) {
  const auto file = std::ranges::find(manifest.files, Role::Pairs, &ManifestFile::role);
  if (file == manifest.files.end()) return {};
  return readPairs(folder / file->name, test.names);
}

// Over what the decoded pixels depend on: the shape, and name, size and time of every file.
std::string cacheKey(const fs::path& folder, const Manifest& manifest,
                     const std::vector<std::string>& names) {
  const auto& shape = manifest.entry.shape;
  std::string text = manifest.entry.id;
  for (const auto size : {shape.channels, shape.height, shape.width}) text += ' ' + std::to_string(size);
  for (const auto& name : names) {
    std::error_code failure;
    const auto size = fs::file_size(folder / name, failure);
    if (failure)
      refuse(folder / name, "there is no such file", "an image", "mend the table or get the file again");
    const auto time = fs::last_write_time(folder / name, failure).time_since_epoch().count();
    text += '\n' + name + '\n' + std::to_string(size) + ' ' + std::to_string(time);
  }
  return sha256(std::as_bytes(std::span{text}));
}

/// Decodes a list of files over a few threads. Files are taken in order, so that of several broken ones the
/// first is always reported, however the threads run.
class Decoding {
 public:
  Decoding(const fs::path& folder, const ImageShape& shape, const std::vector<std::string>& names)
      : folder_(folder), shape_(shape), names_(names), size_(static_cast<std::size_t>(shape.size())) {
    pixels_.resize(names.size() * size_);
  }

  std::vector<std::uint8_t> run() && {
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads); ++i) {
        threads.emplace_back([this] { decodeWhatIsLeft(); });
      }
    }
    if (failure_) std::rethrow_exception(failure_);
    return std::move(pixels_);
  }

 private:
  static constexpr unsigned kMostThreads = 4;

  void decodeWhatIsLeft() {
    for (std::size_t i = next_++; i < names_.size() && !stop_; i = next_++) {
      try {
        fitInto(std::span{pixels_}.subspan(i * size_, size_), shape_, readPicture(folder_ / names_[i]));
      } catch (...) {
        stop_ = true;
        const std::lock_guard lock(mutex_);
        if (!failure_ || i < failedAt_) failure_ = std::current_exception();
        failedAt_ = std::min(failedAt_, i);
      }
    }
  }

  const fs::path& folder_;
  const ImageShape& shape_;
  const std::vector<std::string>& names_;
  std::size_t size_;  // bytes of one image
  std::vector<std::uint8_t> pixels_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;                                      // guarded by mutex_
  std::size_t failedAt_ = std::numeric_limits<std::size_t>::max();  // guarded by mutex_
};

std::vector<std::uint8_t> pixelsOf(const fs::path& folder, const Manifest& manifest,
                                   const std::vector<std::string>& names) {
  const auto key = cacheKey(folder, manifest, names);
  const fs::path home = userFolder();
  const fs::path cache = home / "cache" / (manifest.entry.id + ".images");
  const auto bytes = names.size() * static_cast<std::size_t>(manifest.entry.shape.size());
  if (!home.empty()) {
    if (auto pixels = readCached(cache, key); pixels && pixels->size() == bytes) return *std::move(pixels);
  }
  auto pixels = Decoding{folder, manifest.entry.shape, names}.run();
  if (!home.empty()) writeCached(cache, key, pixels);
  return pixels;
}

}  // namespace

FolderImages readImageFolder(const fs::path& folder, const Manifest& manifest) {
  const Lists lists = listsOf(folder, manifest);
  requireCount(lists.train, manifest.entry.trainCount);
  requireCount(lists.test, manifest.entry.testCount);
  requireImagesOfEveryClass(lists, manifest);
  FolderImages images;
  images.train.labels = numbered(lists.train, manifest.entry.classNames);
  images.test.labels = numbered(lists.test, manifest.entry.classNames);
  images.pairs = pairsOf(folder, manifest, lists.test);
  if (std::ssize(images.pairs) != manifest.entry.pairCount) {
    refuse(folder, "there are " + grouped(std::ssize(images.pairs)) + " pairs of test images",
           grouped(manifest.entry.pairCount) + " as the manifest says in \"pair_count\"", "import the folder again");
  }
  images.train.pixels = pixelsOf(folder, manifest, lists.names());
  const auto cut = images.train.pixels.begin() + lists.train.size() * manifest.entry.shape.size();
  images.test.pixels.assign(cut, images.train.pixels.end());
  images.train.pixels.erase(cut, images.train.pixels.end());
  return images;
}

std::vector<std::int64_t> readImageFolderLabels(const fs::path& folder, const Manifest& manifest) {
  const ImageList list = listImages(folder, manifest, true);
  requireCount(list, manifest.entry.trainCount);
  return numbered(list, manifest.entry.classNames);
}

std::vector<std::string> readImageFolderColumn(const fs::path& folder, const Manifest& manifest,
                                               const std::string& column) {
  const ImageList list = listImages(folder, manifest, true);
  requireCount(list, manifest.entry.trainCount);
  return std::ranges::find(list.columns, column, &Column::name)->values;
}

Manifest completed(Manifest draft, const fs::path& folder) {
  const Lists lists = listsOf(folder, draft);
  auto& entry = draft.entry;
  if (entry.classNames.empty()) {
    std::set<std::string> names(lists.train.labels.begin(), lists.train.labels.end());
    names.insert(lists.test.labels.begin(), lists.test.labels.end());
    entry.classNames.assign(names.begin(), names.end());
  }
  if (entry.columns.empty()) {
    for (const auto& column : lists.train.columns) entry.columns.push_back(column.name);
  }
  entry.trainCount = lists.train.size();
  entry.testCount = lists.test.size();
  entry.pairCount = std::ssize(pairsOf(folder, draft, lists.test));
  if (entry.source.empty()) entry.source = "a folder of images";
  return draft;
}

}  // namespace lab::dataset
