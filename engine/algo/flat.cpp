#include "engine/algo/flat.h"

#include <ATen/ATen.h>

#include "engine/algo/kernels.h"
#include "engine/core/ledger.h"

namespace lab::flat {
namespace {

std::span<float> numbers(at::Tensor& vector) {
  return {vector.data_ptr<float>(), static_cast<std::size_t>(vector.numel())};
}

std::span<const float> numbers(const at::Tensor& vector) {
  return {vector.data_ptr<float>(), static_cast<std::size_t>(vector.numel())};
}

std::span<const std::int32_t> indicesOf(const Update& update) {
  return {update.indices.data_ptr<std::int32_t>(), static_cast<std::size_t>(update.indices.numel())};
}

// Room for a selection from `vector`; cut to what was selected.
struct Room {
  explicit Room(const at::Tensor& vector)
      : indices(at::empty({vector.numel()}, at::kInt)), values(at::empty({vector.numel()}, at::kFloat)) {}

  [[nodiscard]] kernels::Selection selection() const {
    return {indices.data_ptr<std::int32_t>(), values.data_ptr<float>()};
  }
  [[nodiscard]] Update cut(std::int64_t count) const {
    return {indices.narrow(0, 0, count), values.narrow(0, 0, count), false};
  }

  at::Tensor indices, values;
};

// Puts a selection back and takes everything instead.
Update takeAll(at::Tensor& v, const Update& selected) {
  apply(v, selected);
  Update all{{}, v.clone(), true};
  v.zero_();
  return all;
}

}  // namespace

bool Wire::denseIsSmaller(std::int64_t entries, std::int64_t size) const {
  return entries * (kValueBytes + indexBytes) >= size * kValueBytes;
}

void velocity(at::Tensor& u, const at::Tensor& g, const at::Tensor& w, std::span<const Segment> segments,
              const Descent& descent) {
  if (!u.is_cpu()) return generic::velocity(u, g, w, segments, descent);
  for (const auto& segment : segments) {
    const auto begin = static_cast<std::size_t>(segment.begin);
    const auto size = static_cast<std::size_t>(segment.end - segment.begin);
    kernels::velocity(numbers(u).subspan(begin, size), numbers(g).subspan(begin, size),
                      numbers(w).subspan(begin, size),
                      {.rate = static_cast<float>(descent.rate * segment.rateFactor),
                       .momentum = static_cast<float>(descent.momentum),
                       .decay = static_cast<float>(descent.decay * segment.decayFactor)});
  }
}

void add(at::Tensor& w, const at::Tensor& u) {
  if (!w.is_cpu()) {
    w.add_(u);
    return;
  }
  kernels::add(numbers(w), numbers(u));
}

at::Tensor mean(std::span<const at::Tensor> vectors) {
  if (!vectors.front().is_cpu()) return generic::mean(vectors);
  std::vector<const float*> starts;
  for (const auto& vector : vectors) starts.push_back(vector.data_ptr<float>());
  auto result = at::empty_like(vectors.front());
  kernels::mean(starts, numbers(result));
  return result;
}

Update takeSignificant(at::Tensor& v, const at::Tensor& w, double threshold, const Wire& wire) {
  if (!v.is_cpu()) return generic::takeSignificant(v, w, threshold, wire);
  const Room room{v};
  const auto count =
      kernels::takeSignificant(numbers(v), numbers(w), static_cast<float>(threshold), room.selection());
  const auto selected = room.cut(count);
  return wire.denseIsSmaller(count, v.numel()) ? takeAll(v, selected) : selected;
}

Update takeLargest(at::Tensor& v, std::int64_t k) {
  if (!v.is_cpu()) return generic::takeLargest(v, k);
  const Room room{v};
  return room.cut(kernels::takeAtLeast(numbers(v), kernels::kthLargestMagnitude(numbers(v), k), room.selection()));
}

void clear(at::Tensor& u, const Update& update) {
  if (update.dense || !u.is_cpu()) return generic::clear(u, update);
  kernels::clear(numbers(u), indicesOf(update));
}

void apply(at::Tensor& w, const Update& update) {
  if (update.dense) return add(w, update.values);
  if (!w.is_cpu()) return generic::apply(w, update);
  kernels::scatterAdd(numbers(w), indicesOf(update), numbers(update.values));
}

namespace generic {
namespace {

Update takeWhere(at::Tensor& v, const at::Tensor& kept) {
  const auto indices = kept.nonzero().flatten();
  Update update{indices.to(at::kInt), v.index_select(0, indices), false};
  v.masked_fill_(kept, 0);
  return update;
}

}  // namespace

void velocity(at::Tensor& u, const at::Tensor& g, const at::Tensor& w, std::span<const Segment> segments,
              const Descent& descent) {
  for (const auto& [begin, end, rateFactor, decayFactor] : segments) {
    auto part = u.narrow(0, begin, end - begin);
    const auto decayed = g.narrow(0, begin, end - begin)
                             .add(w.narrow(0, begin, end - begin), static_cast<float>(descent.decay * decayFactor));
    part.mul_(static_cast<float>(descent.momentum))
        .sub_(decayed, static_cast<float>(descent.rate * rateFactor));
  }
}

at::Tensor mean(std::span<const at::Tensor> vectors) {
  auto sum = vectors.front().clone();
  for (const auto& vector : vectors.subspan(1)) sum.add_(vector);
  return sum.mul_(1.0 / static_cast<double>(vectors.size()));
}

Update takeSignificant(at::Tensor& v, const at::Tensor& w, double threshold, const Wire& wire) {
  const auto kept = v.abs() > w.abs() * static_cast<float>(threshold);
  if (wire.denseIsSmaller(kept.count_nonzero().item<std::int64_t>(), v.numel())) {
    Update all{{}, v.clone(), true};
    v.zero_();
    return all;
  }
  return takeWhere(v, kept);
}

Update takeLargest(at::Tensor& v, std::int64_t k) {
  const auto magnitudes = v.abs();
  const auto smallest = std::get<0>(magnitudes.topk(k)).min();
  return takeWhere(v, (magnitudes >= smallest).logical_and(v != 0));
}

void clear(at::Tensor& u, const Update& update) {
  if (update.dense) {
    u.zero_();
  } else {
    u.index_fill_(0, update.indices.to(at::kLong), 0);
  }
}

void apply(at::Tensor& w, const Update& update) { w.index_add_(0, update.indices.to(at::kLong), update.values); }

}  // namespace generic
}  // namespace lab::flat
