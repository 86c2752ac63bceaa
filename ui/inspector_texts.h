#pragma once

#include <span>
#include <string_view>

#include <QString>

namespace lab::ui {

/// What the Inspector says of a subject besides its value. Sources of translation; "Hsieh et al. 2020" is the
/// paper "The Non-IID Data Quagmire of Decentralized Machine Learning".
struct InspectorText {
  std::string_view subject;  ///< the id of a view, or of a part of one: "decision", "edge", "layer"
  const char* title;
  const char* unit;
  const char* formula;  ///< plain text
  const char* why;      ///< one sentence
  const char* source;
};

/// Every subject once; every view of the catalogue is one.
[[nodiscard]] std::span<const InspectorText> inspectorTexts();

/// nullptr for a subject that is not in the table.
[[nodiscard]] const InspectorText* inspectorText(std::string_view subject);

}  // namespace lab::ui
