#include "engine/core/error.h"

namespace lab {
namespace {

std::string sentence(const Error::Parts& parts) {
  std::string text = parts.doing + ": " + parts.problem;
  if (!parts.expected.empty()) text += "; expected " + parts.expected;
  if (!parts.remedy.empty()) text += "; " + parts.remedy;
  return text;
}

}  // namespace

Error::Error(const Parts& parts) : std::runtime_error(sentence(parts)), kind_(parts.kind) {}

}  // namespace lab
