#include "engine/control/objective.h"

#include <cmath>
#include <limits>

namespace lab {

Price Objective::price(const TravelReport& report) const {
  const double excess = report.accuracyLoss - sigmaAl;
  const bool measured = std::isfinite(report.accuracyLoss);
  const double loss = measured ? lambdaAl * std::fmax(0, excess) : std::numeric_limits<double>::quiet_NaN();
  return {.loss = loss, .traffic = lambdaC * report.communication};
}

}  // namespace lab
