#pragma once

#include <fstream>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

namespace lab::test {

/// Values that a reference in another language has written; tests/golden holds them and the script that made
/// them.
inline nlohmann::json golden(const std::string& name) {
  std::ifstream file{std::string{LAB_SOURCE_DIR} + "/tests/golden/" + name};
  return nlohmann::json::parse(file);
}

inline at::Tensor vectorOf(const nlohmann::json& numbers) {
  const auto values = numbers.get<std::vector<float>>();
  return at::tensor(at::ArrayRef<float>{values});
}

/// Largest absolute difference.
inline double distance(const at::Tensor& a, const at::Tensor& b) {
  if (a.numel() == 0 && b.numel() == 0) return 0;
  return (a.detach().to(at::kCPU, at::kDouble).flatten() - b.detach().to(at::kCPU, at::kDouble).flatten())
      .abs()
      .max()
      .item<double>();
}

}  // namespace lab::test
