#include "engine/record/schema.h"

namespace lab::record {
namespace {

using h5::Element;
using h5::Field;
using h5::Type;

constexpr Element kInt64{Type::Int64};
constexpr Element kInt32{Type::Int32};
constexpr Element kUInt64{Type::UInt64};
constexpr Element kFloat{Type::Float32};
constexpr Element kDouble{Type::Float64};
constexpr Element kText{Type::Text};  // as long as its content

constexpr Element text(std::size_t bytes) {
  return {Type::Text, bytes};
}

bool perClass(const Layout& layout) {
  return layout.classAccuracy;
}
bool cross(const Layout& layout) {
  return layout.crossAccuracy;
}
bool skewscout(const Layout& layout) {
  return layout.skewscout;
}
bool weights(const Layout& layout) {
  return layout.weightDivergence;
}
bool norm(const Layout& layout) {
  return !layout.layers.empty();
}
bool updates(const Layout& layout) {
  return layout.updateSize;
}
bool changes(const Layout& layout) {
  return layout.changes;
}
bool divergence(const Layout& layout) {
  return weights(layout) || norm(layout) || updates(layout);
}

// clang-format off
std::vector<Field> decisionFields() {
  return {{"iteration", kInt64, "iterations"},   {"theta_before", kDouble, "algorithm's own"},
          {"theta_after", kDouble, "algorithm's own"}, {"accuracy_loss", kDouble, "fraction"},
          {"communication", kDouble, "share of BSP"}, {"objective", kDouble, "none"},
          {"action", text(16), "text"},          {"reason", text(256), "text"},
          {"loss_term", kDouble, "none"},        {"traffic_term", kDouble, "none"},
          {"tolerated", kDouble, "fraction"}};
}

std::vector<Field> logFields() {
  return {{"time", text(24), "ISO 8601, UTC"}, {"level", text(8), "text"},
          {"message", text(256), "text"},      {"iteration", kInt64, "iterations"},
          {"code", {Type::UInt8}, "order code"}, {"partition", {Type::Int32}, "partition number"}};
}

std::vector<Field> changeFields() {
  return {{"iteration", kInt64, "iterations"}, {"field", text(64), "text"}, {"before", text(128), "JSON"},
          {"after", text(128), "JSON"}};
}

std::vector<Row> fixedRows() {
  using enum Dim;
  constexpr Axis kFixed = Axis::Fixed;
  return {
      {"/spec", kFixed, kText, {}, "JSON", "the experiment with every default resolved"},
      {"/environment", kFixed, kText, {}, "JSON", "program, libraries, machine, threads, hashes"},
      {"/status", kFixed, text(16), {}, "text", "running, finished, stopped or failed; rewritten at the end"},
      {"/end/iteration", kFixed, kInt64, {}, "iterations", "where the run ended; -1 before"},
      {"/end/seconds", kFixed, kDouble, {}, "seconds", "training time without pauses; NaN until then"},
      {"/end/error", kFixed, text(1024), {}, "text", "why the run failed; empty otherwise"},
      {"/partitions/label_counts", kFixed, kInt64, {Partitions, Classes}, "samples",
       "training samples by partition and class"},
      {"/partitions/test_label_counts", kFixed, kInt64, {Partitions, Classes}, "samples",
       "samples of each partition's test slice by class"},
      {"/partitions/offsets", kFixed, kInt64, {Bounds}, "entries",
       "partition k owns indices[offsets[k]] up to, but without, indices[offsets[k + 1]]"},
      {"/partitions/indices", kFixed, kInt64, {Samples}, "sample number", "training samples by partition"},
      {"/partitions/class_names", kFixed, kText, {Classes}, "text", "names of the classes"},
      {"/skewscout/ladder", kFixed, kDouble, {Rungs}, "algorithm's own",
       "settings of the knob that its attributes name, from talkative to silent", skewscout},
  };
}

std::vector<Row> evaluationRows() {
  using enum Dim;
  constexpr Axis kAxis = Axis::Evaluation;
  return {
      {"/evaluation/iteration", kAxis, kInt64, {}, "iterations", "minibatches every partition has had"},
      {"/evaluation/epoch", kAxis, kDouble, {}, "epochs", "passes over the whole training set"},
      {"/evaluation/seconds", kAxis, kDouble, {}, "seconds", "wall time of training without pauses"},
      {"/evaluation/bytes", kAxis, kInt64, {}, "bytes", "sent by all partitions so far"},
      {"/evaluation/accuracy", kAxis, kFloat, {Partitions}, "fraction",
       "of each partition's model on its own test slice, or on the whole test set if the spec says so"},
      {"/evaluation/loss", kAxis, kFloat, {Partitions}, "nats", "mean cross-entropy on the same samples"},
      {"/evaluation/mean_accuracy", kAxis, kFloat, {}, "fraction", "mean over partitions of accuracy"},
      {"/evaluation/global_accuracy", kAxis, kFloat, {}, "fraction", "averaged model on the whole test set"},
      {"/evaluation/global_loss", kAxis, kFloat, {}, "nats", "averaged model on the whole test set"},
      {"/evaluation/class_accuracy", kAxis, kFloat, {Partitions, Classes}, "fraction",
       "accuracy by class; NaN where a slice holds no such class", perClass},
      {"/evaluation/cross_accuracy", kAxis, kFloat, {Partitions, Partitions}, "fraction",
       "model i on partition j's training sample", cross},
      {"/evaluation/weight_hash", kAxis, kUInt64, {}, "hash", "over the weights of all replicas"},
  };
}

std::vector<Row> trafficRows() {
  using enum Dim;
  constexpr Axis kTrain = Axis::Training;
  constexpr Axis kSend = Axis::Communication;
  return {
      {"/training/iteration", kTrain, kInt64, {}, "iterations", "minibatches every partition has had"},
      {"/training/loss", kTrain, kFloat, {Partitions}, "nats", "mean training loss since the point before"},
      {"/training/learning_rate", kTrain, kFloat, {}, "1", "rate of the mean gradient over all partitions"},
      {"/training/learning_rate_exact", kTrain, kDouble, {}, "1", "the same rate in double precision"},
      {"/communication/iteration", kSend, kInt64, {}, "iterations", "minibatches every partition has had"},
      {"/communication/epoch", kSend, kDouble, {}, "epochs", "passes over the whole training set"},
      {"/communication/seconds", kSend, kDouble, {}, "seconds", "wall time of training without pauses"},
      {"/communication/bytes", kSend, kInt64, {Partitions}, "bytes", "sent by partition k so far"},
      {"/communication/values", kSend, kInt64, {Partitions}, "numbers",
       "float32 numbers sent by partition k so far, indices not counted"},
      {"/communication/bytes_by_kind", kSend, kInt64, {Kinds}, "bytes",
       "sent by all partitions so far, by the kinds of the attribute"},
      {"/communication/bsp_bytes", kSend, kInt64, {}, "bytes", "what BSP would have sent by then"},
      {"/communication/bsp_values", kSend, kInt64, {}, "numbers", "what BSP would have sent by then"},
  };
}

std::vector<Row> otherRows() {
  using enum Dim;
  constexpr Axis kApart = Axis::Divergence;
  return {
      {"/skewscout/decisions", Axis::Decision, {}, {}, "", "every decision of the controller", skewscout,
       decisionFields()},
      {"/skewscout/pair_accuracy", Axis::Decision, kFloat, {Partitions, Places}, "fraction",
       "home and away accuracy of every travelled model", skewscout},
      {"/skewscout/hosts", Axis::Decision, kInt32, {Partitions}, "partition number",
       "where the model of each partition has been", skewscout},
      {"/divergence/iteration", kApart, kInt64, {}, "iterations", "minibatches every partition has had",
       divergence},
      {"/divergence/weights", kApart, kFloat, {Partitions}, "relative L2 distance",
       "of replica k from the mean replica", weights},
      {"/divergence/updates", kApart, kFloat, {Partitions}, "relative size",
       "mean of abs(held-back update / weight) over what partition k holds back; NaN when that is nothing", updates},
      {"/divergence/norm/<layer>", kApart, kFloat, {Channels}, "relative difference",
       "of minibatch means by channel, mean over pairs of partitions; NaN where it is not defined", norm},
      {"/changes", Axis::Change, {}, {}, "", "settings that were changed while the run went", changes,
       changeFields()},
      {"/log", Axis::Log, {}, {}, "", "what else happened", nullptr, logFields()},
      {"/order", Axis::Order, {Type::UInt8}, {}, "code",
       "one code per event as they happened; low four bits: the attribute; high bits: optional parts"},
  };
}
// clang-format on

std::vector<Row> allRows() {
  std::vector<Row> rows = fixedRows();
  for (const auto& more : {evaluationRows(), trafficRows(), otherRows()}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  return rows;
}

}  // namespace

const std::vector<Row>& schema() {
  static const std::vector<Row> rows = allRows();
  return rows;
}

}  // namespace lab::record
