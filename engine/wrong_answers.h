#pragma once

#include <filesystem>

#include "engine/core/wrong_answers.h"

namespace lab {

/// What a model of a run gets wrong, as of the run's newest checkpoint: a run file counts right answers, it
/// does not keep them. Takes seconds: never for the window's thread. Throws Error{Data} when there is no
/// checkpoint, or when it or the data set cannot be read.
[[nodiscard]] WrongAnswers wrongAnswersOf(const std::filesystem::path& run,
                                          const WrongAnswersQuestion& question);

}  // namespace lab
