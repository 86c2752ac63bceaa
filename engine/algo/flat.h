#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/nn/plan.h"

namespace lab::flat {

// The operations algorithms are written in, over contiguous float32 vectors on one device: the fused loops of
// kernels.h on the CPU, ATen elsewhere.

/// What one replica puts on the wire.
struct Update {
  at::Tensor indices;  ///< [s] int32, ascending; undefined when dense
  at::Tensor values;   ///< [s], or [n] when dense
  bool dense = false;

  [[nodiscard]] std::int64_t size() const { return values.numel(); }
};

struct Descent {
  double rate = 0;
  double momentum = 0;
  double decay = 0;
};

/// u <- momentum u - (rate lr_mult) (g + (decay decay_mult) w), each stretch with its own factors.
void velocity(at::Tensor& u, const at::Tensor& g, const at::Tensor& w, std::span<const Segment> segments,
              const Descent& descent);

/// w <- w + u
void add(at::Tensor& w, const at::Tensor& u);

/// Mean of vectors of equal length, added in their order.
[[nodiscard]] at::Tensor mean(std::span<const at::Tensor> vectors);

/// When to send the whole vector instead of entries: as soon as the entries would be at least as large.
struct Wire {
  std::int64_t indexBytes = 4;
  [[nodiscard]] bool denseIsSmaller(std::int64_t entries, std::int64_t size) const;
};

/// Gaia: moves the entries of v with |v / w| > threshold out of v. When the sparse message would be at least as large
/// as the dense one, all of v goes, insignificant entries included (paper 3.2).
[[nodiscard]] Update takeSignificant(at::Tensor& v, const at::Tensor& w, double threshold, const Wire& wire);

/// DGC: moves the k entries of v with the largest magnitude out of v (ties included, zeros never).
[[nodiscard]] Update takeLargest(at::Tensor& v, std::int64_t k);

/// u <- 0 wherever `update` has an entry.
void clear(at::Tensor& u, const Update& update);

/// w <- w + update
void apply(at::Tensor& w, const Update& update);

namespace generic {

// The same in ATen alone: what runs on devices other than the CPU, tested on the CPU against the loops.
void velocity(at::Tensor& u, const at::Tensor& g, const at::Tensor& w, std::span<const Segment> segments,
              const Descent& descent);
[[nodiscard]] at::Tensor mean(std::span<const at::Tensor> vectors);
[[nodiscard]] Update takeSignificant(at::Tensor& v, const at::Tensor& w, double threshold, const Wire& wire);
[[nodiscard]] Update takeLargest(at::Tensor& v, std::int64_t k);
void clear(at::Tensor& u, const Update& update);
void apply(at::Tensor& w, const Update& update);

}  // namespace generic
}  // namespace lab::flat
