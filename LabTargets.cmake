# Three verbs describe every target in this repository: lab_library, lab_catalog, lab_test.

set(LAB_ROOT "${CMAKE_CURRENT_LIST_DIR}")

add_library(lab_flags INTERFACE)
target_compile_features(lab_flags INTERFACE cxx_std_20)
target_compile_options(lab_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wdouble-promotion
  # GCC 12 cries wolf over inlined std::string and std::vector (GCC bug 105651 and its relatives).
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow;-Wno-maybe-uninitialized>")
target_include_directories(lab_flags INTERFACE "${LAB_ROOT}")

# LibTorch and HDF5, their headers as SYSTEM: our warnings are errors, theirs are not ours to mend.
add_library(lab_torch INTERFACE)
target_link_libraries(lab_torch INTERFACE torch)
target_include_directories(lab_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

add_library(lab_hdf5 INTERFACE)
target_link_libraries(lab_hdf5 INTERFACE ${HDF5_C_LIBRARIES})
target_include_directories(lab_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})

# lab_library(<name> HEADERS ... SOURCES ...): a static library whose headers are included from the
# repository root ("engine/core/spec.h") and must each compile on their own.
function(lab_library name)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${LAB_ROOT}" FILES ${ARG_HEADERS})
  target_link_libraries(${name} PUBLIC lab_flags)
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# lab_catalog(<target> NAMESPACE <ns> HEADER <h> ENTRY <type> ENTRIES a b c): compiles a.cpp b.cpp c.cpp and
# generates <ns>::all(), the table of what <ns>::a(), <ns>::b(), <ns>::c() return, in exactly this order.
# Adding an entry = one file and one word here.
function(lab_catalog target)
  cmake_parse_arguments(ARG "" "NAMESPACE;HEADER;ENTRY" "ENTRIES" ${ARGN})
  set(declarations "")
  set(calls "")
  foreach(entry IN LISTS ARG_ENTRIES)
    target_sources(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/${entry}.cpp")
    string(APPEND declarations "${ARG_ENTRY} ${entry}();\n")
    string(APPEND calls "${entry}(), ")
  endforeach()
  string(MAKE_C_IDENTIFIER "${ARG_NAMESPACE}" identifier)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/catalog_${identifier}.cpp")
  file(CONFIGURE OUTPUT "${generated}" @ONLY CONTENT [[
#include "@ARG_HEADER@"

namespace @ARG_NAMESPACE@ {
@declarations@
const std::vector<@ARG_ENTRY@>& all() {
  static const std::vector<@ARG_ENTRY@> entries{@calls@};
  return entries;
}
}
]])
  target_sources(${target} PRIVATE "${generated}")
endfunction()

# lab_test(<name> LIBS ... SOURCES ... [LABELS ...] [TIMEOUT seconds]): one test program per module.
function(lab_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LIBS;SOURCES;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  include(GoogleTest)
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE LAB_SOURCE_DIR="${LAB_ROOT}")
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()

# lab_ui_test(...): a lab_test with a QApplication, in the program's look and without a display.
function(lab_ui_test name)
  lab_test(${name} ${ARGN})
  target_sources(${name} PRIVATE "${LAB_ROOT}/tests/ui/qt_main.cpp")
  target_link_libraries(${name} PRIVATE lab_theme Qt6::Test)
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()
