#pragma once

#include <cstdint>

namespace lab {

/// What model travelling has found out since the decision before. Numbers only: a controller sees no tensor.
struct TravelReport {
  std::int64_t iteration = 0;
  double accuracyLoss = 0;  ///< AL as a fraction; NaN when it could not be measured
  double communication =
      0;                  ///< C / CM: numbers sent in the meantime, as a share of what BSP sends; no travel
  double rateFactor = 1;  ///< learning rate / training.learning_rate
  double leniency = 1;    ///< sigma_AL is tolerated so many times

  // Numbers sent since the run began, in what BSP sends in an iteration.
  double sent = 0;       ///< without travel
  double travelled = 0;  ///< by travels, this one included
  double travel = 0;     ///< by the next travel, as far as can be known
};

/// Both parts of the price of a knob's setting; NaN where the report is.
struct Price {
  double loss = 0;
  double traffic = 0;

  [[nodiscard]] double total() const { return loss + traffic; }
};

/// lambda_AL max(0, AL - sigma_AL) + lambda_C C / CM. With AL as a fraction and BSP's traffic as 1, the
/// defaults make 2 points of accuracy beyond the tolerance as dear as all of BSP's traffic. Source: paper,
/// section on SkewScout.
struct Objective {
  double lambdaAl = 50;
  double sigmaAl = 0.05;
  double lambdaC = 1;
  double sigmaAlLimit = 1;

  /// The accuracy loss that costs nothing: sigma_AL, as lenient as the report is, at most the limit.
  [[nodiscard]] double tolerated(const TravelReport& report) const;
  [[nodiscard]] Price price(const TravelReport& report) const;
};

}  // namespace lab
