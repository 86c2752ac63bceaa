#include "engine/nn/centre_loss.h"

#include <ATen/ATen.h>

namespace lab {

at::Tensor centreDistance(const at::Tensor& features, const at::Tensor& centres, const at::Tensor& labels) {
  const auto away = features - centres.detach().index_select(0, labels);
  return (away * away).sum() / (2.0 * static_cast<double>(labels.numel()));
}

// index_add_ goes through the rows in order on the CPU; on a GPU the order, and with it the last bits, may
// vary.
void addCentreDirection(at::Tensor& direction, const at::Tensor& features, const at::Tensor& centres,
                        const at::Tensor& labels) {
  const at::NoGradGuard noGrad;
  const auto back = centres.index_select(0, labels) - features.detach();
  const auto images = at::zeros({centres.size(0)}, features.options())
                          .index_add_(0, labels, at::ones_like(labels, features.options()));
  direction.index_add_(0, labels, back / (images.index_select(0, labels) + 1).unsqueeze(1));
}

}  // namespace lab
