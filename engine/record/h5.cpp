#include "engine/record/h5.h"

#include <limits>

#include "engine/record/h5_calls.h"

namespace lab::h5 {
namespace {

// What a reader sees in a row that exists already but has not been written: never a plausible number.
void setFill(hid_t properties, const Plan& plan) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  constexpr std::int64_t kNone = -1;
  constexpr std::uint8_t kNoCode = 255;
  if (!plan.fields.empty() || plan.element.type == Type::Text) return;
  switch (plan.element.type) {
    case Type::Float32:
    case Type::Float64:
      H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &kNothing);
      break;
    case Type::UInt8:
      H5Pset_fill_value(properties, H5T_NATIVE_UINT8, &kNoCode);
      break;
    case Type::Int32:
    case Type::Int64:
      H5Pset_fill_value(properties, H5T_NATIVE_INT64, &kNone);
      break;
    case Type::UInt64:
    case Type::Text:
      break;
  }
}

Handle creationProperties(const Plan& plan) {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(properties.get(), false);
  if (plan.growing) {
    const auto chunk = withRows(plan.rowsPerChunk(), plan.shape);
    H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data());
    setFill(properties.get(), plan);
  }
  return properties;
}

// The format is pinned, so that a newer HDF5 writes nothing an older one cannot read. Locks are off on both
// sides: a reader must never stop a writer, and a file opened twice in one process must be opened alike.
Handle accessProperties() {
  Handle properties(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(properties.get(), H5F_LIBVER_V110, H5F_LIBVER_V110);
  H5Pset_file_locking(properties.get(), false, true);
  return properties;
}

// With evictions off, lengths reach the disk only in a flush, which writes the rows first: a killed writer
// leaves no length without its rows.
void keepMetadataUntilFlush(hid_t properties) {
  H5AC_cache_config_t config{};
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  H5Pget_mdc_config(properties, &config);
  config.evictions_enabled = false;
  config.incr_mode = H5C_incr__off;
  config.flash_incr_mode = H5C_flash_incr__off;
  config.decr_mode = H5C_decr__off;
  H5Pset_mdc_config(properties, &config);
}

}  // namespace

File File::create(const std::filesystem::path& path) {
  const Lock lock;
  const Owner owner{path, ErrorKind::Run};
  const Handle access = accessProperties();
  keepMetadataUntilFlush(access.get());
  Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
  check(file.get(), owner, "cannot be made");
  return {std::move(file), owner};
}

File File::open(const std::filesystem::path& path) {
  const Lock lock;
  const Owner owner{path, ErrorKind::Data};
  const Handle access = accessProperties();
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.get()), H5Fclose);
  // SWMR needs the newer format; an older file is somebody else's, but opens.
  if (!file.valid()) file = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
  if (!file.valid() && H5Fis_hdf5(path.c_str()) == 0) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = path.string(),
                 .problem = "is not an HDF5 file",
                 .expected = "a run file of skewlab",
                 .remedy = "check the name, or copy it again"});
  }
  check(file.get(), owner, "cannot be opened as HDF5");
  return {std::move(file), owner};
}

void File::makeGroup(const std::string& path) {
  const Lock lock;
  const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
  H5Pset_create_intermediate_group(links.get(), 1);
  const Handle group(H5Gcreate2(file_.get(), path.c_str(), links.get(), H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
  check(group.get(), owner_, "cannot make " + path);
}

void File::make(const Plan& plan) {
  const Lock lock;
  const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
  H5Pset_create_intermediate_group(links.get(), 1);
  const auto lengths =
      plan.growing ? withRows(0, plan.shape) : std::vector<hsize_t>(plan.shape.begin(), plan.shape.end());
  auto most = lengths;
  if (plan.growing) most.front() = H5S_UNLIMITED;
  const Handle space = spaceOf(lengths, most.data());
  const Handle type = typeOf(plan);
  const Handle properties = creationProperties(plan);
  const Handle made(H5Dcreate2(file_.get(), plan.path.c_str(), type.get(), space.get(), links.get(),
                               properties.get(), H5P_DEFAULT),
                    H5Dclose);
  check(made.get(), owner_, "cannot make " + plan.path);
  set(plan.path, "unit", plan.unit);
  set(plan.path, "description", plan.description);
}

void File::startSwmr() {
  const Lock lock;
  check(H5Fstart_swmr_write(file_.get()), owner_, "cannot be made readable for others while it grows");
}

void File::flush() {
  const Lock lock;
  check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), owner_, "cannot be written");
}

void File::close() {
  const Lock lock;
  check(file_.close(), owner_, "cannot be closed");
}

bool File::has(const std::string& path) const {
  const Lock lock;
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    if (H5Lexists(file_.get(), path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
    if (end == std::string::npos) return true;
  }
}

std::vector<std::uint64_t> File::lengths(const std::string& path) const {
  const Lock lock;
  const Handle set(H5Dopen2(file_.get(), path.c_str(), H5P_DEFAULT), H5Dclose);
  check(set.get(), owner_, "lacks " + path);
  return lengthsOf(set.get());
}

DataSet File::dataSet(Plan plan) const {
  const Lock lock;
  Handle set(H5Dopen2(file_.get(), plan.path.c_str(), H5P_DEFAULT), H5Dclose);
  check(set.get(), owner_, "lacks " + plan.path);
  auto stored = lengthsOf(set.get());
  if (plan.growing && !stored.empty()) stored.erase(stored.begin());
  if (stored != plan.shape) {
    throw Error({.kind = owner_.kind,
                 .doing = owner_.file.string(),
                 .problem = plan.path + " has another shape than the rest of the file",
                 .expected = "the objects of engine/record/FORMAT.md",
                 .remedy = "the file is damaged or was not written by skewlab"});
  }
  if (plan.element.type == Type::Text && plan.fields.empty() && plan.element.textBytes == 0) {
    const Handle type(H5Dget_type(set.get()), H5Tclose);
    plan.element.textBytes = H5Tget_size(type.get());
  }
  Handle memoryType = typeOf(plan);
  return {std::move(set), std::move(memoryType), std::move(plan), owner_};
}

}  // namespace lab::h5
