#pragma once

#include <string>
#include <string_view>

#include <QString>

namespace lab::ui {

[[nodiscard]] inline QString toQString(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace lab::ui
