#!/usr/bin/env python3
"""Prints the numbers that tests/engine/core/rng_test.cpp expects.

Written from the definitions, not from our C++: xoshiro256++ and SplitMix64 of Blackman and Vigna
(https://prng.di.unimi.it), FNV-1a for names. Python's whole numbers have no width, so every step is masked.
"""

MASK = (1 << 64) - 1


def splitmix(state):
    """The output of SplitMix64 for the state before it is advanced."""
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def rotl(value, count):
    return ((value << count) | (value >> (64 - count))) & MASK


class Xoshiro:
    def __init__(self, state):
        self.s = list(state)

    def next(self):
        s = self.s
        result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result


def seeded(seed):
    """Each word of the state is SplitMix64 of the word before; the first, of the seed."""
    state = []
    for _ in range(4):
        seed = splitmix(seed)
        state.append(seed)
    return Xoshiro(state)


def fnv1a(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def child(seed, key):
    if isinstance(key, str):
        return splitmix(seed ^ splitmix(fnv1a(key)))
    return splitmix((splitmix(seed) + key) & MASK)


def fisher_yates(count, generator):
    values = list(range(count))
    for i in range(count, 1, -1):
        bound = i
        reject = (1 << 64) % bound
        draw = generator.next()
        while draw < reject:
            draw = generator.next()
        j = draw % bound
        values[i - 1], values[j] = values[j], values[i - 1]
    return values


if __name__ == "__main__":
    print("splitmix of 0:", hex(splitmix(0)))
    plain = Xoshiro([1, 2, 3, 4])
    print("state 1 2 3 4:", [plain.next() for _ in range(6)])
    seed42 = seeded(42)
    print("seed 42:", [hex(seed42.next()) for _ in range(4)])
    uniform = seeded(7)
    print("uniform of seed 7:", [(uniform.next() >> 11) / 2**53 for _ in range(3)])
    print("child batches of 1:", hex(child(1, "batches")))
    print("child 3 of that:", hex(child(child(1, "batches"), 3)))
    print("child -1 of 1:", hex(child(1, -1)))
    print("shuffle of 0..9, seed 5:", fisher_yates(10, seeded(5)))
