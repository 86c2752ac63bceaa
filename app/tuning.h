#pragma once

namespace lab::app {

/// Sets up what the engine's speed rests on: one BLAS thread, because partitions run in parallel instead, and
/// an allocator that keeps the memory of one iteration for the next. First thing in main().
void tuneProcess();

}  // namespace lab::app
