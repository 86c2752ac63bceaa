#include "engine/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lab {
namespace {

// In iterations: a number up to 1 is a fraction of the run.
double place(double given, double iterations) {
  return given <= 1 ? given * iterations : given;
}

double multistep(const ScheduleSpec& schedule, double iteration, double iterations) {
  constexpr double kRounding = 1e-6;  // 0.07 * 100 is a little more than 7
  double factor = 1;
  for (const double milestone : schedule.milestones) {
    if (iteration >= place(milestone, iterations) - kRounding) factor *= schedule.factor;
  }
  return factor;
}

double warmup(const ScheduleSpec& schedule, double iteration, double iterations) {
  return std::min(1.0, (iteration + 1) / std::max(1.0, place(schedule.warmup, iterations)));
}

double scheduled(const ScheduleSpec& schedule, double t, double length) {
  switch (schedule.kind) {
    case ScheduleKind::Constant:
      return 1;
    case ScheduleKind::Multistep:
      return multistep(schedule, t, length);
    case ScheduleKind::Cosine:
      return 0.5 * (1 + std::cos(std::numbers::pi * t / length));
    case ScheduleKind::Poly:
      return std::pow(1 - t / length, schedule.power);
  }
  return 1;
}

}  // namespace

double rateFactor(const ScheduleSpec& schedule, std::int64_t iteration, std::int64_t iterations) {
  const auto t = static_cast<double>(iteration);
  const auto length = static_cast<double>(iterations);
  return warmup(schedule, t, length) * scheduled(schedule, t, length);
}

double leniency(const ExperimentSpec& spec, std::int64_t iteration, std::int64_t iterations) {
  const auto& schedule = spec.training.schedule;
  const std::int64_t lastTenth = iterations - iterations / 10 - 1;
  const double ratio =
      rateFactor(schedule, iteration, iterations) / rateFactor(schedule, lastTenth, iterations);
  return std::pow(std::max(1.0, ratio), spec.skewscout.leniency);
}

double iterationsPerEpoch(const ExperimentSpec& spec, std::int64_t samples) {
  return static_cast<double>(samples) / static_cast<double>(spec.partitions * spec.training.batchSize);
}

std::int64_t plannedIterations(const ExperimentSpec& spec, std::int64_t samples) {
  if (spec.training.iterations > 0) return spec.training.iterations;
  return std::max<std::int64_t>(1, std::llround(spec.training.epochs * iterationsPerEpoch(spec, samples)));
}

}  // namespace lab
