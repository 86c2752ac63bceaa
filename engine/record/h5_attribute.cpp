#include <algorithm>

#include "engine/record/h5_calls.h"

namespace lab::h5 {
namespace {

std::vector<std::string> readTexts(hid_t attribute, const Owner& owner) {
  const Handle space(H5Aget_space(attribute), H5Sclose);
  const Handle stored(H5Aget_type(attribute), H5Tclose);
  const auto count =
      static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space.get())));
  std::vector<std::string> texts;
  if (H5Tis_variable_str(stored.get()) > 0) {
    std::vector<char*> pointers(count, nullptr);
    const Handle type = typeOf(Element{Type::Text, 0});
    check(H5Aread(attribute, type.get(), pointers.data()), owner, "cannot read an attribute");
    for (const char* text : pointers) texts.emplace_back(text == nullptr ? "" : text);
    H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data());
    return texts;
  }
  const std::size_t size = H5Tget_size(stored.get());
  std::string all(size * count, '\0');
  check(H5Aread(attribute, stored.get(), all.data()), owner, "cannot read an attribute");
  for (std::size_t i = 0; i < count; ++i) {
    const auto text = all.substr(i * size, size);
    texts.push_back(text.substr(0, text.find('\0')));
  }
  return texts;
}

}  // namespace

void File::set(const std::string& object, const std::string& name, const Attribute& value) {
  const Lock lock;
  std::vector<const char*> texts;
  const void* data = nullptr;
  std::vector<hsize_t> lengths;
  Element element{Type::Text, 0};
  if (const auto* text = std::get_if<std::string>(&value)) texts.push_back(text->c_str());
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    for (const auto& text : *list) texts.push_back(text.c_str());
    lengths.push_back(texts.size());
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    element.type = Type::Int64;
    data = number;
  } else if (const auto* real = std::get_if<double>(&value)) {
    element.type = Type::Float64;
    data = real;
  } else {
    data = texts.data();
  }
  const Handle type = typeOf(element);
  const Handle space = spaceOf(lengths);
  const std::string what = "cannot write attribute " + name + " of " + object;
  const Handle made(H5Acreate_by_name(file_.get(), object.c_str(), name.c_str(), type.get(), space.get(),
                                      H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                    H5Aclose);
  check(made.get(), owner_, what);
  check(H5Awrite(made.get(), type.get(), data), owner_, what);
}

std::optional<Attribute> File::attribute(const std::string& object, const std::string& name) const {
  const Lock lock;
  if (H5Aexists_by_name(file_.get(), object.c_str(), name.c_str(), H5P_DEFAULT) <= 0) return std::nullopt;
  const Handle opened(H5Aopen_by_name(file_.get(), object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
                      H5Aclose);
  const Handle type(H5Aget_type(opened.get()), H5Tclose);
  const Handle space(H5Aget_space(opened.get()), H5Sclose);
  const auto kind = H5Tget_class(type.get());
  const bool scalar = H5Sget_simple_extent_type(space.get()) == H5S_SCALAR;
  if (kind == H5T_STRING) {
    auto texts = readTexts(opened.get(), owner_);
    if (scalar) return texts.front();
    return texts;
  }
  if (!scalar) return std::nullopt;
  std::int64_t number = 0;
  double real = 0;
  if (kind == H5T_INTEGER && H5Aread(opened.get(), H5T_NATIVE_INT64, &number) >= 0) return number;
  if (kind == H5T_FLOAT && H5Aread(opened.get(), H5T_NATIVE_DOUBLE, &real) >= 0) return real;
  return std::nullopt;
}

}  // namespace lab::h5
