#pragma once

// A function marked so is compiled for several instruction sets, and the best one for the processor is chosen when the
// program starts. They are named by level, not by processor: 'arch=haswell' would be chosen on that very processor only,
// and every other one would run the slowest form. Build the file with -ffp-contract=off: without fused multiply-add all forms give the same bits, as
// long as sums keep their order. Not for templates.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define LAB_EVERY_VECTOR_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LAB_EVERY_VECTOR_WIDTH
#endif
