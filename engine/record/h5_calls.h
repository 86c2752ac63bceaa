#pragma once

#include <mutex>
#include <string>
#include <vector>

#include <hdf5.h>

#include "engine/record/h5.h"

// What the h5*.cpp share. Whoever includes this sees HDF5's own names.
namespace lab::h5 {

// The one lock. It also keeps HDF5 from printing its error stack, a setting of each thread, and from closing
// everything at exit: after a full disk that would try to write once more, for ever.
class Lock {
 public:
  Lock() : guard_(mutex()) {
    thread_local const bool silent = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
    static_cast<void>(silent);
  }

  static std::recursive_mutex& mutex();

 private:
  std::lock_guard<std::recursive_mutex> guard_;
};

/// Throws Error in the owner's name when HDF5 refused; returns the result otherwise.
hid_t check(hid_t result, const Owner& owner, const std::string& what);

/// In memory and in the file alike; a text of no length is HDF5's variable-length text.
Handle typeOf(const Element& element);
Handle typeOf(const Plan& plan);

/// No lengths: a scalar.
Handle spaceOf(const std::vector<hsize_t>& lengths, const hsize_t* most = nullptr);

/// `rows` before the lengths of one row.
std::vector<hsize_t> withRows(std::uint64_t rows, const std::vector<std::uint64_t>& shape);

/// Of an open data set, along all axes.
std::vector<std::uint64_t> lengthsOf(hid_t set);

}  // namespace lab::h5
