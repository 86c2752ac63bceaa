#include "engine/core/json_text.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;

Error problem(std::string_view origin, const std::string& text) {
  return Error({.kind = ErrorKind::Usage, .doing = std::string{origin}, .problem = text});
}

// "line 3, column 5", both from 1; `byte` counts from 1 and is 0 where the library does not know.
std::string position(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto newline = before.rfind('\n');
  const auto column = newline == std::string_view::npos ? before.size() + 1 : before.size() - newline;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// The library's message without its prefix: "unexpected ']'; expected ...".
std::string reason(const Json::parse_error& error) {
  const std::string_view text = error.what();
  const auto dash = text.find(" - ");
  return std::string{dash == std::string_view::npos ? "this is not JSON" : text.substr(dash + 3)};
}

}  // namespace

Json parseJson(std::string_view text, std::string_view origin) {
  std::vector<std::set<std::string>> open;  // the keys so far of every object that is not closed yet
  const auto noKeyTwice = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second) {
      throw problem(origin,
                    "the key \"" + parsed.get<std::string>() + "\" is given twice; remove one of them");
    }
    return true;
  };
  try {
    return Json::parse(text, noKeyTwice);
  } catch (const Json::parse_error& error) {
    throw problem(origin, position(text, error.byte) + ": " + reason(error));
  }
}

}  // namespace lab
