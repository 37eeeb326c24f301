/* For four supporters at once. `raise_from` and `pay_plainly` are the same: read those first. */

#include "abreast.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

static int held_back; /* for the tests that hold both ways equal */

void folkmoot_hold_back(int whether) { held_back = whether; }

int four_abreast(void) { return !held_back && __builtin_cpu_supports("avx2"); }

#define FOUR static inline __attribute__((target("avx2"), always_inline))

FOUR __m256d purses_of(const race *r, int64_t k)
{
    __m256d all = _mm256_castsi256_pd(_mm256_set1_epi64x(-1));
    __m128i ballots = _mm_loadu_si128((const __m128i *)(r->by.ballots + k));
    return _mm256_mask_i32gather_pd(_mm256_setzero_pd(), r->held, ballots, all, 8);
}

FOUR double sum_of(__m256d four)
{
    __m128d both = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(both) + _mm_cvtsd_f64(_mm_unpackhi_pd(both, both));
}

__attribute__((target("avx2"))) raised raise_abreast(const race *r, int64_t p, double rate)
{
    const double *units = r->by.units;
    __m256d none = _mm256_setzero_pd(), claim = _mm256_set1_pd(rate), off = _mm256_set1_pd(r->off);
    __m256d all = none, rests = none, pull = none, gives = none;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k += LANES) {
        __m256d purse = purses_of(r, k), heads = _mm256_loadu_pd(r->by.heads + k), pulls = heads;
        if (units) {
            __m256d each = _mm256_loadu_pd(units + k);
            claim = _mm256_mul_pd(each, _mm256_set1_pd(rate));
            pulls = _mm256_mul_pd(each, heads);
        }
        __m256d money = _mm256_mul_pd(heads, purse);
        __m256d rich = _mm256_cmp_pd(purse, claim, _CMP_GT_OQ);
        __m256d in_doubt = _mm256_and_pd(_mm256_cmp_pd(purse, none, _CMP_GT_OQ),
                                         _mm256_cmp_pd(purse, claim + off, _CMP_LE_OQ));
        all = _mm256_add_pd(all, money);
        rests = _mm256_add_pd(rests, _mm256_andnot_pd(rich, money));
        pull = _mm256_add_pd(pull, _mm256_and_pd(rich, pulls));
        gives = _mm256_add_pd(gives, _mm256_and_pd(in_doubt, heads));
    }
    return (raised){sum_of(all), sum_of(rests), sum_of(pull), sum_of(gives)};
}

__attribute__((target("avx2"))) paid_so pay_abreast(race *r, int64_t p, double rate, double around)
{
    const double *units = r->by.units;
    __m256d none = _mm256_setzero_pd(), sign = _mm256_set1_pd(-0.0), one = _mm256_set1_pd(1);
    __m256d rates = _mm256_set1_pd(rate), off = _mm256_set1_pd(r->off);
    __m256d near = none, poor = none;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k += LANES) {
        __m256d each = units ? _mm256_loadu_pd(units + k) : one;
        __m256d left = _mm256_sub_pd(purses_of(r, k), _mm256_mul_pd(rates, each));
        __m256d doubt = _mm256_add_pd(_mm256_mul_pd(_mm256_set1_pd(around), each), off);
        __m256d short_of = _mm256_cmp_pd(left, none, _CMP_LE_OQ);
        __m256d somebody = _mm256_cmp_pd(_mm256_loadu_pd(r->by.heads + k), none, _CMP_GT_OQ);
        __m256d close = _mm256_cmp_pd(_mm256_andnot_pd(sign, left), doubt, _CMP_LE_OQ);
        near = _mm256_or_pd(near, _mm256_and_pd(close, somebody));
        poor = _mm256_or_pd(poor, _mm256_and_pd(short_of, somebody));
        double kept[LANES];
        _mm256_storeu_pd(kept, _mm256_max_pd(left, none));
        for (int i = 0; i < LANES; i++) r->held[r->by.ballots[k + i]] = kept[i];
    }
    return (paid_so){_mm256_movemask_pd(near) != 0, _mm256_movemask_pd(poor) == 0};
}

#else

void folkmoot_hold_back(int whether) { (void)whether; }

int four_abreast(void) { return 0; }

raised raise_abreast(const race *r, int64_t p, double rate)
{
    (void)r, (void)p, (void)rate;
    return (raised){0, 0, 0, 0};
}

paid_so pay_abreast(race *r, int64_t p, double rate, double around)
{
    (void)r, (void)p, (void)rate, (void)around;
    return (paid_so){1, 0};
}

#endif
