#include <algorithm>

#include "engine/record/h5_calls.h"

namespace lab::h5 {

DataSet::DataSet(Handle set, Handle memoryType, Plan plan, Owner owner)
    : set_(std::move(set)),
      memoryType_(std::move(memoryType)),
      plan_(std::move(plan)),
      owner_(std::move(owner)) {
  const Lock lock;
  if (plan_.growing) rows_ = lengthsOf(set_.get()).front();
}

void DataSet::append(std::span<const std::byte> rows) {
  const Lock lock;
  const auto count = rows.size() / plan_.rowBytes();
  if (count == 0) return;
  const auto grown = withRows(rows_ + count, plan_.shape);
  auto start = withRows(rows_, plan_.shape);
  std::fill(start.begin() + 1, start.end(), 0);
  const auto block = withRows(count, plan_.shape);
  const std::string what = "cannot append to " + plan_.path;
  check(H5Dset_extent(set_.get(), grown.data()), owner_, what);
  const Handle space(H5Dget_space(set_.get()), H5Sclose);
  const Handle memory = spaceOf(block);
  H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr);
  check(H5Dwrite(set_.get(), memoryType_.get(), memory.get(), space.get(), H5P_DEFAULT, rows.data()), owner_,
        what);
  rows_ += count;
}

void DataSet::write(std::span<const std::byte> whole) {
  const Lock lock;
  check(H5Dwrite(set_.get(), memoryType_.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, whole.data()), owner_,
        "cannot write " + plan_.path);
}

Bytes DataSet::read(std::uint64_t first, std::uint64_t count) const {
  const Lock lock;
  Bytes bytes(count * plan_.rowBytes());
  if (bytes.empty()) return bytes;
  const std::string what = "cannot read " + plan_.path;
  if (!plan_.growing) {
    check(H5Dread(set_.get(), memoryType_.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), owner_, what);
    return bytes;
  }
  auto start = withRows(first, plan_.shape);
  std::fill(start.begin() + 1, start.end(), 0);
  const auto block = withRows(count, plan_.shape);
  const Handle space(H5Dget_space(set_.get()), H5Sclose);
  const Handle memory = spaceOf(block);
  H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr);
  check(H5Dread(set_.get(), memoryType_.get(), memory.get(), space.get(), H5P_DEFAULT, bytes.data()), owner_,
        what);
  return bytes;
}

// HDF5 reads zeros behind the end of a file without a word.
void DataSet::requireWithin(std::uint64_t fileBytes) const {
  const Lock lock;
  haddr_t address = HADDR_UNDEF;
  hsize_t size = 0;
  if (!plan_.growing) {
    address = H5Dget_offset(set_.get());
    size = H5Dget_storage_size(set_.get());
  } else if (rows_ > 0) {
    auto last = withRows(rows_ - 1, plan_.shape);
    std::fill(last.begin() + 1, last.end(), 0);
    unsigned filters = 0;
    check(H5Dget_chunk_info_by_coord(set_.get(), last.data(), &filters, &address, &size), owner_,
          "cannot find the last rows of " + plan_.path);
  }
  if (address == HADDR_UNDEF || address + size <= fileBytes) return;
  throw Error({.kind = owner_.kind,
               .doing = owner_.file.string(),
               .problem = "is cut off: " + plan_.path + " lies behind the end of the file",
               .expected = "a whole run file",
               .remedy = "copy it again"});
}

}  // namespace lab::h5
