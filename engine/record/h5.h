#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/error.h"
#include "engine/record/plan.h"

// All of HDF5 that a run file needs; only the h5*.cpp beside this header call the library. Every function
// here holds one process-wide lock while it does, because not every build of HDF5 may be called from two
// threads.
namespace lab::h5 {

using Bytes = std::vector<std::byte>;

/// "1.10.8"
[[nodiscard]] std::string version();

/// Holds off every other thread's use of HDF5, so that several calls become visible together.
[[nodiscard]] std::unique_lock<std::recursive_mutex> exclusive();

/// Owns one HDF5 identifier. Move-only: in HDF5 a forgotten close keeps the whole file open.
class Handle {
 public:
  using Closer = int (*)(std::int64_t);

  Handle() = default;
  Handle(std::int64_t id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
  Handle& operator=(Handle&& other) noexcept;
  ~Handle();

  [[nodiscard]] std::int64_t get() const { return id_; }
  [[nodiscard]] bool valid() const { return id_ >= 0; }
  [[nodiscard]] int close();  ///< negative when HDF5 could not

 private:
  std::int64_t id_ = -1;
  Closer closer_ = nullptr;
};

/// Whom a refusal concerns: the file named in the sentence, and Run when it is written, Data when it is read.
struct Owner {
  std::filesystem::path file;
  ErrorKind kind = ErrorKind::Data;
};

/// An open data set. Memory layout of what is read and written: `Plan::element` or the packed `Plan::fields`.
class DataSet {
 public:
  DataSet(Handle set, Handle memoryType, Plan plan, Owner owner);

  [[nodiscard]] std::uint64_t rows() const {
    return rows_;
  }  ///< when it was opened, plus what was appended since
  [[nodiscard]] const Plan& plan() const { return plan_; }

  void append(std::span<const std::byte> rows);  ///< a whole number of rows
  void write(std::span<const std::byte> whole);  ///< a data set that does not grow, in place
  [[nodiscard]] Bytes read() const { return read(0, rows_); }
  [[nodiscard]] Bytes read(std::uint64_t first, std::uint64_t count) const;
  void requireWithin(
      std::uint64_t fileBytes) const;  ///< throws Error when its last rows lie behind the file's end

 private:
  Handle set_;
  Handle memoryType_;
  Plan plan_;
  Owner owner_;
  std::uint64_t rows_ = 1;
};

using Attribute = std::variant<std::string, std::int64_t, double, std::vector<std::string>>;

/// An HDF5 file. Every member throws Error with HDF5's reason as a sentence.
class File {
 public:
  /// A new file in the format of HDF5 1.10, replacing what is there.
  [[nodiscard]] static File create(const std::filesystem::path& path);
  /// Read-only and without locks, also while another program writes it and after a writer was killed.
  [[nodiscard]] static File open(const std::filesystem::path& path);

  void make(const Plan& plan);  ///< with its `unit` and `description`, and the groups on the way to it
  void makeGroup(const std::string& path);
  void set(const std::string& object, const std::string& name, const Attribute& value);
  void startSwmr();  ///< from here on nothing may be made
  void flush();
  void close();

  [[nodiscard]] bool has(const std::string& path) const;
  [[nodiscard]] std::optional<Attribute> attribute(const std::string& object, const std::string& name) const;
  /// Lengths along all axes, as stored.
  [[nodiscard]] std::vector<std::uint64_t> lengths(const std::string& path) const;
  /// Throws when the stored shape is not the plan's. A text of unknown length takes its length from the file.
  [[nodiscard]] DataSet dataSet(Plan plan) const;

 private:
  File(Handle file, Owner owner) : file_(std::move(file)), owner_(std::move(owner)) {}

  Handle file_;
  Owner owner_;
};

}  // namespace lab::h5
