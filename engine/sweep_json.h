#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/core/params.h"

namespace lab {

/// The members of one JSON object of a sweep file. What is wrong with them is collected, never thrown, so
/// that all mistakes of a file are told at once.
class JsonMembers {
 public:
  using Json = nlohmann::ordered_json;

  /// `place` is the dotted key of the object, empty for the whole file. All three must outlive this.
  JsonMembers(const Json& object, std::string place, std::vector<Problem>& problems);

  /// The member, or nullptr when there is none.
  [[nodiscard]] const Json* find(const std::string& key);
  /// The text of a member that must be there and not be empty.
  [[nodiscard]] std::string text(const std::string& key);
  [[nodiscard]] std::string textOr(const std::string& key, const std::string& fallback);
  /// A number from 0 up.
  [[nodiscard]] double numberOr(const std::string& key, double fallback);
  /// The items of a list; none when it is absent.
  [[nodiscard]] std::vector<const Json*> list(const std::string& key);

  [[nodiscard]] std::string placeOf(const std::string& key) const;
  void complain(const std::string& key, const std::string& text);

  /// To be called last: a member that nobody has asked for is not known; the nearest that is known is named.
  void refuseOthers();

 private:
  const Json& object_;
  std::string place_;
  std::vector<Problem>& problems_;
  std::vector<std::string> known_;
};

}  // namespace lab
