/* Sums of money, held twice: near enough to order them, and exactly enough to know them equal.

   `at` is the sum in fixed point, with as many binary places as its size leaves room for, and
   `off` is how far from the truth it may be, in units of the last place. `rest` is the exact
   sum, a fraction, modulo the prime 2^61 - 1. Where two sums lie further apart than they may
   be off, their order is certain. Where they do not, different remainders prove them different,
   and equal ones say, with one chance in 2^61 of being wrong, that they are the same. Sums that
   differ by less than fixed point can see are never guessed at: the run says that it is unsure,
   and is counted in Python. */

#ifndef FOLKMOOT_MONEY_H
#define FOLKMOOT_MONEY_H

#include <math.h>
#include <stdint.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

#define PRIME ((uint64_t)0x1FFFFFFFFFFFFFFF)
#define A_ROUNDING 0x1p-53 /* what one float operation may be off, relative */
#define FEW_ROUNDINGS 0x1p-50
#define NEVER INFINITY /* a price or a moment that will not come */

typedef struct {
    wide at;
    double off;
    uint64_t rest;
} money;

static inline uint64_t rest_of(int64_t n)
{
    int64_t rest = n % (int64_t)PRIME;
    return (uint64_t)(rest < 0 ? rest + (int64_t)PRIME : rest);
}

static inline uint64_t rest_times(uint64_t a, uint64_t b)
{
    unsigned_wide product = (unsigned_wide)a * b;
    uint64_t folded = (uint64_t)(product & PRIME) + (uint64_t)(product >> 61);
    return folded >= PRIME ? folded - PRIME : folded;
}

static inline uint64_t rest_plus(uint64_t a, uint64_t b)
{
    uint64_t sum = a + b;
    return sum >= PRIME ? sum - PRIME : sum;
}

static inline uint64_t rest_squared(uint64_t a, int times)
{
    while (times--) a = rest_times(a, a);
    return a;
}

/* One over n, by Fermat: n to the power of PRIME - 2, in bits 59 ones, a nought and a one. */
static inline uint64_t rest_inverse(uint64_t n)
{
    uint64_t n2 = rest_times(rest_squared(n, 1), n), n4 = rest_times(rest_squared(n2, 2), n2);
    uint64_t n8 = rest_times(rest_squared(n4, 4), n4), n16 = rest_times(rest_squared(n8, 8), n8);
    uint64_t n32 = rest_times(rest_squared(n16, 16), n16); /* 32 ones, and so on up to 59 */
    uint64_t n48 = rest_times(rest_squared(n32, 16), n16);
    uint64_t n56 = rest_times(rest_squared(n48, 8), n8);
    uint64_t n59 = rest_times(rest_squared(rest_times(rest_squared(n56, 2), n2), 1), n);
    return rest_times(rest_squared(n59, 2), n);
}

static inline money money_of(int64_t whole, int places)
{
    return (money){(wide)whole << places, 0.0, rest_of(whole)};
}

/* a + n * b */
static inline money money_plus(money a, int64_t n, money b)
{
    double more = fabs((double)n) * b.off;
    return (money){
        a.at + (wide)n * b.at,
        (a.off + more) * (1 + 4 * A_ROUNDING),
        rest_plus(a.rest, rest_times(rest_of(n), b.rest)),
    };
}

/* a / n, for n above nothing */
static inline money money_over(money a, int64_t n)
{
    return (money){
        a.at / n,
        (a.off / (double)n + 1) * (1 + 4 * A_ROUNDING),
        rest_times(a.rest, rest_inverse(rest_of(n))),
    };
}

static inline double money_float(money a, int places) { return ldexp((double)a.at, -places); }

/* -1, 0 or 1 as a is below, equal to or above b; `*unsure` is set where nothing can be said. */
static inline int money_order(money a, money b, int *unsure)
{
    double gap = (double)(a.at - b.at), off = (a.off + b.off) * (1 + 4 * A_ROUNDING);
    if (gap > off) return 1;
    if (gap < -off) return -1;
    if (a.rest != b.rest) *unsure = 1;
    return 0;
}

#endif
