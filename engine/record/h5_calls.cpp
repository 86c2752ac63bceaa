#include "engine/record/h5_calls.h"

#include <algorithm>
#include <string_view>
#include <type_traits>

namespace lab::h5 {
namespace {

static_assert(std::is_same_v<hid_t, std::int64_t> && std::is_same_v<herr_t, int>);

herr_t collect(unsigned /*depth*/, const H5E_error2_t* entry, void* reasons) {
  static_cast<std::vector<std::string>*>(reasons)->emplace_back(entry->desc == nullptr ? "" : entry->desc);
  return 0;
}

// The operating system's reason when there is one, otherwise the innermost of HDF5's.
std::string lastReason() {
  std::vector<std::string> reasons;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &reasons);
  constexpr std::string_view kSystem = "error message = '";
  for (const auto& reason : reasons) {
    const auto begin = reason.find(kSystem);
    if (begin == std::string::npos) continue;
    const auto end = reason.find('\'', begin + kSystem.size());
    return reason.substr(begin + kSystem.size(), end - begin - kSystem.size());
  }
  return reasons.empty() ? "HDF5 gave no reason" : reasons.front();
}

[[noreturn]] void fail(const Owner& owner, const std::string& what) {
  const bool writing = owner.kind == ErrorKind::Run;
  throw Error({.kind = owner.kind,
               .doing = owner.file.string(),
               .problem = what + ": " + lastReason(),
               .expected = "",
               .remedy = writing ? "check the free space and the folder, then resume from the checkpoint"
                                 : "the file is damaged or was not written by skewlab"});
}

hid_t nativeType(Type type) {
  switch (type) {
    case Type::UInt8:
      return H5T_NATIVE_UINT8;
    case Type::Int32:
      return H5T_NATIVE_INT32;
    case Type::Int64:
      return H5T_NATIVE_INT64;
    case Type::UInt64:
      return H5T_NATIVE_UINT64;
    case Type::Float32:
      return H5T_NATIVE_FLOAT;
    case Type::Float64:
      return H5T_NATIVE_DOUBLE;
    case Type::Text:
      break;
  }
  return H5T_C_S1;
}

}  // namespace

std::string version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  H5get_libversion(&major, &minor, &release);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
}

std::unique_lock<std::recursive_mutex> exclusive() {
  return std::unique_lock(Lock::mutex());
}

std::recursive_mutex& Lock::mutex() {
  static std::recursive_mutex one;
  static const bool leftAlone = H5dont_atexit() >= 0;
  static_cast<void>(leftAlone);
  return one;
}

hid_t check(hid_t result, const Owner& owner, const std::string& what) {
  if (result < 0) fail(owner, what);
  return result;
}

Handle typeOf(const Element& element) {
  Handle type(H5Tcopy(nativeType(element.type)), H5Tclose);
  if (element.type != Type::Text) return type;
  H5Tset_size(type.get(), element.textBytes == 0 ? H5T_VARIABLE : element.textBytes);
  H5Tset_cset(type.get(), H5T_CSET_UTF8);
  H5Tset_strpad(type.get(), element.textBytes == 0 ? H5T_STR_NULLTERM : H5T_STR_NULLPAD);
  return type;
}

Handle typeOf(const Plan& plan) {
  if (plan.fields.empty()) return typeOf(plan.element);
  std::size_t size = 0;
  for (const auto& field : plan.fields) size += field.element.bytes();
  Handle type(H5Tcreate(H5T_COMPOUND, size), H5Tclose);
  std::size_t offset = 0;
  for (const auto& field : plan.fields) {
    H5Tinsert(type.get(), field.name.c_str(), offset, typeOf(field.element).get());
    offset += field.element.bytes();
  }
  return type;
}

Handle spaceOf(const std::vector<hsize_t>& lengths, const hsize_t* most) {
  if (lengths.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  return {H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), most), H5Sclose};
}

std::vector<hsize_t> withRows(std::uint64_t rows, const std::vector<std::uint64_t>& shape) {
  std::vector<hsize_t> lengths{rows};
  lengths.insert(lengths.end(), shape.begin(), shape.end());
  return lengths;
}

std::vector<std::uint64_t> lengthsOf(hid_t set) {
  const Handle space(H5Dget_space(set), H5Sclose);
  std::vector<hsize_t> lengths(
      static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space.get()))));
  H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr);
  return {lengths.begin(), lengths.end()};
}

Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(closer_, other.closer_);
  return *this;
}

Handle::~Handle() {
  static_cast<void>(close());
}

int Handle::close() {
  if (id_ < 0) return 0;
  const Lock lock;
  return closer_(std::exchange(id_, -1));
}

}  // namespace lab::h5
