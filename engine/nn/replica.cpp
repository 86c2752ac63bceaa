#include "engine/nn/replica.h"

#include <utility>

#include <ATen/ATen.h>

#include "engine/nn/centre_loss.h"

namespace lab {
namespace {

void fill(std::span<float> values, const Filler& filler, Random random) {
  for (auto& value : values) {
    switch (filler.kind) {
      case Filler::Kind::Constant:
        value = static_cast<float>(filler.value);
        break;
      case Filler::Kind::Gaussian:
        value = static_cast<float>(filler.value * random.normal());
        break;
      case Filler::Kind::Uniform:
        value = static_cast<float>(filler.value * (2 * random.uniform() - 1));
        break;
    }
  }
}

}  // namespace

Replica::Replica(int id, const Network& network, const at::Device& device)
    : Replica(id, network,
              at::zeros({network.plan().parameterCount() + network.plan().statistics},
                        at::TensorOptions(device).dtype(at::kFloat))) {
  velocity = at::zeros_like(weights);
}

Replica::Replica(int id, const Network& network, at::Tensor flat)
    : weights(std::move(flat)),
      gradient(at::zeros_like(weights)),
      id_(id),
      network_(&network),
      parameters_(network.plan().parameterCount()),
      windows_(network.windows(weights)) {
  const auto gradients = network.windows(gradient);
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    windows_[i].set_requires_grad(true);
    windows_[i].mutable_grad() = gradients[i];
  }
}

Replica Replica::assistant() const { return {id_, *network_, weights}; }

Pass Replica::trainingPass(const Occasion& occasion) const {
  return {.training = true,
          .statistics = weights.narrow(0, parameters_, statisticsCount()),
          .statisticsChange = gradient.narrow(0, parameters_, statisticsCount()),
          .occasion = occasion,
          .wantsFeatures = network_->plan().centreLoss.has_value()};
}

// What is minimised: the mean loss of the main head and what the plan adds to it.
at::Tensor Replica::objective(const at::Tensor& loss, const Pass& pass, const at::Tensor& labels) const {
  const auto& plan = network_->plan();
  auto sum = loss;
  for (std::size_t h = 0; h < plan.heads.size(); ++h) {
    sum = sum + at::cross_entropy_loss(pass.heads[h], labels) * plan.heads[h].weight;
  }
  if (plan.centreLoss) {
    const auto& centres = windows_[static_cast<std::size_t>(plan.centreLoss->centres)];
    sum = sum + centreDistance(pass.features, centres, labels) * plan.centreLoss->weight;
  }
  return sum;
}

void Replica::directCentres(const Pass& pass, const at::Tensor& labels) {
  const auto& plan = network_->plan();
  if (!plan.centreLoss) return;
  auto& centres = windows_[static_cast<std::size_t>(plan.centreLoss->centres)];
  addCentreDirection(centres.mutable_grad(), pass.features, centres, labels);
}

at::Tensor Replica::learn(const at::Tensor& images, const at::Tensor& labels, const Occasion& occasion) {
  const Lesson lesson{.images = images, .labels = labels, .occasion = occasion};
  return learnTogether({this, 1}, {&lesson, 1}).front();
}

std::vector<at::Tensor> learnTogether(std::span<Replica> replicas, std::span<const Lesson> lessons) {
  std::vector<Pass> passes;
  std::vector<Lane> lanes;
  passes.reserve(replicas.size());  // the lanes point to them
  for (std::size_t k = 0; k < replicas.size(); ++k) {
    auto& replica = replicas[k];
    replica.gradient.zero_();
    passes.push_back(replica.trainingPass(lessons[k].occasion));
    lanes.push_back({.images = lessons[k].images, .parameters = &replica.windows_, .pass = &passes.back()});
  }
  const auto& network = replicas.front().network();
  const auto logits = network.forwardTogether(lanes);
  std::vector<at::Tensor> losses;
  at::Tensor objective;
  for (std::size_t k = 0; k < replicas.size(); ++k) {
    const auto& labels = lessons[k].labels;
    const auto loss = at::cross_entropy_loss(logits[k], labels);
    losses.push_back(loss.detach());
    const auto own = replicas[k].objective(loss, passes[k], labels);
    objective = objective.defined() ? objective + own : own;
  }
  objective.backward();
  for (std::size_t k = 0; k < replicas.size(); ++k) replicas[k].directCentres(passes[k], lessons[k].labels);
  return losses;
}

void Replica::measureStatistics(std::span<const at::Tensor> minibatches) {
  const at::NoGradGuard noGrad;
  auto statistics = weights.narrow(0, parameters_, statisticsCount());
  const auto nothing = at::zeros_like(statistics);
  auto sums = at::zeros_like(statistics);
  auto change = at::zeros_like(statistics);
  for (const auto& images : minibatches) {
    Pass pass{.training = false, .statistics = nothing, .statisticsChange = change};
    (void)network_->forward(images, windows_, pass);
    sums.add_(change);
  }
  statistics.copy_(sums);
}

at::Tensor Replica::predict(const at::Tensor& images) const {
  const at::NoGradGuard noGrad;
  Pass pass{.training = false, .statistics = weights.narrow(0, parameters_, statisticsCount())};
  return network_->forward(images, windows_, pass);
}

at::Tensor Replica::features(const at::Tensor& images) const {
  const at::NoGradGuard noGrad;
  Pass pass{.training = false,
            .statistics = weights.narrow(0, parameters_, statisticsCount()),
            .wantsFeatures = true};
  (void)network_->forward(images, windows_, pass);
  return pass.features;
}

void Replica::initialize(const Seed& seed) {
  const at::NoGradGuard noGrad;
  for (auto* vector : {&weights, &gradient, &velocity, &residual, &alone}) {
    if (vector->defined()) vector->zero_();
  }
  const auto& infos = network_->plan().parameters;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].lengthOf >= 0) {
      const auto rows = windows_[static_cast<std::size_t>(infos[i].lengthOf)].flatten(1);
      windows_[i].copy_((rows * rows).sum(1).sqrt());
      continue;
    }
    auto values = at::empty(infos[i].shape, at::kFloat);
    fill({values.data_ptr<float>(), static_cast<std::size_t>(values.numel())}, infos[i].filler,
         seed.child(infos[i].name).random());
    windows_[i].copy_(values);
  }
}

}  // namespace lab
