#pragma once

#include <ATen/core/Tensor.h>

namespace lab {

/// True for what our own loops over images can do: channels-last float32 images on the CPU. Others go through
/// ATen.
[[nodiscard]] inline bool canFuse(const at::Tensor& x) {
  return x.is_cpu() && x.dim() == 4 && x.scalar_type() == at::kFloat &&
         x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace lab
