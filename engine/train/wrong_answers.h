#pragma once

#include "engine/core/spec.h"
#include "engine/core/wrong_answers.h"
#include "engine/train/checkpoint.h"

namespace lab {

/// Builds the experiment again on the CPU, gives its models what the checkpoint holds, and tests one of them as an
/// evaluation of that iteration would. Takes as long as a start and an evaluation, on one core; never for the
/// window's thread. Throws Error, and whatever LibTorch throws.
[[nodiscard]] WrongAnswers wrongAnswers(const ExperimentSpec& spec, const Checkpoint& checkpoint,
                                        const WrongAnswersQuestion& question);

}  // namespace lab
