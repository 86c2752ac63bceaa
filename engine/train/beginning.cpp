#include "engine/train/beginning.h"

#include <ATen/ATen.h>

#include "engine/algo/kernels.h"

namespace lab {

RunBeginning beginningOf(const Setup& setup, std::int64_t batchSize) {
  RunBeginning beginning;
  const auto& parameters = setup.network.plan().parameters;
  const auto windows = setup.network.windows(setup.replicas.front().weights);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto values = windows[i].to(at::kCPU).contiguous();  // in one order, whatever the memory format
    beginning.weights[parameters[i].name] =
        kernels::hash({values.data_ptr<float>(), static_cast<std::size_t>(values.numel())});
  }
  for (const auto& participant : setup.participants) {
    beginning.minibatches.push_back(participant.orderHash() ^ static_cast<std::uint64_t>(batchSize));
  }
  return beginning;
}

}  // namespace lab
