#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "engine/record/plan.h"

namespace lab::record {

/// A text file of comma-separated values as RFC 4180 has them, numbers in the C locale and in full.
class Sheet {
 public:
  explicit Sheet(std::filesystem::path path);

  void cell(std::string_view text);
  void cell(const h5::Element& element, const std::byte* value);
  void endLine();
  [[nodiscard]] std::filesystem::path close();  ///< Throws Error{Run} when the disk took not everything.

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  bool first_ = true;
};

/// "loss [nats]"
[[nodiscard]] std::string titled(std::string_view name, std::string_view unit);

}  // namespace lab::record
