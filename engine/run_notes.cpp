#include "engine/run_notes.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <system_error>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

// Nothing when there is no such file. One question and not two, as it may come or go at this moment.
std::optional<std::string> textIn(const fs::path& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!in && errno == ENOENT) return std::nullopt;
  std::string text;
  std::array<char, 4096> part{};
  for (std::size_t read = 1; in && read > 0;) {
    read = std::fread(part.data(), 1, part.size(), in.get());
    text.append(part.data(), read);
  }
  return text;
}

// The object that the file holds, an empty one when there is no file.
ordered_json contentOf(const fs::path& file) {
  const auto text = textIn(file);
  if (!text) return ordered_json::object();
  auto content = ordered_json::parse(*text, nullptr, false);
  if (content.is_object()) return content;
  throw Error({.kind = ErrorKind::Data,
               .doing = file.filename().string(),
               .problem = "is not what Skewlab writes there",
               .expected = "one JSON object",
               .remedy = "move it away; the run itself is not touched"});
}

// Nothing when the key is absent or holds something else.
template <class T>
std::optional<T> member(const ordered_json& content, const char* key) {
  const auto found = content.find(key);
  if (found == content.end()) return std::nullopt;
  try {
    return found->get<T>();
  } catch (const ordered_json::exception&) {
    return std::nullopt;
  }
}

template <class T>
void setMember(ordered_json& content, const char* key, const std::optional<T>& value) {
  if (value) {
    content[key] = *value;
  } else {
    content.erase(key);
  }
}

std::optional<bool> ifTrue(bool value) {
  return value ? std::optional(true) : std::nullopt;
}

[[noreturn]] void fail(const fs::path& file, int error) {
  throw Error({.kind = ErrorKind::Run,
               .doing = file.filename().string(),
               .problem = "cannot be written: " + std::generic_category().message(error),
               .expected = "",
               .remedy = "make room, or make its folder writable"});
}

// A crash leaves the old text or the new one, never half of it.
void replace(const fs::path& file, std::string_view text) {
  fs::path part = file;
  part += ".part";
  const int target = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (target < 0) fail(file, errno);
  int error = 0;
  while (!text.empty() && error == 0) {
    const auto written = ::write(target, text.data(), text.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (error == 0 && ::fsync(target) != 0) error = errno;
  ::close(target);
  if (error == 0 && ::rename(part.c_str(), file.c_str()) != 0) error = errno;
  if (error == 0) return;
  ::unlink(part.c_str());
  fail(file, error);
}

}  // namespace

fs::path notesOf(const fs::path& run) {
  fs::path file = run;
  return file += ".json";
}

RunNotes readNotes(const fs::path& run) {
  const auto content = contentOf(notesOf(run));
  return {.name = member<std::string>(content, "name"),
          .notes = member<std::string>(content, "notes"),
          .tags = member<std::vector<std::string>>(content, "tags"),
          .star = member<bool>(content, "star").value_or(false),
          .locked = member<bool>(content, "locked").value_or(false)};
}

void writeNotes(const fs::path& run, const RunNotes& notes) {
  const fs::path file = notesOf(run);
  auto content = contentOf(file);
  setMember(content, "name", notes.name);
  setMember(content, "notes", notes.notes);
  setMember(content, "tags", notes.tags);
  setMember(content, "star", ifTrue(notes.star));
  setMember(content, "locked", ifTrue(notes.locked));
  if (!content.empty())
    return replace(file, content.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n');
  std::error_code ignored;
  fs::remove(file, ignored);  // nobody has anything to say any more
}

}  // namespace lab
