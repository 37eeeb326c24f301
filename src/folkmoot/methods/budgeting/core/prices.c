/* One project's price, in floats: never below `low`, never above `high`. */

#include <stddef.h>

#include "abreast.h"

/* Two at a time, as every processor has it; LANES of them stand side by side. */
typedef double pair __attribute__((vector_size(16), aligned(8)));
typedef int64_t marks __attribute__((vector_size(16), aligned(8)));

enum { MOST_STEPS = 64 };

typedef struct {
    pair all, rests, pull, gives, fullest;
} sums;

/* No branches: who is poor cannot be guessed. */
static inline void add_two(sums *to, const race *r, int64_t k, double rate, const double *units)
{
    const int32_t *ballots = r->by.ballots + k;
    pair purse = {r->held[ballots[0]], r->held[ballots[1]]};
    pair heads = *(const pair *)(r->by.heads + k), money = heads * purse;
    pair claim = units ? *(const pair *)(units + k) * rate : (pair){rate, rate};
    pair pulls = units ? *(const pair *)(units + k) * heads : heads;
    marks rich = purse > claim;
    pair poor = (pair)((marks)purse & ~rich);
    marks some = poor > 0, fuller = poor > to->fullest;
    to->all += money;
    to->rests += (pair)((marks)money & ~rich);
    to->pull += (pair)((marks)pulls & rich);
    to->gives += (pair)((marks)heads & some);
    to->fullest = (pair)(((marks)poor & fuller) | ((marks)to->fullest & ~fuller));
}

static inline double sum_of(pair one, pair other)
{
    pair both = one + other;
    return both[0] + both[1];
}

static inline double most_of(pair one, pair other)
{
    double a = one[0] > one[1] ? one[0] : one[1], b = other[0] > other[1] ? other[0] : other[1];
    return a > b ? a : b;
}

static inline raised raise_from(const race *r, int64_t p, double rate, const double *units)
{
    sums one = {0}, other = {0};
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k += LANES) {
        add_two(&one, r, k, rate, units);
        add_two(&other, r, k + 2, rate, units);
    }
    return (raised){sum_of(one.all, other.all), sum_of(one.rests, other.rests),
                    sum_of(one.pull, other.pull), sum_of(one.gives, other.gives),
                    most_of(one.fullest, other.fullest)};
}

static raised raise_at(race *r, int64_t p, double rate)
{
    r->work += r->by.n[p];
    if (r->abreast) return raise_abreast(r, p, rate);
    return r->by.units ? raise_from(r, p, rate, r->by.units) : raise_from(r, p, rate, NULL);
}

/* Newton's steps, which land at the rate or below it, for what is raised is concave in the rate:
   the line through one point of it lies above it everywhere, and crosses the cost sooner. Each
   step is therefore a bound from below, and one that raises the cost is a bound from above. Where
   no purse is as good as anything between a step and where it lands, the line is what is raised:
   it lands on the rate. Purses are `off`: `slack` makes good what those have who give their rest,
   and a rate that much higher, whether others can pay. */
void look(race *r, int64_t p, double enough)
{
    double cost = (double)r->of->costs[p], worth = (double)r->on.worth[p];
    double roundings = ((double)r->by.n[p] / LANES + 64) * A_ROUNDING;
    double least = r->low[p] * worth * (1 - FEW_ROUNDINGS);
    double rate = enough < NEVER ? enough * worth * (1 + FEW_ROUNDINGS) : r->paid[p];
    for (int step = 0; step < MOST_STEPS; step++) {
        raised now = raise_at(r, p, rate);
        double rounding = roundings * (now.all + cost);
        double doubt_all = r->off * r->by.pulls[p] + rounding;
        if (now.all < cost - doubt_all) {
            r->low[p] = NEVER; /* purses only empty: out of reach for good */
            r->reach[p] = (cost - doubt_all - now.all) / r->by.pulls[p] * (1 - FEW_ROUNDINGS);
            return;
        }
        int too_high = now.pull == 0 && rate > least;
        if (now.all < cost + doubt_all || (now.pull == 0 && !too_high)) {
            look_closely(r, p, doubt_all + (now.all > cost ? now.all - cost : 0));
            return;
        }
        if (too_high) {
            rate = least;
            continue;
        }
        double each = 1 / now.pull, next = (cost - now.rests) * each;
        double slack = (r->off * now.gives + rounding) * each + next * FEW_ROUNDINGS;
        if (next - slack > least) {
            least = next - slack;
            r->steep[p] = r->by.pulls[p] * each * r->per_worth[p] * (1 + FEW_ROUNDINGS);
        }
        int high_enough = rate >= next + slack + r->off;
        int evenly = !r->by.units && now.fullest + r->off <= next - slack;
        if (high_enough && (evenly || rate <= least + 4 * (slack + r->off))) {
            r->rate[p] = next;
            r->slack[p] = slack;
            set_price(r, p, least, evenly ? next + slack : rate);
            return;
        }
        double low = least * r->per_worth[p] * (1 - FEW_ROUNDINGS);
        if (low > r->low[p]) r->low[p] = low;
        if (low > enough) return; /* not to the end, but far enough */
        rate = next + 2 * (slack + r->off);
        if (rate < least) rate = least;
    }
    r->close = r->unsure = 1;
}
