#pragma once

#include <optional>

#include <QObject>

#include "engine/core/sample_images.h"
#include "engine/core/spec.h"

namespace lab::ui {

/// Loads training images of a split in the background: one answer at a time, the latest wish only.
class SampleFeeder final : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// What was answered last is said again at once.
  void want(const ExperimentSpec& spec, const SampleQuestion& question);
  [[nodiscard]] const SampleQuestion& question() const { return wanted_.question; }

 Q_SIGNALS:
  void ready(const lab::SampleImages& samples);
  void failed(const QString& sentence);

 private:
  struct Wish {
    ExperimentSpec spec;
    SampleQuestion question;
  };
  [[nodiscard]] bool answered() const;
  void load();

  Wish wanted_;
  std::optional<Wish> loaded_;            // or being loaded
  std::optional<SampleImages> answer_;  // to that; nothing when there is none
  bool busy_ = false;
};

}  // namespace lab::ui
