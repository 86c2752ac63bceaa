#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "engine/core/events.h"
#include "engine/record/log_row.h"

// Which field of which event is which data set: the one place that says so. The writer and the reader are two
// visitors of it, so they cannot disagree.
namespace lab::record {

/// Values of /order: the low four bits. The contract of the file: never renumber, only add.
enum class Code : std::uint8_t {
  Training = 1,
  Evaluation = 2,
  Communication = 3,
  Divergence = 4,
  Decision = 5,
  Diverged = 6,
  Checkpoint = 7,
  Paused = 8,
  Resumed = 9,
  Changed = 10,
};

inline constexpr std::uint8_t kUnwritten = 0xFF;  ///< the fill value
inline constexpr std::uint8_t kCodeMask = 0x0F;
inline constexpr std::uint8_t kFirstPart =
    0x10;  ///< class accuracy, weight distances or pair accuracy is there
inline constexpr std::uint8_t kSecondPart = 0x20;  ///< cross accuracy or norm divergence is there
inline constexpr std::uint8_t kThirdPart = 0x40;   ///< the size of held-back updates is there

template <class Point, class E>
concept Is = std::same_as<std::remove_const_t<Point>, E>;

// A visitor has column(path, field), derived(path, value) for what only the writer needs, part(bit, path,
// field) for what may be empty, layers(bit, field) for the normalization layers and record(path, fields...)
// for a compound.

template <class Visitor, Is<TrainingPoint> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.column("/training/iteration", point.iteration);
  visitor.column("/training/loss", point.loss);
  visitor.derived("/training/learning_rate", static_cast<float>(point.learningRate));
  visitor.column("/training/learning_rate_exact", point.learningRate);
}

template <class Visitor, Is<EvaluationPoint> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.column("/evaluation/iteration", point.iteration);
  visitor.column("/evaluation/epoch", point.epoch);
  visitor.column("/evaluation/seconds", point.seconds);
  visitor.column("/evaluation/bytes", point.bytes);
  visitor.column("/evaluation/accuracy", point.accuracy);
  visitor.column("/evaluation/loss", point.loss);
  visitor.column("/evaluation/mean_accuracy", point.meanAccuracy);
  visitor.column("/evaluation/global_accuracy", point.globalAccuracy);
  visitor.column("/evaluation/global_loss", point.globalLoss);
  visitor.part(kFirstPart, "/evaluation/class_accuracy", point.classAccuracy);
  visitor.part(kSecondPart, "/evaluation/cross_accuracy", point.crossAccuracy);
  visitor.column("/evaluation/weight_hash", point.weightHash);
}

template <class Visitor, Is<CommunicationPoint> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.column("/communication/iteration", point.iteration);
  visitor.column("/communication/epoch", point.epoch);
  visitor.column("/communication/seconds", point.seconds);
  visitor.column("/communication/bytes", point.bytes);
  visitor.column("/communication/values", point.values);
  visitor.column("/communication/bytes_by_kind", point.bytesByKind);
  visitor.column("/communication/bsp_bytes", point.bspBytes);
  visitor.column("/communication/bsp_values", point.bspValues);
}

template <class Visitor, Is<DivergencePoint> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.column("/divergence/iteration", point.iteration);
  visitor.part(kFirstPart, "/divergence/weights", point.weights);
  visitor.layers(kSecondPart, point.norm);
  visitor.part(kThirdPart, "/divergence/updates", point.updates);
}

template <class Visitor, Is<SkewScoutDecision> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.record("/skewscout/decisions", point.iteration, point.thetaBefore, point.thetaAfter,
                 point.accuracyLoss, point.communication, point.objective, point.action, point.reason,
                 point.lossTerm, point.trafficTerm, point.tolerated);
  visitor.column("/skewscout/hosts", point.hosts);
  visitor.part(kFirstPart, "/skewscout/pair_accuracy", point.pairAccuracy);
}

template <class Visitor, Is<SettingChanged> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.record("/changes", point.iteration, point.field, point.before, point.after);
}

template <class Visitor, Is<LogRow> Point>
void visit(Visitor& visitor, Point& point) {
  visitor.record("/log", point.time, point.level, point.message, point.iteration, point.code,
                 point.partition);
}

}  // namespace lab::record
