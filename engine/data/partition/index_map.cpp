#include <array>
#include <charconv>
#include <fstream>

#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "file",
    .title = "File",
    .kind = ParamKind::Text,
    .help = "A text file with the number of a partition, from 0, for each training image in the order of the "
            "data set, with spaces or line ends between them.",
    .source = "this program"}};

[[noreturn]] void refuse(const std::string& problem, const std::string& expected, const std::string& remedy) {
  throw Error({.kind = ErrorKind::Data,
               .doing = "partition.file",
               .problem = problem,
               .expected = expected,
               .remedy = remedy});
}

/// Where a number stands, for messages.
struct Word {
  std::string file;
  std::string text;
  std::size_t sample = 0;
};

std::size_t partitionNamed(const Word& word, std::int64_t partitions) {
  std::int64_t number = -1;
  const char* end = word.text.data() + word.text.size();
  const auto [stop, failure] = std::from_chars(word.text.data(), end, number);
  const std::string place = "entry " + std::to_string(word.sample) + " of " + word.file + " is ";
  const std::string expected = "a number from 0 to " + std::to_string(partitions - 1);
  if (stop != end || failure == std::errc::invalid_argument) {
    refuse(place + '"' + word.text.substr(0, 40) + "\", which is not a number", expected, "mend the file");
  }
  if (failure != std::errc{} || number < 0 || number >= partitions) {
    refuse(place + word.text.substr(0, 40) + ", which is no partition", expected,
           "mend the file or set partition.count");
  }
  return static_cast<std::size_t>(number);
}

Partition split(const PartitionRequest& request, Seed) {
  auto partition = emptyPartition(request);
  const std::string file = value(request.texts, "file");
  if (file.empty()) refuse("no file is named", "the name of a text file", "set partition.file");
  std::ifstream stream(file);
  if (!stream) refuse(file + " cannot be opened", "a readable file", "check its name and permissions");
  const std::size_t samples = request.labels.size();
  const std::string wanted = "one number for each of the " + std::to_string(samples) + " training images";
  std::size_t sample = 0;
  for (std::string word; stream >> word; ++sample) {
    if (sample == samples) {
      refuse(file + " is too long", wanted, "use the file of this data set and this dataset.train_limit");
    }
    partition[partitionNamed({.file = file, .text = word, .sample = sample}, request.partitions)].push_back(
        static_cast<std::int64_t>(sample));
  }
  if (sample < samples) {
    refuse(file + " is too short: it holds " + std::to_string(sample) + " numbers", wanted,
           "use the file of this data set and this dataset.train_limit");
  }
  return finished(std::move(partition), "mend the file or set partition.count");
}

}  // namespace

PartitionerEntry index_map() {
  return {.id = "index-map",
          .title = "From a file",
          .summary = "Reads from a text file which partition each training image belongs to.",
          .source = "a split made elsewhere",
          .params = kParams,
          .split = split};
}

}  // namespace lab::partition
