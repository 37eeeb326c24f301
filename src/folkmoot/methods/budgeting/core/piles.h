/* Piles: ballots that are alike, found as each ballot comes and kept once. */

#ifndef FOLKMOOT_PILES_H
#define FOLKMOOT_PILES_H

#include <stdint.h>

/* A table of numbers below 2^40, found by hash: 24 bits of the hash and 40 of the number, plus
   one so that 0 is free. Its memory belongs to the caller, who gives it zeroed, with a power of
   two of slots, and more of them than there will ever be numbers: a search always ends. */
typedef struct {
    uint64_t *slots;
    uint64_t mask; /* slots - 1 */
} table;

#define NUMBER_BITS 40
#define NUMBER_MASK ((UINT64_C(1) << NUMBER_BITS) - 1)

/* Mix the bits of a hash so that every one of them tells on every other. */
static inline uint64_t mixed(uint64_t hash)
{
    hash = (hash ^ (hash >> 32)) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 29)) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ (hash >> 32);
}

/* Where a hash begins. The place of the table differs from run to run, so that nobody can make
   up a file in which everything meets in one slot; no answer depends on it. */
static inline uint64_t seed(const table *of)
{
    return mixed((uint64_t)(uintptr_t)of->slots);
}

/* Distinct ballots, in order of first sight: ballot b is ends[b] .. ends[b + 1]. */
typedef struct {
    table by;
    int64_t n;
    int64_t *ends; /* n + 1 of them */
    const int32_t *projects, *points;
} piles;

/* The pile of the ballot that lies behind the last one, `length` choices long. A ballot like
   none before becomes the newest pile, and ends is moved on behind it. */
int64_t pile_of(piles *in, int64_t length);

#endif
