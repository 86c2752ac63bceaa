#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/record/h5.h"
#include "engine/record/schema.h"

namespace lab::record {

/// A run file open for reading, whole or still growing. Everything throws Error{Data}.
class RunReader {
 public:
  /// Also checks that it is a run file of a version this program knows.
  explicit RunReader(const std::filesystem::path& path);

  [[nodiscard]] RunStarted started() const;
  [[nodiscard]] RunStatus status()
      const;                             ///< Running while its writer lives, Interrupted when it was cut off.
  [[nodiscard]] RunEnded ended() const;  ///< What /end and /status say; only of a run that has ended.

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] h5::DataSet open(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& path) const;
  [[nodiscard]] std::string created() const;

  /// Rows that all data sets of an axis have: a killed writer may have got further in some than in others.
  [[nodiscard]] std::uint64_t rows(Axis axis) const;

 private:
  [[nodiscard]] Layout readLayout() const;
  [[nodiscard]] KnobScale knob() const;
  [[nodiscard]] std::string twin() const;  // empty: a run that went alone
  [[nodiscard]] h5::Attribute attribute(const std::string& object, const std::string& name) const;
  template <class T>
  [[nodiscard]] T attribute(const std::string& object, const std::string& name) const;
  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& path) const;

  std::filesystem::path path_;
  bool live_ =
      false;  // before the file is opened: a writer that ends meanwhile has then written how it ended
  h5::File file_;
  Layout layout_;
  std::vector<Column> columns_;
};

/// Calls `each` for every event between RunStarted and RunEnded, in order, up to the last one that is
/// complete. `time` is the moment in /log, empty for the series.
void forEachEvent(const RunReader& run,
                  const std::function<void(const Event&, const std::string& time)>& each);

}  // namespace lab::record
