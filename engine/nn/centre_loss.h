#pragma once

#include <ATen/core/Tensor.h>

namespace lab {

// Centre loss (Wen et al. 2016, as in the authors' CenterLoss layer): features of one class shall lie close
// together. Features x [N, F], one centre c [C, F] per class, labels y [N].

/// 1 / (2 N) sum_i |x_i - c_y(i)|^2, a scalar. Its gradient goes to the features alone: (x_i - c_y(i)) / N.
[[nodiscard]] at::Tensor centreDistance(const at::Tensor& features, const at::Tensor& centres,
                                        const at::Tensor& labels);

/// Adds what stands in for the centres' gradient, sum over the n_j images of class j of (c_j - x_i), / (n_j +
/// 1).
///
/// It is not the gradient. That would be weight / N sum_i (c_j - x_i): with a weight of 0.003 the centres
/// would hardly move, and how far would depend on how often a class happens to be in the minibatch. Divided
/// by n_j + 1, one step of rate 1 takes the centre to (c_j + sum_i x_i) / (n_j + 1), the mean of what it was
/// and of its images; a class that is not there stays where it is. Neither the weight of the loss nor N is in
/// it.
void addCentreDirection(at::Tensor& direction, const at::Tensor& features, const at::Tensor& centres,
                        const at::Tensor& labels);

}  // namespace lab
