#include "ui/sample_feeder.h"

#include "engine/sample_images.h"
#include "ui/bridge/background.h"
#include "ui/preview_feeder.h"

namespace lab::ui {

void SampleFeeder::want(const ExperimentSpec& spec, const SampleQuestion& question) {
  wanted_ = {spec, question};
  load();
}

bool SampleFeeder::answered() const {
  return loaded_ && sameSplit(loaded_->spec, wanted_.spec) && loaded_->question == wanted_.question;
}

void SampleFeeder::load() {
  if (busy_) return;
  if (answered()) {
    if (answer_) Q_EMIT ready(*answer_);
    return;
  }
  busy_ = true;
  loaded_ = wanted_;
  answer_.reset();
  inBackground(
      this, [wish = wanted_] { return sampleImagesOf(wish.spec, wish.question); },
      [this](const Outcome<SampleImages>& outcome) {
        busy_ = false;
        answer_ = outcome.value;
        if (!outcome.value) Q_EMIT failed(outcome.problem);
        load();  // what is wanted by now
      });
}

}  // namespace lab::ui
