#include "engine/train/checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "engine/core/error.h"

namespace lab {
namespace {

constexpr std::string_view kMagic = "skewlab-checkpoint-1\n";

std::uint64_t hashOf(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash;
}

// Appends values as the bytes they are in memory: a checkpoint is read on the machine that wrote it.
class Writer {
 public:
  template <class T>
  void number(T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint64_t>(value.size()));
    bytes.append(value);
  }
  template <class T>
  void lists(const std::map<std::string, std::vector<T>>& lists) {
    number(static_cast<std::uint64_t>(lists.size()));
    for (const auto& [name, values] : lists) {
      text(name);
      text({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
    }
  }

  std::string bytes;
};

// The inverse. Sizes have been vouched for by the hash, so a wrong one is a bug, not bad input.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text() { return take(number<std::uint64_t>()); }
  [[nodiscard]] bool atEnd() const { return rest_.empty(); }
  template <class T>
  std::map<std::string, std::vector<T>> lists() {
    std::map<std::string, std::vector<T>> all;
    const auto count = number<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::string name{text()};
      const auto bytes = text();
      auto& values = all[name];
      values.resize(bytes.size() / sizeof(T));
      std::memcpy(values.data(), bytes.data(), bytes.size());
    }
    return all;
  }

 private:
  std::string_view take(std::uint64_t size) {
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
};

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw Error({.kind = ErrorKind::Run,
               .doing = "Writing the checkpoint " + path.filename().string(),
               .problem = std::generic_category().message(error),
               .expected = "",
               .remedy = "make room or choose another folder with -o"});
}

void writeSynced(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail(path, errno);
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (error == 0 && ::fsync(file) != 0) error = errno;
  ::close(file);
  if (error == 0) return;
  ::unlink(path.c_str());
  fail(path, error);
}

}  // namespace

void writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                     const std::function<void()>& beforeRename) {
  Writer writer;
  writer.bytes = kMagic;
  writer.text(checkpoint.specJson);
  writer.number(checkpoint.iteration);
  writer.number(checkpoint.seconds);
  writer.lists(checkpoint.vectors);
  writer.lists(checkpoint.reals);
  writer.lists(checkpoint.integers);
  if (!checkpoint.changedSpecJson.empty()) writer.text(checkpoint.changedSpecJson);
  writer.number(hashOf(writer.bytes));
  const std::filesystem::path temporary = path.string() + ".part";
  writeSynced(temporary, writer.bytes);
  if (beforeRename) beforeRename();
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) fail(path, error.value());
}

Checkpoint readCheckpoint(const std::filesystem::path& path) {
  const auto refuse = [&](const std::string& problem) -> Error {
    return Error({.kind = ErrorKind::Data,
                  .doing = "Reading the checkpoint " + path.filename().string(),
                  .problem = problem,
                  .expected = "a whole checkpoint written by this program",
                  .remedy = "start the run again with skewlab run"});
  };
  std::ifstream file{path, std::ios::binary};
  if (!file.is_open() || !std::filesystem::is_regular_file(path)) throw refuse("there is no such file");
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  if (!bytes.starts_with(kMagic)) throw refuse("it is not a checkpoint");
  std::uint64_t hash = 0;
  if (bytes.size() < kMagic.size() + sizeof hash) throw refuse("it is cut off");
  const std::string_view content{bytes.data(), bytes.size() - sizeof hash};
  std::memcpy(&hash, bytes.data() + content.size(), sizeof hash);
  if (hash != hashOf(content)) throw refuse("it is cut off or damaged");

  Reader reader{content.substr(kMagic.size())};
  Checkpoint checkpoint;
  checkpoint.specJson = reader.text();
  checkpoint.iteration = reader.number<std::int64_t>();
  checkpoint.seconds = reader.number<double>();
  checkpoint.vectors = reader.lists<float>();
  checkpoint.reals = reader.lists<double>();
  checkpoint.integers = reader.lists<std::int64_t>();
  if (!reader.atEnd()) checkpoint.changedSpecJson = reader.text();
  return checkpoint;
}

Checkpoint readCheckpoint(const std::filesystem::path& path, const std::string& specJson) {
  auto checkpoint = readCheckpoint(path);
  if (checkpoint.specJson == specJson) return checkpoint;
  throw Error({.kind = ErrorKind::Data,
               .doing = "Going on from " + path.filename().string(),
               .problem = "it was written by a different experiment",
               .expected = "the spec of this run file",
               .remedy = "start the run again with skewlab run"});
}

}  // namespace lab
