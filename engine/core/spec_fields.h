#pragma once

#include <array>
#include <string_view>

#include "engine/core/spec.h"

namespace lab {

// Every fixed field of the spec, once: JSON, command line, validation and the form are all derived from this list.
// What belongs to a catalogue entry (algorithm.threshold, partition.skew, ...) is described by that entry instead.

namespace fields {

inline constexpr std::array kScheduleKinds{
    NamedValue{"constant", static_cast<double>(ScheduleKind::Constant), "the same rate throughout"},
    NamedValue{"multistep", static_cast<double>(ScheduleKind::Multistep), "times the factor at every milestone"},
    NamedValue{"cosine", static_cast<double>(ScheduleKind::Cosine), "half a cosine down to 0"},
    NamedValue{"poly", static_cast<double>(ScheduleKind::Poly), "(1 - t/length) ^ power"}};
inline constexpr std::array kMemoryFormats{
    NamedValue{"auto", static_cast<double>(MemoryFormat::Auto), "by network and normalization"},
    NamedValue{"contiguous", static_cast<double>(MemoryFormat::Contiguous), "NCHW"},
    NamedValue{"channels_last", static_cast<double>(MemoryFormat::ChannelsLast), "NHWC"}};
inline constexpr std::array kTestModes{
    NamedValue{"slices", static_cast<double>(TestMode::Slices), "each partition on its own IID slice (the paper's)"},
    NamedValue{"full", static_cast<double>(TestMode::Full), "each partition on the whole test set"}};

inline constexpr std::array kMeanImages{
    NamedValue{"global", static_cast<double>(MeanImage::Global), "as the data set says: of all training images"},
    NamedValue{"partition-0", static_cast<double>(MeanImage::Partition0),
               "the mean image of partition 0's training images, as in the authors' files"}};

inline constexpr double kMany = 1e12;

}  // namespace fields

/// Calls `visit(info, member)` for each fixed field, in the order of the file. `info.key` is the dotted key;
/// `member` is a reference to std::string, std::vector<std::string>, std::vector<double>, std::int64_t, double,
/// std::optional<double>, bool or one of the enums above (their ParamInfo is a Choice whose values are the enumerators).
/// `Spec` is ExperimentSpec or const ExperimentSpec.
template <class Spec, class Visitor>
void visitFields(Spec& spec, Visitor&& visit) {
  using fields::kMany;
  const auto text = [](std::string_view key, std::string_view title, std::string_view help) {
    return ParamInfo{.key = key, .title = title, .help = help};
  };
  const auto whole = [](std::string_view key, std::string_view title, std::string_view unit, double fallback,
                        double low, double high, std::string_view help, std::string_view source = {}) {
    return ParamInfo{.key = key, .title = title, .unit = unit, .kind = ParamKind::Integer, .fallback = fallback,
                     .low = low, .high = high, .help = help, .source = source};
  };
  const auto real = [](std::string_view key, std::string_view title, std::string_view unit, double fallback,
                       double low, double high, std::string_view help, std::string_view source = {}) {
    return ParamInfo{.key = key, .title = title, .unit = unit, .fallback = fallback, .low = low, .high = high,
                     .help = help, .source = source};
  };
  const auto flag = [](std::string_view key, std::string_view title, bool fallback, std::string_view help) {
    return ParamInfo{.key = key, .title = title, .kind = ParamKind::Boolean, .fallback = fallback ? 1.0 : 0.0,
                     .low = 0, .high = 1, .help = help};
  };
  const auto oneOf = [](std::string_view key, std::string_view title, std::span<const NamedValue> names,
                        double fallback, std::string_view help) {
    return ParamInfo{.key = key, .title = title, .kind = ParamKind::Choice, .fallback = fallback, .names = names,
                     .help = help};
  };

  visit(text("name", "Name", "What the run table and figures call this run."), spec.name);
  visit(text("notes", "Notes", "Anything worth remembering."), spec.notes);
  visit(text("tags", "Tags", "Words to find the run by."), spec.tags);
  visit(whole("seed", "Seed", "", 1, 0, 9007199254740991.0,
              "Every random number of the run comes from named streams of this seed."),
        spec.seed);

  visit(text("dataset.id", "Data set", "Which images to train on."), spec.dataset.id);
  visit(whole("dataset.train_limit", "Training images", "images", 0, 0, kMany, "Only the first so many; 0 means all."),
        spec.dataset.trainLimit);
  visit(whole("dataset.test_limit", "Test images", "images", 0, 0, kMany, "Only the first so many; 0 means all."),
        spec.dataset.testLimit);
  visit(text("dataset.augment", "Augmentation", "What is done to a training image before it is used: mirror, crop (4 pixels), mirror+crop or none."),
        spec.dataset.augment);
  visit(oneOf("dataset.mean", "Mean image", fields::kMeanImages, static_cast<double>(MeanImage::Global),
              "What is subtracted from every image, in training and in test."),
        spec.dataset.mean);

  visit(whole("partition.count", "Partitions", "partitions", 5, 1, 256,
              "How many participants hold a share of the training data.", "paper, CIFAR-10 study: 5"),
        spec.partitions);

  visit(whole("training.batch_size", "Minibatch", "images", 20, 1, 65536, "Images per partition and iteration.",
              "paper, K = 5"),
        spec.training.batchSize);
  visit(whole("training.iterations", "Iterations", "iterations", 0, 0, kMany,
              "Length of the run; 0 means that the epochs decide."),
        spec.training.iterations);
  visit(real("training.epochs", "Epochs", "epochs", 10, 0.001, 1e6,
             "Passes over the whole training set, all partitions together."),
        spec.training.epochs);
  visit(real("training.learning_rate", "Learning rate", "", 0.01, 0, 1000,
             "Rate of the mean gradient over all partitions.", "paper: 0.01 in total on CIFAR-10"),
        spec.training.learningRate);
  visit(real("training.momentum", "Momentum", "", 0.9, 0, 0.9999, "Share of the velocity that is kept.", "paper: 0.9"),
        spec.training.momentum);
  visit(real("training.weight_decay", "Weight decay", "", 0.0005, 0, 10, "Pull of every weight towards 0.",
             "paper: 0.0005"),
        spec.training.weightDecay);
  visit(oneOf("training.schedule.kind", "Schedule", fields::kScheduleKinds,
              static_cast<double>(ScheduleKind::Multistep), "How the learning rate falls."),
        spec.training.schedule.kind);
  visit(text("training.schedule.milestones", "Milestones",
             "Where the rate falls: numbers up to 1 are fractions of the run, larger ones iterations."),
        spec.training.schedule.milestones);
  visit(real("training.schedule.factor", "Factor", "", 0.1, 0, 1, "The rate is multiplied by it at every milestone."),
        spec.training.schedule.factor);
  visit(real("training.schedule.power", "Power", "", 0.5, 0, 10, "Exponent of the poly schedule."),
        spec.training.schedule.power);
  visit(real("training.schedule.warmup", "Warm-up", "", 0, 0, kMany,
             "The rate rises evenly from almost 0 for so long, whatever the schedule: up to 1 a fraction of the run, "
             "above it iterations; 0 for none.",
             "Goyal et al. 2017, section 2.2"),
        spec.training.schedule.warmup);
  visit(oneOf("training.memory_format", "Memory format", fields::kMemoryFormats,
              static_cast<double>(MemoryFormat::Auto),
              "Order of the numbers of an image in memory; a fixed rule chooses, because it changes bits."),
        spec.training.memoryFormat);
  visit(text("training.executor", "Executor", "What computes the network: auto or autograd."),
        spec.training.executor);

  visit(flag("skewscout.enabled", "SkewScout", false, "Let SkewScout move the algorithm's knob while it trains."),
        spec.skewscout.enabled);
  visit(whole("skewscout.period", "Period", "iterations", 500, 1, kMany,
              "Between two travels. One that falls into a local round of FederatedAveraging waits for its end.",
              "authors' configuration files"),
        spec.skewscout.period);
  visit(real("skewscout.sigma_al", "Tolerated loss", "fraction", 0.05, 0, 1, "Accuracy loss that costs nothing."),
        spec.skewscout.sigmaAl);
  visit(real("skewscout.lambda_al", "Weight of loss", "", 50, 0, 1e6, "In the objective."), spec.skewscout.lambdaAl);
  visit(real("skewscout.lambda_c", "Weight of traffic", "", 1, 0, 1e6, "In the objective."), spec.skewscout.lambdaC);
  visit(text("skewscout.search", "Search", "How the knob is moved."), spec.skewscout.search);
  visit(text("skewscout.ladder", "Ladder", "Settings of the knob from talkative to silent; empty: the algorithm's."),
        spec.skewscout.ladder);
  visit(text("skewscout.start", "Start", "Setting at the start; nothing: the algorithm's."), spec.skewscout.start);
  visit(whole("skewscout.sample", "Sample", "images", 500, 1, kMany, "Per evaluation of a travelled model."),
        spec.skewscout.sample);
  visit(text("skewscout.order", "Travel order",
             "Who visits whom: ring (the next partition), rotating (another distance each time) or random; not asked "
             "where the mean of all models travels, or nobody."),
        spec.skewscout.order);
  visit(text("skewscout.loss", "Accuracy loss",
             "home-minus-away: what a model loses when it travels. host-minus-guest: how much the host's own model is "
             "better on the host's data. home-minus-mean: what a partition would lose on its data if it gave its model "
             "up for the mean of all, which costs nothing to send right after an averaging. home-minus-shared: what it "
             "would lose on its data without the updates that it has not sent yet; nothing travels for that."),
        spec.skewscout.loss);
  visit(real("skewscout.leniency", "Leniency", "", 0, -4, 4,
             "0: the tolerated loss is the same all the time (paper). Above 0 it is more while the learning rate is high, "
             "because models that drift apart then may come together when it falls: times (rate / rate of the run's "
             "last tenth) to this power. Below 0 it is less, for what was not averaged while the rate is high is lost."),
        spec.skewscout.leniency);
  visit(real("skewscout.sigma_al_limit", "Tolerated at most", "fraction", 1, 0, 1,
             "The tolerated loss is never more than this, however high the learning rate."),
        spec.skewscout.sigmaAlLimit);
  visit(whole("skewscout.memory", "Memory", "decisions", 8, 1, 1e6,
              "After so many decisions the price of a setting is forgotten."),
        spec.skewscout.memory);
  visit(whole("skewscout.patience", "Patience", "decisions", 3, 1, 1e6,
              "After so many decisions without a move the period doubles."),
        spec.skewscout.patience);
  visit(whole("skewscout.longest_period", "Longest period", "periods", 8, 1, 1e6, "1: the period never grows."),
        spec.skewscout.longestPeriod);
  visit(real("skewscout.travel_share", "Travel's share", "fraction", 1, 0.001, 1,
             "Of all numbers sent. At the silent end of the ladder, while the models lose no more than the tolerated "
             "loss at its strictest, the next travel waits until travel makes up no more than this. 1: no such wait."),
        spec.skewscout.travelShare);

  visit(text("network.profile", "Network profile", "Between the partitions: wan, lan or custom."),
        spec.network.profile);
  visit(real("network.bandwidth_mbps", "Bandwidth", "Mbit/s", 100, 0.001, 1e6, "Of each partition's link."),
        spec.network.bandwidthMbps);
  visit(real("network.latency_ms", "Latency", "ms", 50, 0, 1e5, "One way."), spec.network.latencyMs);
  visit(whole("network.index_bytes", "Index size", "bytes", 4, 1, 8,
              "Of a sparse entry; 8 gives the authors' 12-byte entries.", "paper's code: 8"),
        spec.network.indexBytes);

  visit(whole("evaluation.every", "Evaluate every", "iterations", 100, 1, kMany, "Distance of the points."),
        spec.evaluation.every);
  visit(oneOf("evaluation.test", "Test set", fields::kTestModes, static_cast<double>(TestMode::Slices),
              "What each partition's model is tested on."),
        spec.evaluation.test);
  visit(flag("evaluation.per_class", "Per class", true, "Record the accuracy of every class."),
        spec.evaluation.perClass);
  visit(flag("evaluation.cross", "Cross evaluation", false, "Every model on every partition's training sample."),
        spec.evaluation.cross);

  visit(flag("diagnostics.norm_divergence", "Minibatch means", true,
             "Record how far the partitions' minibatch means are apart at every normalization layer."),
        spec.diagnostics.normDivergence);
  visit(flag("diagnostics.weight_divergence", "Weight distance", true,
             "Record how far every replica is from the mean replica."),
        spec.diagnostics.weightDivergence);
  visit(flag("diagnostics.update_size", "Held-back updates", true,
             "Record how large the updates that a partition has not shared are, relative to its weights."),
        spec.diagnostics.updateSize);
  visit(whole("diagnostics.every", "Diagnose every", "iterations", 100, 1, kMany, "Distance of the points."),
        spec.diagnostics.every);
  visit(whole("diagnostics.window", "Window", "minibatches", 100, 1, 100000,
              "Minibatches over which channel means are averaged before they are compared."),
        spec.diagnostics.window);

  visit(real("checkpoint.every_seconds", "Checkpoint every", "s", 30, 0, 1e6,
             "0: only when the run is stopped or interrupted."),
        spec.checkpoint.everySeconds);
  visit(whole("checkpoint.keep", "Keep", "checkpoints", 1, 1, 1000, "Older ones are removed."), spec.checkpoint.keep);
  visit(flag("checkpoint.at_decisions", "At decisions", false, "One more at every SkewScout decision."),
        spec.checkpoint.atDecisions);

  visit(real("stop.target_accuracy", "Stop at accuracy", "fraction", 0, 0, 1, "Of the mean over partitions; 0: never."),
        spec.stop.targetAccuracy);
  visit(flag("stop.on_divergence", "Stop on divergence", true, "End the run when a loss is no longer finite."),
        spec.stop.onDivergence);
}

}  // namespace lab
