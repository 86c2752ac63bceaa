#pragma once

#include <string>
#include <vector>

#include "tests/ui/views/fake_run.h"
#include "ui/figure/figure.h"

namespace lab::ui::test {

/// A run that has ended, labelled as in a legend. Its experiment is Gaia.
[[nodiscard]] FigureRun run(const std::string& label, const FakeRun& fake = {});

/// The default figure of some views.
[[nodiscard]] FigureSpec showing(std::vector<std::string> views);

}  // namespace lab::ui::test
