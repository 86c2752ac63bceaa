#pragma once

#include <cstdint>
#include <optional>

namespace lab::record {

/// Takes the mark "open for writing" out of the first 48 bytes of an HDF5 file, which HDF5 puts there
/// with every flush that makes the file longer. Without it any program can open the file for reading, at
/// any time and after its writer was killed; with it, only those that ask for SWMR. What it warns of does
/// not hold for a run file: see "While it is written" in FORMAT.md. Does nothing to a file of a layout it
/// does not know.
void clearOpenMark(int descriptor);

/// Where the file ends according to HDF5; nothing when the layout is not known.
[[nodiscard]] std::optional<std::uint64_t> storedEnd(int descriptor);

}  // namespace lab::record
