#pragma once

#include <QObject>
#include <QTimer>

#include "engine/core/spec.h"
#include "engine/validate.h"

namespace lab::ui {

/// Computes the split a form describes while it is being edited: in the background, once the user rests, one
/// at a time, and only when something that matters for it has changed.
class PreviewFeeder final : public QObject {
  Q_OBJECT

 public:
  explicit PreviewFeeder(QObject* parent = nullptr);

  void follow(const ExperimentSpec& spec);

 Q_SIGNALS:
  void ready(const lab::PartitionPreview& preview);
  void failed(const QString& sentence);  ///< the spec describes no split

 private:
  void compute();

  QTimer rest_;
  ExperimentSpec wanted_;
  ExperimentSpec computed_;
  bool any_ = false;  // computed_ means something
  bool busy_ = false;
};

/// Whether both describe the same split of the same images.
[[nodiscard]] bool sameSplit(const ExperimentSpec& a, const ExperimentSpec& b);

/// "5 partitions, 480 to 1 200 images; total variation 0.83, Jensen-Shannon 0.79"
[[nodiscard]] QString previewSentence(const PartitionPreview& preview);

}  // namespace lab::ui
