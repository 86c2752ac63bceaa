#include "ui/inspector_texts.h"

#include <algorithm>
#include <array>

#include <QtGlobal>

namespace lab::ui {
namespace {

constexpr std::array kTexts{
    InspectorText{
        "accuracy", QT_TRANSLATE_NOOP("Inspector", "Accuracy"),
        QT_TRANSLATE_NOOP("Inspector", "% of the test images of a partition's slice"),
        QT_TRANSLATE_NOOP("Inspector",
                          "accuracy_k = images whose largest logit is that of their class / "
                          "images tested. Mean: (1/K) sum_k accuracy_k. Gap: highest - "
                          "lowest, in points. Averaged: the model (1/K) sum_k w_k on the "
                          "whole test set."),
        QT_TRANSLATE_NOOP("Inspector",
                          "Label skew shows here first: models that see other labels come "
                          "apart, and the averaged model can fall below each of them."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on the results of the non-IID study")},
    InspectorText{"loss", QT_TRANSLATE_NOOP("Inspector", "Training loss"),
                  QT_TRANSLATE_NOOP("Inspector", "nats"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "loss_k = -(1/B) sum_i log softmax(z_i)[y_i] over the B images of a "
                                    "minibatch of partition k, averaged since the point before"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "Under label skew it falls while accuracy stands still: every "
                                    "partition fits its own few labels."),
                  QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on the set-up of the study")},
    InspectorText{
        "communication", QT_TRANSLATE_NOOP("Inspector", "Communication"),
        QT_TRANSLATE_NOOP("Inspector", "bytes sent by all partitions since the start"),
        QT_TRANSLATE_NOOP("Inspector",
                          "saving = what BSP would have sent / what was sent, in numbers "
                          "(values) or in bytes; BSP sends the whole model in every "
                          "iteration, and its line is computed, not measured"),
        QT_TRANSLATE_NOOP("Inspector",
                          "Decentralized algorithms exist to send less; how much less is "
                          "affordable depends on the skew."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, sections on the algorithms and on SkewScout")},
    InspectorText{"skewscout", QT_TRANSLATE_NOOP("Inspector", "SkewScout"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "knob in its own unit; accuracy loss in points; objective without "
                                    "a unit"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "minimise lambda_AL max(0, AL - sigma_AL) + lambda_C C / CM over "
                                    "the knob's settings; AL: accuracy lost away from home, C / CM: "
                                    "traffic as a share of BSP's"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "Nobody knows the skew beforehand; SkewScout measures what it does "
                                    "and turns the algorithm's knob accordingly."),
                  QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on SkewScout")},
    InspectorText{
        "decision", QT_TRANSLATE_NOOP("Inspector", "Decision of SkewScout"),
        QT_TRANSLATE_NOOP("Inspector", "knob in its own unit; loss in points; traffic in % of BSP's"),
        QT_TRANSLATE_NOOP("Inspector",
                          "loss term = lambda_AL max(0, AL - sigma_AL); traffic term = "
                          "lambda_C C / CM; the next setting is a neighbour on the ladder "
                          "that promises the lower sum"),
        QT_TRANSLATE_NOOP("Inspector", "A fork from here tells what another setting would have brought."),
        QT_TRANSLATE_NOOP("Inspector",
                          "Hsieh et al. 2020, section on SkewScout: adaptive communication "
                          "control")},
    InspectorText{
        "divergence", QT_TRANSLATE_NOOP("Inspector", "Divergence of models"),
        QT_TRANSLATE_NOOP("Inspector", "% of the norm of the mean model; held back: % of the weights"),
        QT_TRANSLATE_NOOP("Inspector",
                          "|w_k - w_mean| / |w_mean| (L2); held back: mean |update not yet "
                          "shared / weight|"),
        QT_TRANSLATE_NOOP("Inspector", "Models that drift apart cannot be averaged without a loss."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on why the algorithms fail")},
    InspectorText{
        "layer", QT_TRANSLATE_NOOP("Inspector", "Divergence of minibatch means"),
        QT_TRANSLATE_NOOP("Inspector", "% of the mean of both, the median over the channels of a layer"),
        QT_TRANSLATE_NOOP("Inspector",
                          "|m_i(c) - m_j(c)| / |(m_i(c) + m_j(c)) / 2| per channel c, averaged "
                          "over pairs of partitions"),
        QT_TRANSLATE_NOOP("Inspector",
                          "BatchNorm normalizes with these means; where they differ, the "
                          "shared statistics fit no partition, and even BSP loses accuracy."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on batch normalization")},
    InspectorText{
        "partition", QT_TRANSLATE_NOOP("Inspector", "Labels of the partitions"),
        QT_TRANSLATE_NOOP("Inspector", "training images; distances between 0 and 1"),
        QT_TRANSLATE_NOOP("Inspector",
                          "total variation = mean over pairs of (1/2) sum_c |q_i(c) - q_j(c)|, "
                          "q_k: label distribution of partition k; degree of skew: the share "
                          "of the data that is split by label"),
        QT_TRANSLATE_NOOP("Inspector", "The degree of skew decides how hard decentralized learning is."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on the degree of skewness")},
    InspectorText{"classes", QT_TRANSLATE_NOOP("Inspector", "Accuracy by class"),
                  QT_TRANSLATE_NOOP("Inspector", "% of the partition's test images of the class"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "right(c, k) = test images of class c that the model of partition k "
                                    "classifies as c / its test images of class c"),
                  QT_TRANSLATE_NOOP("Inspector",
                                    "A class that a partition has never trained on is known to its model "
                                    "only through what the others send."),
                  QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on why the algorithms fail")},
    InspectorText{
        "travel", QT_TRANSLATE_NOOP("Inspector", "Model travelling"),
        QT_TRANSLATE_NOOP("Inspector", "percentage points"),
        QT_TRANSLATE_NOOP("Inspector",
                          "lost = accuracy of the model on a sample of its home's training "
                          "images - its accuracy on the host's; AL: the mean over the "
                          "partitions"),
        QT_TRANSLATE_NOOP("Inspector",
                          "It measures what the skew costs without sending any data, and is "
                          "what SkewScout decides by."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on SkewScout: model travelling")},
    InspectorText{
        "network", QT_TRANSLATE_NOOP("Inspector", "Partition in the network"),
        QT_TRANSLATE_NOOP("Inspector", "bytes put out for all others; a message to all counts once"),
        QT_TRANSLATE_NOOP("Inspector",
                          "sent lately = bytes within the last twentieth of the run; "
                          "since the start = their sum"),
        QT_TRANSLATE_NOOP("Inspector",
                          "Partitions stand in different places in the world, and links "
                          "between them are slow and dear."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al., NSDI 2017 (Gaia); Hsieh et al. 2020, introduction")},
    InspectorText{
        "edge", QT_TRANSLATE_NOOP("Inspector", "Link between two partitions"),
        QT_TRANSLATE_NOOP("Inspector", "bytes, both ways; age in iterations"),
        QT_TRANSLATE_NOOP("Inspector",
                          "bytes(a, b) = what a and b have put out for all + models that "
                          "travelled between them; age = iterations since either has sent"),
        QT_TRANSLATE_NOOP("Inspector", "A link that rests for long lets its two models drift apart."),
        QT_TRANSLATE_NOOP("Inspector", "Hsieh et al. 2020, section on the algorithms")}};

}  // namespace

std::span<const InspectorText> inspectorTexts() {
  return kTexts;
}

const InspectorText* inspectorText(std::string_view subject) {
  const auto found = std::ranges::find(kTexts, subject, &InspectorText::subject);
  return found == kTexts.end() ? nullptr : &*found;
}

}  // namespace lab::ui
