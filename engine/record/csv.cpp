#include <array>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/ledger.h"
#include "engine/record/csv_sheet.h"
#include "engine/record/replay.h"
#include "engine/record/run_reader.h"

namespace lab {
namespace {

using record::Axis;
using record::Column;
using record::Dim;
using record::RunReader;
using record::Sheet;
using record::titled;

// A data set in memory, and what its numbers are called.
struct Table {
  const Column* column = nullptr;
  h5::Bytes bytes{};
  std::vector<std::string> classes{};

  [[nodiscard]] std::string name() const {
    return column->plan.path.substr(column->plan.path.rfind('/') + 1);
  }
  [[nodiscard]] std::string label(Dim dim, std::size_t index) const {
    constexpr std::array<std::string_view, 2> kPlaces{"home", "away"};
    if (dim == Dim::Classes) return classes.at(index);
    if (dim == Dim::Kinds) return std::string(kTrafficNames.at(index));
    if (dim == Dim::Places) return std::string(kPlaces.at(index));
    return std::to_string(index);
  }
  [[nodiscard]] const std::byte* at(std::uint64_t row, std::size_t index) const {
    const std::size_t size = column->plan.rowBytes();
    return bytes.data() + row * size + index * column->plan.element.bytes();
  }
  // A table by the side of others has one column for each number of a row.
  [[nodiscard]] bool wide() const { return column->row->shape.size() <= 1 && column->layer.empty(); }
};

void wideHeader(Sheet& sheet, const Table& table) {
  const auto& plan = table.column->plan;
  for (const auto& field : plan.fields) sheet.cell(titled(field.name, field.unit));
  if (!plan.fields.empty()) return;
  if (plan.shape.empty()) return sheet.cell(titled(table.name(), plan.unit));
  for (std::size_t i = 0; i < plan.shape.front(); ++i) {
    sheet.cell(titled(table.name() + "_" + table.label(table.column->row->shape.front(), i), plan.unit));
  }
}

void wideRow(Sheet& sheet, const Table& table, std::uint64_t row) {
  const auto& plan = table.column->plan;
  const std::byte* at = table.at(row, 0);
  for (const auto& field : plan.fields) {
    sheet.cell(field.element, at);
    at += field.element.bytes();
  }
  if (!plan.fields.empty()) return;
  const std::size_t count = plan.shape.empty() ? 1 : plan.shape.front();
  for (std::size_t i = 0; i < count; ++i) sheet.cell(plan.element, table.at(row, i));
}

std::string titleOf(Dim dim, bool first, const Table& table) {
  if (dim == Dim::Classes) return "class";
  if (dim == Dim::Places) return "place";
  return first && table.column->row->shape.back() == Dim::Partitions ? "model" : "partition";
}

// Writes `NAME.csv` files of one run.
class Export {
 public:
  Export(const std::filesystem::path& path, std::filesystem::path folder)
      : run_(path), folder_(std::move(folder)), classes_(run_.texts("/partitions/class_names")) {}

  std::vector<std::filesystem::path> all() {
    partitions();
    for (const auto& [axis, name] : kGroups) {
      const auto tables = load(axis);
      if (tables.empty()) continue;
      const std::uint64_t rows = run_.rows(axis);
      if (axis == Axis::Change && rows == 0) continue;  // hardly any run has one
      wide(name, tables, rows);
      for (const auto& table : tables) {
        if (!table.wide() && table.column->layer.empty()) cells(table, tables.front(), rows);
      }
      if (!tables.back().column->layer.empty()) channels(tables, rows);
    }
    return std::move(files_);
  }

 private:
  static constexpr std::array<std::pair<Axis, const char*>, 7> kGroups{
      {{Axis::Evaluation, "evaluation"},
       {Axis::Training, "training"},
       {Axis::Communication, "communication"},
       {Axis::Decision, "skewscout"},
       {Axis::Divergence, "divergence"},
       {Axis::Change, "changes"},
       {Axis::Log, "log"}}};

  // The data set of the iterations comes first, as in the schema.
  [[nodiscard]] std::vector<Table> load(Axis axis) const {
    std::vector<Table> tables;
    for (const auto& column : run_.columns()) {
      if (column.row->axis == axis) tables.push_back({&column, run_.open(column.plan.path).read(), classes_});
    }
    return tables;
  }
  [[nodiscard]] Sheet sheet(const std::string& name) const { return Sheet(folder_ / (name + ".csv")); }

  void wide(const char* name, const std::vector<Table>& tables, std::uint64_t rows) {
    Sheet out = sheet(name);
    for (const auto& table : tables) {
      if (table.wide()) wideHeader(out, table);
    }
    out.endLine();
    for (std::uint64_t row = 0; row < rows; ++row) {
      for (const auto& table : tables) {
        if (table.wide()) wideRow(out, table, row);
      }
      out.endLine();
    }
    files_.push_back(out.close());
  }

  // One line for each number of a table of two dimensions, with its iteration and its place in the table.
  void cells(const Table& table, const Table& iterations, std::uint64_t rows) {
    const auto& dims = table.column->row->shape;
    const auto width = table.column->plan.shape.back();
    const auto size = table.column->plan.shape.front() * width;
    Sheet out = sheet(table.name());
    out.cell(titled("iteration", "iterations"));
    out.cell(titleOf(dims.front(), true, table));
    out.cell(titleOf(dims.back(), false, table));
    out.cell(titled(table.name(), table.column->plan.unit));
    out.endLine();
    for (std::uint64_t i = 0; i < rows * size; ++i) {
      out.cell({h5::Type::Int64}, iterations.at(i / size, 0));
      out.cell(table.label(dims.front(), i % size / width));
      out.cell(table.label(dims.back(), i % width));
      out.cell(table.column->plan.element, table.at(i / size, i % size));
      out.endLine();
    }
    files_.push_back(out.close());
  }

  void channels(const std::vector<Table>& tables, std::uint64_t rows) {
    Sheet out = sheet("divergence_norm");
    for (const char* title : {"iteration [iterations]", "layer", "channel"}) out.cell(title);
    out.cell(titled("divergence", tables.back().column->plan.unit));
    out.endLine();
    for (std::uint64_t row = 0; row < rows; ++row) {
      for (const auto& table : tables) {
        if (table.column->layer.empty()) continue;
        for (std::size_t channel = 0; channel < table.column->plan.shape.front(); ++channel) {
          out.cell({h5::Type::Int64}, tables.front().at(row, 0));
          out.cell(table.column->layer);
          out.cell(std::to_string(channel));
          out.cell(table.column->plan.element, table.at(row, channel));
          out.endLine();
        }
      }
    }
    files_.push_back(out.close());
  }

  void partitions() {
    const RunStarted started = run_.started();
    Sheet out = sheet("partitions");
    for (const char* title : {"partition", "class", "label_count [samples]", "test_label_count [samples]"}) {
      out.cell(title);
    }
    out.endLine();
    for (std::size_t i = 0; i < started.labelCounts.size(); ++i) {
      out.cell(std::to_string(i / classes_.size()));
      out.cell(classes_[i % classes_.size()]);
      out.cell(std::to_string(started.labelCounts[i]));
      out.cell(std::to_string(started.testLabelCounts[i]));
      out.endLine();
    }
    files_.push_back(out.close());
  }

  RunReader run_;
  std::filesystem::path folder_;
  std::vector<std::string> classes_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace

std::vector<std::filesystem::path> exportCsv(const std::filesystem::path& path,
                                             const std::filesystem::path& folder) {
  Export sheets(path, folder);
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) {
    throw Error({.kind = ErrorKind::Run,
                 .doing = folder.string(),
                 .problem = "cannot be made: " + problem.message(),
                 .expected = "",
                 .remedy = "choose another folder"});
  }
  return sheets.all();
}

}  // namespace lab
