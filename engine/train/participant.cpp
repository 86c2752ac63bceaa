#include "engine/train/participant.h"

#include <cmath>
#include <limits>
#include <utility>

#include <ATen/ATen.h>

#include "engine/algo/flat.h"
#include "engine/algo/kernels.h"
#include "engine/core/error.h"

namespace lab {
namespace {

std::vector<float> toVector(const at::Tensor& tensor) {
  const auto flat = tensor.to(at::kCPU).contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

const std::vector<float>& numbersOf(const Checkpoint& checkpoint, const std::string& name, std::int64_t size) {
  const auto found = checkpoint.vectors.find(name);
  if (found != checkpoint.vectors.end() && static_cast<std::int64_t>(found->second.size()) == size) {
    return found->second;
  }
  throw Error({.kind = ErrorKind::Data,
               .doing = "Resuming from the checkpoint",
               .problem = name + " does not fit this experiment",
               .expected = std::to_string(size) + " numbers",
               .remedy = "the checkpoint belongs to another run"});
}

}  // namespace

std::string stateName(int partition, const std::string& what) {
  return "partition" + std::to_string(partition) + "." + what;
}

Participant::Participant(std::vector<std::int64_t> samples, Seed seed, const at::Device& device)
    : seed_(seed), sampler_(std::move(samples), seed), lossSum_(at::zeros({}, at::TensorOptions(device).dtype(at::kDouble))) {}

void Participant::learn(Replica& replica, const DeviceImages& images, const Assignment& assignment) {
  std::vector<at::Tensor> means;
  const auto [pixels, labels, occasion] = next(images, assignment, means);
  note(replica.learn(pixels, labels, occasion), means);
}

Lesson Participant::next(const DeviceImages& images, const Assignment& assignment, std::vector<at::Tensor>& means) {
  const auto batch = images.indices(sampler_.next(assignment.batchSize));
  return {.images = augmented(images.images(batch), assignment.augmentation,
                              seed_.child("augment").child(assignment.iteration).random()),
          .labels = images.labels(batch),
          .occasion = {.iteration = assignment.iteration,
                       .iterations = assignment.iterations,
                       .noise = seed_.child("dropout").child(assignment.iteration),
                       .channelMeans = assignment.measureMeans ? &means : nullptr}};
}

void Participant::note(const at::Tensor& loss, const std::vector<at::Tensor>& means) {
  lossSum_.add_(loss);
  ++lossCount_;
  if (means.empty()) return;
  channelSums_.resize(means.size());
  for (std::size_t layer = 0; layer < means.size(); ++layer) {
    auto& sum = channelSums_[layer];
    sum = sum.defined() ? sum.add_(means[layer]) : means[layer].clone();
  }
  ++channelCount_;
}

float Participant::takeLoss() {
  const double sum = lossSum_.item<double>();
  const auto count = static_cast<double>(std::exchange(lossCount_, 0));
  lossSum_.zero_();
  return static_cast<float>(sum / count);
}

std::vector<at::Tensor> Participant::takeChannelMeans() {
  std::vector<at::Tensor> means;
  for (const auto& sum : channelSums_) means.push_back((sum / static_cast<double>(channelCount_)).to(at::kCPU));
  channelSums_.clear();
  channelCount_ = 0;
  return means;
}

void Participant::save(Checkpoint& checkpoint, const Replica& replica) const {
  const int id = replica.id();
  checkpoint.vectors[stateName(id, "weights")] = toVector(replica.weights);
  checkpoint.vectors[stateName(id, "velocity")] = toVector(replica.velocity);
  if (replica.residual.defined()) checkpoint.vectors[stateName(id, "residual")] = toVector(replica.residual);
  if (replica.alone.defined()) checkpoint.vectors[stateName(id, "alone")] = toVector(replica.alone);
  checkpoint.reals[stateName(id, "loss")] = {lossSum_.item<double>()};
  const auto [pass, position] = sampler_.state();
  checkpoint.integers[stateName(id, "counters")] = {pass, position, lossCount_, channelCount_, diverged ? 1 : 0};
  for (std::size_t layer = 0; layer < channelSums_.size(); ++layer) {
    checkpoint.vectors[stateName(id, "channels" + std::to_string(layer))] = toVector(channelSums_[layer]);
  }
}

void Participant::restore(const Checkpoint& checkpoint, Replica& replica) {
  const int id = replica.id();
  const auto read = [&](at::Tensor& vector, const std::string& what) {
    const auto& numbers = numbersOf(checkpoint, stateName(id, what), vector.numel());
    vector.copy_(at::tensor(at::ArrayRef<float>{numbers}));
  };
  read(replica.weights, "weights");
  read(replica.velocity, "velocity");
  if (replica.residual.defined()) read(replica.residual, "residual");
  if (replica.alone.defined()) read(replica.alone, "alone");
  lossSum_.fill_(checkpoint.reals.at(stateName(id, "loss")).at(0));
  const auto& counters = checkpoint.integers.at(stateName(id, "counters"));
  sampler_.restore({counters.at(0), counters.at(1)});
  lossCount_ = counters.at(2);
  channelCount_ = counters.at(3);
  diverged = counters.at(4) != 0;
  channelSums_.clear();
  for (const auto& layer : replica.network().plan().normLayers) {
    if (channelCount_ == 0) break;
    auto sum = replica.weights.new_zeros({layer.channels});
    read(sum, "channels" + std::to_string(channelSums_.size()));
    channelSums_.push_back(sum);
  }
}

at::Tensor meanWeights(std::span<const Replica> replicas) {
  std::vector<at::Tensor> weights;
  for (const auto& replica : replicas) weights.push_back(replica.weights);
  return flat::mean(weights);
}

std::vector<float> weightDivergence(std::span<const Replica> replicas) {
  std::vector<at::Tensor> weights;
  for (const auto& replica : replicas) weights.push_back(replica.weights.narrow(0, 0, replica.parameters()));
  // ATen sums in as many parts as it has threads, which would make the last bits depend on them.
  const auto mean = toVector(flat::mean(weights));
  const std::vector<float> origin(mean.size());
  const double length = std::sqrt(kernels::squaredDistance(mean, origin));
  std::vector<float> distances;
  for (const auto& replica : weights) {
    const double distance = std::sqrt(kernels::squaredDistance(toVector(replica), mean));
    distances.push_back(static_cast<float>(distance / length));
  }
  return distances;
}

float updateSize(const Replica& replica) {
  if (!replica.residual.defined()) return std::numeric_limits<float>::quiet_NaN();
  const auto updates = toVector(replica.residual.narrow(0, 0, replica.parameters()));
  const auto weights = toVector(replica.weights.narrow(0, 0, replica.parameters()));
  double sum = 0;
  double count = 0;
  for (std::size_t j = 0; j < updates.size(); ++j) {
    if (updates[j] == 0) continue;
    sum += weights[j] == 0 ? 1 : std::abs(static_cast<double>(updates[j]) / static_cast<double>(weights[j]));
    ++count;
  }
  return static_cast<float>(sum / count);  // 0 / 0 is the NaN that was promised
}

std::vector<std::vector<float>> normDivergence(const std::vector<std::vector<at::Tensor>>& means) {
  std::vector<std::vector<float>> layers;
  for (std::size_t layer = 0; layer < means.front().size(); ++layer) {
    auto sum = at::zeros_like(means.front()[layer]);
    int pairs = 0;
    for (std::size_t i = 0; i < means.size(); ++i) {
      for (std::size_t j = i + 1; j < means.size(); ++j, ++pairs) {
        const auto& a = means[i][layer];
        const auto& b = means[j][layer];
        sum.add_((a - b).abs() / ((a + b) / 2).abs());
      }
    }
    // 0 / 0 for a channel that is always 0, and without a pair: nothing to compare.
    layers.push_back(toVector(sum / pairs));
    for (auto& value : layers.back()) {
      if (!std::isfinite(value)) value = std::numeric_limits<float>::quiet_NaN();
    }
  }
  return layers;
}

}  // namespace lab
