#include "engine/train/recompute.h"

#include "engine/train/sampler.h"

namespace lab {

void recomputeStatistics(Replica& replica, const DeviceImages& images,
                         const std::vector<std::int64_t>& samples, const Measurement& measurement) {
  Sampler sampler{samples, measurement.seed};
  std::vector<at::Tensor> minibatches;
  for (std::int64_t i = 0; i < measurement.minibatches; ++i) {
    minibatches.push_back(images.images(images.indices(sampler.next(measurement.batchSize))));
  }
  replica.measureStatistics(minibatches);
}

}  // namespace lab
