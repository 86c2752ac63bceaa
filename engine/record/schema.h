#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/events.h"
#include "engine/record/plan.h"

namespace lab::record {

inline constexpr std::int64_t kFormatVersion = 1;
inline constexpr std::string_view kFormat = "skewlab-run";

/// What decides which data sets a run file has and how large their rows are.
struct Layout {
  std::size_t partitions = 0;
  std::size_t classes = 0;
  std::size_t samples = 0;          ///< entries of the index map
  std::vector<NormLayer> layers{};  ///< compared normalization layers
  bool classAccuracy = true;
  bool crossAccuracy = false;
  bool skewscout = false;
  std::size_t rungs = 0;  ///< settings of the knob
  bool weightDivergence = true;
  bool updateSize = true;
  bool changes = true;  ///< false in files of earlier programs
};

/// The switches are read from the spec; where it is silent, the spec's defaults hold.
[[nodiscard]] Layout layoutOf(const RunStarted& started);

/// What a data set grows along: all of one axis have the same length.
enum class Axis { Fixed, Evaluation, Training, Communication, Decision, Divergence, Log, Order, Change };

/// Letter of the axis in FORMAT.md, e.g. "E"; empty for Fixed.
[[nodiscard]] std::string_view letter(Axis axis);

enum class Dim { Partitions, Bounds, Classes, Samples, Kinds, Places, Rungs, Channels };

/// Letter or number of the dimension in FORMAT.md, e.g. "K".
[[nodiscard]] std::string_view letter(Dim dim);

/// One data set of the format. Creation, reading, CSV and the table in FORMAT.md derive from these rows.
struct Row {
  std::string_view path;  ///< "<layer>" stands for the name of every compared normalization layer
  Axis axis = Axis::Fixed;
  h5::Element element{};
  std::vector<Dim> shape{};  ///< of one row of a growing data set, of the whole otherwise
  std::string_view unit{};   ///< of a compound: derived from its fields
  std::string_view description{};
  bool (*when)(const Layout&) = nullptr;  ///< null: always
  std::vector<h5::Field> fields{};        ///< of a compound
};

[[nodiscard]] const std::vector<Row>& schema();

/// A row of the schema in one run.
struct Column {
  h5::Plan plan;
  const Row* row = nullptr;
  std::string layer{};  ///< of a normalization layer's data set
};

[[nodiscard]] std::vector<Column> columns(const Layout& layout);

/// The data set of one normalization layer; a slash in its name becomes an underscore.
[[nodiscard]] std::string normPath(std::string_view layer);

}  // namespace lab::record
