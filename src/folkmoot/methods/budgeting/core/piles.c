#include "piles.h"

#include <string.h>

static uint64_t hash_of(const piles *in, int64_t from, int64_t length)
{
    uint64_t hash = seed(&in->by) ^ (uint64_t)length;
    for (int64_t at = from; at < from + length; at++) {
        uint64_t choice = (uint64_t)(uint32_t)in->points[at] << 32 | (uint32_t)in->projects[at];
        hash = (hash ^ choice) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return mixed(hash);
}

static int alike(const piles *in, int64_t pile, int64_t from, int64_t length)
{
    int64_t other = in->ends[pile];
    size_t size = (size_t)length * sizeof(int32_t);
    return in->ends[pile + 1] - other == length
        && !memcmp(in->projects + other, in->projects + from, size)
        && !memcmp(in->points + other, in->points + from, size);
}

int64_t pile_of(piles *in, int64_t length)
{
    int64_t from = in->ends[in->n];
    uint64_t hash = hash_of(in, from, length), tag = hash & ~NUMBER_MASK;
    uint64_t *slot = &in->by.slots[hash & in->by.mask];
    while (*slot) {
        int64_t pile = (int64_t)(*slot & NUMBER_MASK) - 1;
        if ((*slot & ~NUMBER_MASK) == tag && alike(in, pile, from, length))
            return pile;
        slot = &in->by.slots[(uint64_t)(slot - in->by.slots + 1) & in->by.mask];
    }
    *slot = tag | (uint64_t)(in->n + 1);
    in->ends[in->n + 1] = from + length;
    return in->n++;
}
